import assert from "node:assert/strict";
import { createStages, NO_REFINERS, TemplateShelf } from "../../src/jobs/mod.ts";
import { readArchive } from "../../src/decoding/mod.ts";
import { plan, type Rule } from "../../src/jobs/plan.ts";
import { jobOf, type Stage } from "../../src/jobs/stage.ts";
import type { ErrorRecord } from "../../src/model/mod.ts";
import { homeLayout, type SessionSnapshot, Store } from "../../src/store/mod.ts";
import { createExtractiveSummariser } from "../../src/summarisers/mod.ts";
import { shortJob } from "../support/meeting.ts";
import { doneSnapshot, snapshotOf } from "../support/snapshot.ts";

const NOW = 1_000_000;
const templates = new TemplateShelf(new Store(homeLayout("/nowhere")));
await templates.refresh();
const STAGES = createStages({
  engines: { of: () => Promise.reject(new Error("planning asks no engine")) },
  summariser: createExtractiveSummariser(),
  refiners: NO_REFINERS,
  templates,
  program: "greffier test",
  readArchive,
});

function errorAt(job: string, retryAt: number): ErrorRecord {
  const cause = { key: "error.other", values: { found: "?" } };
  return { schema: 1, job, attempts: 1, tries: 1, retryAt, kind: "failed", cause };
}

/** The jobs due in one session, in order. */
function due(session: SessionSnapshot): string[] {
  return plan([session], STAGES, () => undefined, NOW).due.map(({ job }) => shortJob(job.key));
}

const done = await doneSnapshot();
const [first, second] = [...done.transcripts.keys()].sort();

function without<K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

const rejection = { schema: 1 as const, cause: { key: "error.other", values: { found: "?" } } };
const sealed = {
  schema: 1 as const,
  program: "greffier test",
  sealedAt: "2026-01-19T16:00:00",
  files: {},
  audio: {},
  corrections: null,
};

type Row = readonly [name: string, session: SessionSnapshot, due: readonly string[]];

const TABLE: readonly Row[] = [
  ["a session just taken is read, and shown meanwhile", snapshotOf("a"), ["ingest", "render"]],
  ["a session that still records is shown", snapshotOf("a", { ended: false }), ["render"]],
  ["a session that is to be rejected has no other job", snapshotOf("a", { rejection }), ["reject"]],
  ["a session whose publishing was cut is published", { ...done, sealed }, ["publish"]],
  ["all done: only the publishing is left", done, ["publish"]],
  ["no views: they are rendered", { ...done, views: undefined }, ["render"]],
  ["no outbox session.json: the views are rendered, which writes it", { ...done, inOutbox: undefined }, [
    "render",
  ]],
  ["one view gone: the views are rendered", { ...done, viewFiles: without(done.viewFiles, "report.md") }, [
    "render",
  ]],
  [
    "a view with another content is a person's",
    { ...done, viewFiles: new Map([...done.viewFiles, ["report.md", "another"]]) },
    ["publish"],
  ],
  ["no synthesis: it is made, and the state is no longer final", { ...done, synthesis: undefined }, [
    "synthesise",
    "render",
  ]],
  ["no block: it alone, before the views", { ...done, blocks: without(done.blocks, 1) }, [
    "summarise/1",
    "render",
  ]],
  [
    "no transcripts of two windows: both, in order, and no block of theirs yet",
    { ...done, transcripts: without(without(done.transcripts, second), first) },
    [`transcribe/${first}`, `transcribe/${second}`, "render"],
  ],
  ["no language: it, and nothing that needs it", { ...done, language: undefined }, ["language", "render"]],
  ["no windows: they, and nothing that needs them", { ...done, windows: undefined }, ["ingest", "render"]],
  [
    "another file in place of the recording: it is read again",
    { ...done, audio: new Map([["source.wav", { bytes: 1, modifiedMs: 1, place: "inbox" }]]) },
    ["ingest", "render"],
  ],
  ["the recording gone, all of it heard: nothing is missing", { ...done, audio: new Map() }, ["publish"]],
  ["other corrections: the views", { ...done, corrections: { value: { title: "Atlas" }, sha256: "1" } }, [
    "render",
  ]],
];

for (const [name, session, jobs] of TABLE) {
  Deno.test(`plan(): ${name}`, () => assert.deepEqual(due(session), jobs));
}

