import assert from "node:assert/strict";
import { join } from "node:path";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { message, WaitingError } from "../../src/errors.ts";
import type { TemporaryHome } from "../support/home.ts";
import { temporaryHome } from "../support/home.ts";
import {
  copyOf,
  editJson,
  flags,
  made,
  MEETING,
  openMeeting,
  ownWords,
  SHORT_BLOCKS,
  watchedRun,
} from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";

const OUTBOX = ["outbox", MEETING] as const;
const STAGES = [...OUTBOX, "stages"] as const;

/** What a case may speak of. */
interface Case {
  readonly home: TemporaryHome;
  /** Ids of the windows, by block. */
  readonly windows: string[][];
  remove(name: string): Promise<void>;
  edit(name: string, change: (value: Record<string, unknown>) => void): Promise<void>;
  write(name: string, text: string): Promise<void>;
  /** The first segment's own word of a window. */
  word(window: string): Promise<string>;
}

async function caseOf(home: TemporaryHome): Promise<Case> {
  const { windows } = await home.json(...STAGES, "windows.json");
  const blocks: string[][] = [];
  for (const { id, from } of windows) (blocks[Math.floor(from / 960_000)] ??= []).push(id);
  const at = (name: string) => join(home.path, ...OUTBOX, ...name.split("/"));
  return {
    home,
    windows: blocks,
    remove: (name) => Deno.remove(at(name)),
    edit: (name, change) => editJson(home, [...OUTBOX, ...name.split("/")], change),
    write: (name, text) => Deno.writeTextFile(at(name), text),
    async word(window) {
      const { segments } = await home.json(...STAGES, `${window}.transcript.json`);
      return segments[0].text.split(" ")[2];
    },
  };
}

const transcribed = (windows: readonly string[]) => windows.map((id) => `transcribe/${id}`);
const EVERY_BLOCK = ["summarise/0", "summarise/1", "summarise/2"];

/** A change to an open meeting whose work was all done, and the jobs that are then done again. */
type Row = readonly [
  name: string,
  change: (given: Case) => Promise<unknown>,
  jobs: (given: Case) => string[],
];

const TABLE: readonly Row[] = [
  ["nothing at all: nothing", () => Promise.resolve(), () => []],

  [
    "windows.json deleted: the windows, and the report told so meanwhile",
    ({ remove }) => remove("stages/windows.json"),
    () => ["ingest", "render"],
  ],
  [
    "language.json deleted: the language",
    ({ remove }) => remove("stages/language.json"),
    () => ["language", "render"],
  ],
  [
    "a transcript deleted: it alone, for it says the same again",
    ({ remove, windows }) => remove(`stages/${windows[1][0]}.transcript.json`),
    ({ windows }) => ["render", `transcribe/${windows[1][0]}`],
  ],
  [
    "a block summary deleted: it alone",
    ({ remove }) => remove("stages/01.summary.json"),
    () => ["summarise/1"],
  ],
  ["synthesis.json deleted: it alone", ({ remove }) => remove("stages/synthesis.json"), () => ["synthesise"]],
  ["a view deleted: the views", ({ remove }) => remove("report.md"), () => ["render"]],
  ["views.json deleted: the views", ({ remove }) => remove("stages/views.json"), () => ["render"]],

  [
    "a transcript edited: its block and what is made of it, not the transcript",
    ({ edit, windows }) =>
      edit(`stages/${windows[1][0]}.transcript.json`, (value) => {
        (value.segments as { text: string }[])[0].text = "Nous décidons de livrer lundi.";
      }),
    () => ["render", "summarise/1", "synthesise"],
  ],
  [
    "a transcript that is no transcript any more: it is made again",
    ({ write, windows }) => write(`stages/${windows[0][0]}.transcript.json`, "{"),
    ({ windows }) => ["render", `transcribe/${windows[0][0]}`],
  ],
  [
    "a block summary edited: the synthesis and the views, not the block",
    ({ edit }) => edit("stages/02.summary.json", (value) => value.dropped = 7),
    () => ["render", "synthesise"],
  ],
  [
    "synthesis.json edited: the views alone",
    ({ edit }) => edit("stages/synthesis.json", (value) => value.by = "Camille"),
    () => ["render"],
  ],
  [
    "the language set right: every word again, and all that is made of words",
    ({ edit }) => edit("stages/language.json", (value) => value.language = "en"),
    ({ windows }) => ["render", ...EVERY_BLOCK, "synthesise", ...transcribed(windows.flat())],
  ],
  [
    "a border between windows moved: the language, the two windows and their blocks",
    ({ edit }) =>
      edit("stages/windows.json", (value) => {
        const [before, last] = (value.windows as { from: number; to: number }[]).slice(-2);
        before.to -= 16_000;
        last.from -= 16_000;
      }),
    ({ windows }) => {
      const moved = windows.flat().slice(-2);
      const blocks = windows.flatMap((ids, block) =>
        ids.some((id) => moved.includes(id)) ? [`summarise/${block}`] : []
      );
      return ["language", "render", "synthesise", ...blocks, ...transcribed(moved)];
    },
  ],
  ["a view edited: nothing, for it is a person's now", ({ write }) => write("report.md", "À moi"), () => []],

  [
    "a word corrected: the block it was said in, and what is made of it",
    async ({ write, word, windows }) =>
      await write("corrections.json", JSON.stringify({ words: { [await word(windows[1][0])]: "Atlas" } })),
    () => ["render", "summarise/1", "synthesise"],
  ],
  [
    "a person renamed: the views alone",
    ({ write }) => write("corrections.json", JSON.stringify({ names: { Paul: "Paul Martin" } })),
    () => ["render"],
  ],
  [
    "corrections that cannot be understood: the views, which say so",
    ({ write }) => write("corrections.json", "{ words: }"),
    () => ["render"],
  ],
  [
    "another model: the language and every word, but a block whose words stayed the same stands",
    ({ home }) =>
      editJson(home, ["inbox", MEETING, "session.json"], (value) => value.pinned.model.revision = "another"),
    ({ windows }) => ["language", "render", ...transcribed(windows.flat())],
  ],
  [
    "longer blocks in the pinned settings: the one block there is then",
    ({ home }) =>
      editJson(home, ["inbox", MEETING, "session.json"], (value) => {
        value.pinned.settings.analysis.intermediate_summary_interval_minutes = 60;
      }),
    () => ["render", "summarise/0", "synthesise"],
  ],
];

