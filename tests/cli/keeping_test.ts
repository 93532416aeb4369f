import assert from "node:assert/strict";
import type { Exported, Stats, Verified } from "../../src/app.ts";
import { runCli } from "../../src/cli/mod.ts";
import { message } from "../../src/errors.ts";
import { FakeApp, fakeIo, line } from "./fake_io.ts";

const POINT = "2026-11-23_1405_point-projet";
const SUIVI = "2026-11-24_0900_suivi";

/** Time does not pass here: whoever sleeps is woken by its signal. */
function waits(_ms: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function call(args: string[], prepare: (app: FakeApp) => void = () => {}) {
  const app = new FakeApp();
  app.sessions = [line({ id: SUIVI, name: "Suivi Été" }), line({ id: POINT, name: "Point projet" })];
  prepare(app);
  const io = fakeIo({ app, clock: { ...fakeIo().clock, sleep: waits } });
  const code = await runCli(args, io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, out: io.out(), err: io.err(), calls: app.calls };
}

const exported: Exported = {
  ...{ id: POINT, name: "Point projet", folder: `/copies/${POINT}` },
  ...{ copied: ["report.md"], same: [], differs: [], missing: [] },
};

const verified: Verified = {
  ...{ id: POINT, name: "Point projet", sealed: true, files: 12, bytes: 3_200_000 },
  ...{ findings: [], damaged: false, trouble: null },
};

const tally: Stats["total"] = {
  ...{ meetings: 2, seconds: 3725, words: 12_345, decisions: 4 },
  actions: { all: 3, late: 1, coming: 1, undated: 1, nobodys: 1 },
};

Deno.test("export, verify and pack name meetings by a part of their name, and refuse others with 2 and a sentence", async () => {
  const pack = (app: FakeApp) => {
    app.packed = { id: POINT, file: "/x.zip", bytes: 1, files: 1, audio: true, open: false };
  };
  const cases: [string[], string[]][] = [
    [["export", "point", "--to", "/copies"], [`export ${POINT} {"to":"/copies"}`]],
    [
      ["export", "all", "--to", "/copies", "--formats", "html, DOCX", "--with-audio", "--force"],
      [`export ${SUIVI},${POINT} {"to":"/copies","formats":["html","docx"],"withAudio":true,"force":true}`],
    ],
    [["verify"], [`verify ${SUIVI},${POINT}`]],
    [["verify", "ete"], [`verify ${SUIVI}`]],
    [["pack", "point"], [`pack ${POINT} {"audio":true}`]],
    [["pack", "point", "--to", "/x.zip", "--without-audio"], [`pack ${POINT} {"to":"/x.zip","audio":false}`]],
  ];
  for (const [args, calls] of cases) {
    const done = await call(args, pack);
    assert.deepEqual([done.code, done.calls], [0, calls], done.err);
  }
  const wrong: [string[], RegExp][] = [
    [["export", "zzzzzzzzz", "--to", "/x"], /No meeting is called/],
    [["export", "2026", "--to", "/x"], /fits 2 meetings/],
    [["export", "point"], /value is missing after .*--to|missing.*--to/i],
    [["export", "point", "--to", "/x", "--formats", "docs"], /perhaps docx\?/i],
    [["export", "point", "--to", "/x", "--formats", ","], /--formats/],
    [["verify", "zzzzzzzzz"], /No meeting is called/],
    [["pack", "zzzzzzzzz"], /No meeting is called/],
    [["pack"], /ID is missing/],
  ];
  for (const [args, told] of wrong) {
    const { code, err, calls } = await call(args, pack);
    assert.deepEqual([code, calls], [2, []], args.join(" "));
    assert.match(err, told);
  }
});

Deno.test("export says what was copied, what was left alone and what is missing; 1 when anything is", async () => {
  const well = await call(["export", "all", "--to", "/copies"], (app) => app.exported = [exported]);
  assert.deepEqual([well.code, well.out], [
    0,
    `"Point projet" (${POINT}): 1 file copied to /copies/${POINT}\n`,
  ]);
  const page = { ...exported, copied: ["report.html"] };
  assert.match(
    (await call(["export", "all", "--to", "/x"], (app) => app.exported = [page])).out,
    /--with-audio/,
  );
  const same = { ...exported, copied: [], same: ["report.md"] };
  assert.match((await call(["export", "all", "--to", "/x"], (app) => app.exported = [same])).out, /already/);
  const partly = {
    ...exported,
    differs: ["report.html"],
    missing: [{ what: "report.pdf", why: message("export.noPdf") }],
  };
  const { code, err } = await call(["export", "all", "--to", "/x"], (app) => app.exported = [partly]);
  assert.equal(code, 1);
  assert.match(err, /this file differs there and was left alone; --force replaces them: report\.html/);
  assert.match(err, /no report\.pdf; a PDF is printed/);
});

Deno.test("verify is well with edited views, and ends with 1 when a meeting is damaged", async () => {
  const findings = [{ file: "report.md", finding: "edited" as const }];
  const well = await call(["verify"], (app) => app.verified = [{ ...verified, findings }]);
  assert.deepEqual([well.code, well.out], [
    0,
    `"Point projet" (${POINT}): 12 files as filed, 3.2 MB\n  report.md  edited by somebody since (no fault)\n`,
  ]);
  const open = { ...verified, id: SUIVI, sealed: false };
  assert.match((await call(["verify"], (app) => app.verified = [open])).out, /not finished yet/);
  const damaged: Verified = {
    ...verified,
    damaged: true,
    findings: [{ file: "audio/source.wav", finding: "missing" }],
  };
  const { code, out } = await call(["verify"], (app) => app.verified = [damaged, verified, open]);
  assert.equal(code, 1);
  assert.match(out, /audio\/source\.wav {2}is missing/);
  assert.match(out, /1 of 2 meetings damaged\.\n$/);
});

Deno.test("stats is a table of months with a sum, and tells of actions by their dates", async () => {
  const counted: Stats = {
    total: tally,
    months: [{ month: "2026-10", ...tally }, { month: "2026-11", ...tally }],
    skipped: [],
  };
  const { code, out, calls } = await call(
    ["stats", "--from", "2026", "--lang", "fr"],
    (app) => app.statsNow = counted,
  );
  assert.deepEqual([code, calls], [0, ['stats {"from":"2026-01-01","today":"2026-11-23"}']]);
  assert.deepEqual(out.replaceAll("\u202f", " ").split("\n"), [
    "mois     réunions       durée    mots  décisions  actions  échues",
    "2026-10         2  1 h 02 min  12 345          4        3       1",
    "2026-11         2  1 h 02 min  12 345          4        3       1",
    "en tout         2  1 h 02 min  12 345          4        3       1",
    "",
    "3 actions : 1 échue, 1 à venir, 1 sans date sûre.",
    "1 action n'est à personne.",
    "",
  ]);
  const none = { ...tally, meetings: 0 };
  assert.match(
    (await call(["stats"], (app) => app.statsNow = { ...counted, total: none })).out,
    /no meeting/,
  );
});

Deno.test("pack says what the file is, and warns of what it holds even where a program reads the result", async () => {
  const packed = { id: POINT, file: "/copies/x.zip", bytes: 3_200_000, files: 14, audio: false, open: true };
  const { out, err, code } = await call(["pack", "point"], (app) => app.packed = packed);
  assert.equal(code, 0);
  assert.match(out, /^\/copies\/x\.zip: 14 files, 3\.2 MB\n.*not finished.*\n.*sound is not in it/i);
  assert.match(err, /personal data/);
  const json = await call(["pack", "point", "--json"], (app) => app.packed = packed);
  assert.deepEqual(JSON.parse(json.out), packed);
  assert.match(json.err, /personal data/);
});