Deno.test("plan(): another model, language or chunk length in the pinned settings makes its stage stale", () => {
  const pinned = (change: (pinned: SessionSnapshot["record"]["pinned"]) => void): SessionSnapshot => {
    const session = { ...done, record: structuredClone(done.record) };
    change(session.record.pinned as SessionSnapshot["record"]["pinned"]);
    return session;
  };
  assert.deepEqual(due(pinned((value) => Object.assign(value.model, { revision: "2" })))[0], "language");
  assert.deepEqual(
    due(pinned((value) => Object.assign(value.settings.audio, { micro_batch_seconds: 5 })))[0],
    "ingest",
  );
  assert.deepEqual(
    due(pinned((value) => Object.assign(value.settings.transcription, { compute_type: "float32" })))[0],
    `transcribe/${first}`,
  );
  assert.deepEqual(
    due(pinned((value) => Object.assign(value.settings.transcription, { model: "same, renamed" }))),
    ["render"],
  );
});

function recordedOf(id: string, given: Partial<SessionSnapshot>): SessionSnapshot {
  const session = snapshotOf(id, given);
  return { ...session, record: { ...session.record, origin: "recorded" } };
}

const stage = (name: string, inputs: readonly string[]): Stage => ({
  name,
  lane: "desk",
  pending: ({ id }) => inputs.map((input) => jobOf(name, id, input)),
  run: () => Promise.reject(new Error("planning runs nothing")),
});

Deno.test("plan(): the oldest meeting comes first, then the stages in their order", () => {
  const sessions = ["2026-02-02_0900_b", "2026-01-19_1430_a"].map((id) => snapshotOf(id));
  const { due } = plan(sessions, [stage("one", ["x", "y"]), stage("two", [""])], () => undefined, NOW);
  assert.deepEqual(due.map(({ job }) => job.key), [
    "one:2026-01-19_1430_a/x",
    "one:2026-01-19_1430_a/y",
    "two:2026-01-19_1430_a",
    "one:2026-02-02_0900_b/x",
    "one:2026-02-02_0900_b/y",
    "two:2026-02-02_0900_b",
  ]);
});

Deno.test("plan(): who is being recorded comes first, then what was recorded, then what was dropped", () => {
  const origins = [
    snapshotOf("a"),
    recordedOf("b", { ended: true }),
    recordedOf("c", { ended: false }),
  ];
  const { due } = plan(origins, [stage("one", [""])], () => undefined, NOW);
  assert.deepEqual(due.map(({ job }) => job.session), ["c", "b", "a"]);
});

Deno.test("plan(): while the text of a recording falls behind, no language model is asked, for any meeting", () => {
  const model: Rule = { ...stage("model", [""]), lane: "model" };
  const others = [snapshotOf("a"), recordedOf("b", { ended: true })];
  const file = { bytes: 1, modifiedMs: 1, place: "inbox" as const };
  const recording = (chunks: number, ended: boolean) =>
    recordedOf("c", {
      ended,
      audio: new Map(Array.from({ length: chunks }, (_, n) => [`${String(n).padStart(6, "0")}.wav`, file])),
      transcripts: new Map([["000000-000001", done.transcripts.get(first)!]]),
    });
  const dueWith = (session: SessionSnapshot) =>
    plan([...others, session], [stage("one", [""]), model], () => undefined, NOW).due
      .filter(({ lane }) => lane === "model").length;
  assert.equal(dueWith(recording(5, false)), 3, "three chunks wait");
  assert.equal(dueWith(recording(6, false)), 0, "four wait");
  assert.equal(dueWith(recording(6, true)), 3, "it is over: the report is whole without the model");
});

Deno.test("plan(): a chunk that is not finished holds up the end of a meeting, and nothing else", () => {
  const jobs = due({ ...done, unfinished: ["000001.wav.part"] });
  assert.deepEqual(jobs, ["render"]);
});

Deno.test("plan(): a job that failed waits until its time, and holds up no other", () => {
  const times: Record<string, number> = { "one:a/x": NOW + 1, "one:a/y": NOW, "one:a/z": NOW - 1 };
  const errorOf = (job: string) => job in times ? errorAt(job, times[job]) : undefined;
  const { due, waiting } = plan([snapshotOf("a")], [stage("one", ["x", "y", "z", "w"])], errorOf, NOW);
  assert.deepEqual(due.map(({ job }) => job.input), ["y", "z", "w"]);
  assert.deepEqual(waiting.map(({ job }) => job.input), ["x"]);
});

Deno.test("plan(): a clock that was set back makes nobody wait longer than the longest wait", () => {
  const errorOf = (job: string) => errorAt(job, NOW + 3_600_000);
  assert.equal(plan([snapshotOf("a")], [stage("one", ["x"])], errorOf, NOW).due.length, 1);
});

Deno.test("plan(): the same snapshots give the same plan, and are left as they are", () => {
  const before = structuredClone(done);
  assert.deepEqual(due(done), due(done));
  assert.deepEqual(structuredClone(done), before);
});