Deno.test("Fingerprints: in an open meeting, what depends on a changed file is made again, and nothing else", async (t) => {
  await using whole = await openMeeting();
  for (const [name, change, expected] of TABLE) {
    await t.step(name, async () => {
      await using home = await copyOf(whole);
      const given = await caseOf(home);
      await change(given);
      const run = await watchedRun(home);
      assert.deepEqual(made(run), expected(given).sort());
      assert.deepEqual(run.drained.published.map(({ id }) => id), [MEETING]);
      assert.deepEqual(await home.names("inbox"), []);
    });
  }
});

Deno.test("Fingerprints: files that were only touched make nothing again", async () => {
  await using home = await openMeeting();
  const touch = new Date("2030-01-01T00:00:00Z");
  for (const folder of [[...OUTBOX], [...STAGES]]) {
    for (const name of await home.names(...folder)) {
      await Deno.utime(join(home.path, ...folder, name), touch, touch);
    }
  }
  assert.deepEqual((await watchedRun(home)).jobs, ["publish"]);
});

Deno.test("Fingerprints: a recording that was only touched is read again, and no word of it is heard again", async () => {
  await using home = await openMeeting();
  const touch = new Date("2030-01-01T00:00:00Z");
  await Deno.utime(join(home.path, "inbox", MEETING, "source.wav"), touch, touch);
  assert.deepEqual(made(await watchedRun(home)), ["ingest", "render"]);
});

Deno.test("Fingerprints: the home's settings, vocabulary and model change nothing in an open meeting", async () => {
  await using home = await openMeeting();
  await Deno.writeTextFile(join(home.path, "vocabulary.txt"), "Atlas\n");
  const run = await watchedRun(home, {
    flags: flags({
      "transcription.language": "en",
      "transcription.model": "whisper-small",
      "audio.micro_batch_seconds": "5",
      "analysis.intermediate_summary_interval_minutes": "30",
      "output.formats": "markdown",
    }),
  });
  assert.deepEqual(run.jobs, ["publish"]);
});

Deno.test("Fingerprints: a home may be copied elsewhere in the middle of its work", async () => {
  await using home = await openMeeting();
  await using copy = await copyOf(home);
  assert.deepEqual((await watchedRun(copy)).jobs, ["publish"]);
});

Deno.test("Fingerprints: while a window waits for its engine, a deleted transcript is the only one made again", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 150, startedAt: "2026-01-19T14:30:00" }));
  let heard = 0;
  const transcriber = createFakeTranscriber({
    transcribe(samples) {
      if (++heard > 2) throw new WaitingError(message("error.other", { found: "away" }));
      return ownWords(samples);
    },
  });
  const first = await watchedRun(home, { transcriber, flags: SHORT_BLOCKS });
  assert.equal(first.drained.waiting.length > 0, true);
  const [deleted, kept] = (await home.names(...STAGES)).filter((name) => name.endsWith(".transcript.json"));
  const before = await home.text(...STAGES, kept);
  await Deno.remove(join(home.path, ...STAGES, deleted));
  heard = 1;
  await watchedRun(home, { transcriber });
  assert.ok((await home.names(...STAGES)).includes(deleted));
  assert.equal(await home.text(...STAGES, kept), before);
  assert.equal(heard > 2, true);
});
