import assert from "node:assert/strict";
import type { RetentionOutcome } from "../../src/app.ts";
import { runCli } from "../../src/cli/mod.ts";
import { message } from "../../src/errors.ts";
import { FakeApp, fakeIo } from "./fake_io.ts";

const AT = new Date("2026-12-03T10:00:00").getTime();

const STEP = { files: 3, bytes: 2_500_000, at: AT } as const;

const MEETINGS: RetentionOutcome["meetings"] = [{
  id: "2026-11-23_1405_point",
  name: "Point \u001b[31mprojet",
  steps: [
    { ...STEP, class: "audio", does: "archive", rule: "retention.audio.as = flac", isDue: true },
    { ...STEP, class: "report", does: "remove", rule: "retention.report.days = 10", isDue: false },
  ],
}];

const UNDONE = [{
  name: "Point projet",
  task: "audio",
  cause: message("delivery.folderAway", { folder: "/share" }),
}];

async function call(args: string[], outcome: Partial<RetentionOutcome>) {
  const app = new FakeApp();
  const asked: (boolean | undefined)[] = [];
  app.retention = ({ dryRun }) => {
    asked.push(dryRun);
    return Promise.resolve({ meetings: [], undone: [], hasRules: true, ...outcome });
  };
  const io = fakeIo({ app, environment: { language: "fr" } });
  const code = await runCli(["retention", ...args], io);
  return { code, out: io.out().replaceAll("\u00a0", " ").replaceAll("\u202f", " "), asked };
}

Deno.test("--dry-run tells of each meeting what would go and when, and that nothing was done", async () => {
  const { code, out, asked } = await call(["--dry-run"], { meetings: MEETINGS });
  assert.deepEqual({ code, asked }, { code: 0, asked: [true] });
  assert.match(out, /^Point .*projet \(2026-11-23_1405_point\)/m);
  assert.ok(!out.includes("\u001b"));
  assert.match(out, /3 fichiers/);
  assert.match(out, /03\/12\/2026/);
  assert.match(out, /Rien n'a été fait/);
});

const DONE: RetentionOutcome["done"] = {
  meetings: 1,
  archived: 2,
  removed: 0,
  kept: 1,
  freed: 2_500_000,
  why: [{ key: "retention.alreadyCompressed", values: {} }],
};

Deno.test("it counts what became of the files, and ends with 1 where something is not done yet", async () => {
  const well = await call([], { meetings: MEETINGS, done: DONE, otherFormat: 2 });
  assert.deepEqual({ code: well.code, asked: well.asked }, { code: 0, asked: [false] });
  assert.match(
    well.out,
    /1 réunion : 2 fichiers compressés, 1 fichier gardé tel quel \(le fichier est déjà compressé\) ; 2,5 Mo de moins/,
  );
  assert.match(well.out, /2 fichiers déjà compressés dans l'autre format restent tels quels/);
  const trouble = await call([], { meetings: MEETINGS, undone: UNDONE });
  assert.equal(trouble.code, 1);
  assert.match(trouble.out, /Rien n'a été fait/);
  assert.match(trouble.out, /pas encore fait.*\/share/);
});

Deno.test("--dry-run says what will be kept, and why", async () => {
  const [{ steps: [step], ...meeting }] = MEETINGS;
  const kept = [{ file: "audio/source-2.mp3", why: message("retention.alreadyCompressed") }];
  const { out } = await call(["--dry-run"], { meetings: [{ ...meeting, steps: [{ ...step, kept }] }] });
  assert.match(out, /source-2\.mp3 restera tel quel : le fichier est déjà compressé/);
  const none = await call(["--dry-run"], {
    meetings: [{ ...meeting, steps: [{ ...step, files: 0, bytes: 0, kept }] }],
  });
  assert.ok(!none.out.includes("sera compressé"));
});

Deno.test("it says whether there is no rule, or none that concerns a meeting, or that the clock leapt", async () => {
  assert.match((await call([], { hasRules: false })).out, /Aucune règle de conservation/);
  assert.match((await call([], {})).out, /Aucune réunion n'est concernée/);
  const { code, out } = await call(["--dry-run"], { heldUntil: AT });
  assert.equal(code, 0);
  assert.match(out, /bond en avant.*avant le 03\/12\/2026 à 10:00/);
});

Deno.test("--json has the times as programs read them", async () => {
  const { code, out } = await call(["--json"], { meetings: MEETINGS, undone: UNDONE, heldUntil: AT });
  assert.equal(code, 1);
  const told = JSON.parse(out);
  assert.equal(told.meetings[0].steps[1].at, new Date(AT).toISOString());
  assert.equal(told.heldUntil, new Date(AT).toISOString());
  assert.equal(told.undone[0].task, "audio");
});
