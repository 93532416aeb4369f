import assert from "node:assert/strict";
import fc from "fast-check";
import { message } from "../../../src/errors.ts";
import { type HomeNow, NOTHING_NOW, type RecordingNow } from "../../../src/desktop/tray/mod.ts";
import { trayView } from "../../../src/desktop/tray/mod.ts";
import type { TrayAction } from "../../../src/desktop/tray/tray_icon.ts";

const home = (change: Partial<HomeNow> = {}): HomeNow => ({ ...NOTHING_NOW, ...change });

const recording = (change: Partial<RecordingNow> = {}): RecordingNow => ({
  id: "2026-01-19_1430_projet-x",
  name: "Projet X",
  state: "recording",
  seconds: 751.9,
  pauseAsked: false,
  stopAsked: false,
  notices: [],
  ...change,
});

const silent = message("recorder.silent.microphone", { n: 5 });
const report = { id: "2026-01-19_1430_point", name: "Point", atMs: 0 };

/** What can be chosen. */
const enabled = (now: HomeNow) =>
  trayView(now, "fr").menu.flatMap((item) => item !== "separator" && item.enabled ? [item.action] : []);

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const tooltip = (now: HomeNow, language: "fr" | "en" = "fr") => plain(trayView(now, language).tooltip);

Deno.test("a quiet home is green and says that it is ready", () => {
  const { state, usual } = trayView(home(), "fr");
  assert.deepEqual([state, usual], ["ready", "open-inbox"]);
  assert.equal(tooltip(home()), "greffier · prêt");
  assert.equal(tooltip(home(), "en"), "greffier · ready");
  assert.deepEqual(enabled(home()), ["start", "open-inbox", "status", "quit"]);
});

Deno.test("a recording is red, with its time and its name, and can be paused and ended", () => {
  const now = home({ recording: recording(), lastReport: report });
  assert.equal(trayView(now, "fr").state, "recording");
  assert.equal(tooltip(now), "greffier · enregistre 0:12:31 : Projet X");
  assert.deepEqual(enabled(now), ["pause", "stop", "open-report", "open-inbox", "status", "quit"]);
  assert.equal(
    tooltip(home({ recording: recording({ seconds: 36_061 }) })),
    "greffier · enregistre 10:01:01 : Projet X",
  );
});

Deno.test("a paused recording is grey, and the same line goes on with it", () => {
  const now = home({ recording: recording({ state: "paused", pauseAsked: true }) });
  assert.equal(trayView(now, "en").state, "paused");
  assert.equal(tooltip(now, "en"), "greffier · paused at 0:12:31: Projet X");
  assert.deepEqual(enabled(now), ["resume", "stop", "open-inbox", "status", "quit"]);
});

Deno.test("while something is asked of a recording nothing else can be", () => {
  const inTheWay: TrayAction[] = ["start", "pause", "resume", "stop"];
  for (
    const now of [
      home({ recording: recording(), busy: "stop" }),
      home({ recording: recording({ stopAsked: true }) }),
      home({ busy: "start" }),
    ]
  ) {
    assert.deepEqual(enabled(now).filter((action) => inTheWay.includes(action)), [], JSON.stringify(now));
  }
});

Deno.test("quitting says that a recording goes on", () => {
  const label = (now: HomeNow) => trayView(now, "fr").menu.findLast((item) => item !== "separator")!.label;
  assert.equal(label(home()), "Quitter");
  assert.equal(label(home({ recording: recording() })), "Quitter (l'enregistrement continue)");
});

Deno.test("amber is for what needs a person; while a recording goes well nothing else takes its colour", () => {
  const troubles: Partial<HomeNow>[] = [
    { interrupted: [{ id: "a", name: "A" }] },
    { rejected: ["note.wav"] },
    { trouble: message("tray.watchEnded") },
  ];
  for (const trouble of troubles) {
    assert.equal(trayView(home(trouble), "fr").state, "attention");
    assert.equal(trayView(home(trouble), "fr").usual, "status");
    assert.equal(trayView(home({ ...trouble, recording: recording() }), "fr").state, "recording");
  }
  for (const wrong of [{ notices: [silent] }, { state: "disk-full" as const }]) {
    assert.equal(trayView(home({ recording: recording(wrong) }), "fr").state, "attention");
  }
});

Deno.test("what is wrong stands in the tooltip, the most urgent first", () => {
  const now = home({ recording: recording({ notices: [silent] }), pending: 2 });
  assert.match(
    tooltip(now),
    /^greffier · enregistre 0:12:31 : Projet X · Le micro n'entend rien depuis 5 minutes/,
  );
  assert.equal(
    tooltip(home({ rejected: ["a.wav", "b.wav"], unseen: [report], pending: 1 })),
    "greffier · 2 fichiers refusés · 1 compte rendu à lire · 1 réunion en cours d'écriture",
  );
});

Deno.test("a click on the icon opens a report that nobody has read yet", () => {
  assert.equal(trayView(home({ unseen: [report], lastReport: report }), "fr").usual, "open-report");
});

Deno.test("whatever the names, a tooltip is one line of 127 characters at most and every text is whole", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 300 });
  fc.assert(
    fc.property(name, name, fc.array(name), fc.constantFrom("fr", "en"), (a, b, rejected, language) => {
      const view = trayView(
        home({ recording: recording({ name: a }), lastReport: { ...report, name: b }, rejected }),
        language as "fr",
      );
      assert.ok(view.tooltip.length <= 127);
      const labels = view.menu.flatMap((item) => item === "separator" ? [] : [item.label]);
      for (const text of [view.tooltip, ...labels]) {
        assert.doesNotMatch(text, /[\r\n]/);
        assert.ok(text.isWellFormed() || !a.isWellFormed() || !b.isWellFormed());
      }
    }),
  );
});
