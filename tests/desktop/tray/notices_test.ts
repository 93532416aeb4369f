import assert from "node:assert/strict";
import { message } from "../../../src/errors.ts";
import { type HomeNow, NOTHING_NOW, Notices, type RecordingNow } from "../../../src/desktop/tray/mod.ts";

const home = (change: Partial<HomeNow> = {}): HomeNow => ({ ...NOTHING_NOW, ...change });

const recording = (...notices: RecordingNow["notices"]): Partial<HomeNow> => ({
  recording: {
    id: "2026-01-19_1430_projet-x",
    name: "Projet X",
    ...{ state: "recording", seconds: 60, pauseAsked: false, stopAsked: false, notices },
  },
});

const silent = (n: number) => message("recorder.silent.microphone", { n });
const report = (id: string, atMs = 1) => ({ id, name: id.toUpperCase(), atMs });

/** Tells one home after the other, a second apart; returns the titles and texts of each. */
function told(...homes: readonly HomeNow[]): string[][] {
  const notices = new Notices("fr");
  return homes.map((now, second) =>
    notices.after(now, second * 1000).map(({ title, text, kind, action }) =>
      `${kind} ${title}: ${text} (${action})`.replaceAll("\u00a0", " ")
    )
  );
}

Deno.test("a side that has gone silent is told once, however long it stays so", () => {
  const [quiet, first, ...rest] = told(
    home(recording()),
    home(recording(silent(5))),
    home(recording(silent(6))),
    home(recording(silent(7))),
  );
  assert.deepEqual(quiet, []);
  assert.equal(first!.length, 1);
  assert.match(first![0]!, /^warning Enregistrement : Projet X: Le micro n'entend rien depuis 5 minutes/);
  assert.deepEqual(rest, [[], []]);
});

Deno.test("a warning that comes and goes is told again after ten minutes, not before", () => {
  const notices = new Notices("fr");
  const count = (now: HomeNow, atMs: number) => notices.after(now, atMs).length;
  assert.equal(count(home(recording(silent(5))), 0), 1);
  assert.equal(count(home(recording()), 60_000), 0);
  assert.equal(count(home(recording(silent(5))), 120_000), 0);
  assert.equal(count(home(recording()), 180_000), 0);
  assert.equal(count(home(recording(silent(5))), 700_000), 1);
});

Deno.test("a report that is ready is told once, and a click on it opens it", () => {
  const [, first, second, third] = told(
    home(),
    home({ unseen: [report("a")] }),
    home({ unseen: [report("a")] }),
    home({ unseen: [report("a"), report("b"), report("c")] }),
  );
  assert.deepEqual(first, [
    "info Compte rendu prêt: « A » est prêt. Cliquez ici pour le lire. (open-report)",
  ]);
  assert.deepEqual(second, []);
  assert.match(third![0]!, /2 comptes rendus vous attendent/);
});

Deno.test("reports that came while nobody looked are told together, at the first look", () => {
  const [first] = told(home({ unseen: [report("a"), report("b")] }));
  assert.equal(first!.length, 1);
  assert.match(first![0]!, /^info Comptes rendus prêts: 2 comptes rendus vous attendent/);
});

Deno.test("a report that was made again is news again", () => {
  const [, again] = told(home({ unseen: [report("a", 1)] }), home({ unseen: [report("a", 2)] }));
  assert.equal(again!.length, 1);
});

Deno.test("an interruption is told with how to go on, also when it lies before the first look", () => {
  const now = home({ interrupted: [{ id: "2026-01-19_1430_x", name: "X" }] });
  const [first, second] = told(now, now);
  assert.match(first![0]!, /greffier resume --session 2026-01-19_1430_x/);
  assert.deepEqual(second, []);
});

Deno.test("files that were rejected are told once; those of before the first look only change the colour", () => {
  const [first, second, third] = told(
    home({ rejected: ["a.wav"] }),
    home({ rejected: ["a.wav", "b.wav"] }),
    home({ rejected: ["a.wav", "b.wav"] }),
  );
  assert.deepEqual(first, []);
  assert.match(second![0]!, /« b\.wav » est dans le dossier rejected/);
  assert.deepEqual(third, []);
});

Deno.test("why nothing can be written down is told when it begins, and again when it is something else", () => {
  const ended = home({ trouble: message("tray.watchEnded") });
  const settings = home({ trouble: message("config.notObject", { file: "greffier.json" }) });
  const counts = told(ended, ended, settings, home(), settings).map(({ length }) => length);
  assert.deepEqual(counts, [1, 0, 1, 0, 1]);
});

Deno.test("titles and texts keep to what systems show", () => {
  const long = "x".repeat(400);
  const notices = new Notices("fr").after(home({ unseen: [{ ...report("a"), name: long }] }), 0);
  for (const { title, text } of notices) assert.ok(title.length <= 63 && text.length <= 255);
  assert.equal(notices.length, 1);
});
