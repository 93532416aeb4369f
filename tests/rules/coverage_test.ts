import assert from "node:assert/strict";
import {
  type BlockSummary,
  type ChannelPlan,
  type Coverage,
  coverageOf,
  NO_BLOCK_FINDINGS,
  type Span,
  type TranscriptRecord,
  type WindowsRecord,
} from "../../src/model/mod.ts";

const RATE = 16_000;
const WINDOWS = ["000000-000002", "000003-000005", "000006-000006"];
/** Where the windows of a minute and ten seconds end. */
const BORDERS = [0, 30, 60, 70];
const FAILED = { attempts: 3, cause: { key: "error.other", values: { found: "?" } } };

function windows(kind: "mixed" | "apart" = "mixed"): WindowsRecord {
  const channels: ChannelPlan = { kind };
  const source = (file: string, from: number, to: number) => ({
    file,
    sha256: file,
    bytes: 1,
    modifiedMs: 0,
    format: { container: "RIFF" as const, encoding: "pcm" as const, bits: 16, channels: 1, rate: RATE },
    truncated: false,
    from: from * RATE,
    to: to * RATE,
    heard: { file, sha256: file, bytes: 1 },
  });
  return {
    schema: 1,
    inputs: {},
    sources: [source("source.wav", 0, 40), source("source-2.wav", 40, 70)],
    channels,
    chunks: [],
    windows: WINDOWS.map((id, n) => ({ id, from: BORDERS[n] * RATE, to: BORDERS[n + 1] * RATE })),
    notices: [],
  };
}

function transcript(n: number, given: { silence?: Span[]; failed?: boolean } = {}): TranscriptRecord {
  const { silence = [], failed = false } = given;
  return {
    schema: 1,
    inputs: {},
    window: WINDOWS[n],
    segments: [],
    suppressed: [],
    silence,
    ...(failed ? { failed: FAILED } : {}),
  };
}

function block(start: number, end: number, failed = false): BlockSummary {
  return {
    schema: 1,
    inputs: {},
    block: 0,
    start,
    end,
    by: "extractive",
    findings: NO_BLOCK_FINDINGS,
    dropped: 0,
    ...(failed ? { failed: FAILED } : {}),
  };
}

type Row = [
  name: string,
  given: Parameters<typeof coverageOf>,
  seconds: Coverage,
];

const ALL: Coverage = {
  expected: 70,
  captured: [70],
  silent: [0],
  transcribed: 0,
  failed: 0,
  pending: 0,
  summarised: 0,
};

const TABLE: Row[] = [
  ["nothing is known before ingest", [undefined, [], []], { ...ALL, expected: 0, captured: [], silent: [] }],
  ["everything is pending at first", [windows(), [], []], { ...ALL, pending: 70 }],
  ["two sources follow each other", [windows(), [transcript(0)], []], {
    ...ALL,
    transcribed: 30,
    pending: 40,
  }],
  [
    "a failed window is neither transcribed nor pending",
    [windows(), [transcript(0), transcript(1, { failed: true })], []],
    { ...ALL, transcribed: 30, failed: 30, pending: 10 },
  ],
  [
    "silence counts where it was found, and its window is transcribed",
    [windows(), [transcript(2, { silence: [{ channel: 0, start: 60, end: 64.5 }] })], []],
    { ...ALL, silent: [4.5], transcribed: 10, pending: 60 },
  ],
  [
    "each side of a call has its own silence",
    [
      windows("apart"),
      [transcript(0, { silence: [{ channel: 0, start: 0, end: 10 }, { channel: 1, start: 5, end: 30 }] })],
      [],
    ],
    { ...ALL, captured: [70, 70], silent: [10, 25], transcribed: 30, pending: 40 },
  ],
  [
    "silence on a channel that the session has not is left out",
    [windows(), [transcript(0, { silence: [{ channel: 1, start: 0, end: 9 }] })], []],
    { ...ALL, transcribed: 30, pending: 40 },
  ],
  [
    "a transcript of a window that is no more counts for nothing",
    [windows(), [{ ...transcript(0), window: "000007-000009" }], []],
    { ...ALL, pending: 70 },
  ],
  [
    "blocks count once they are summarised, failed ones never",
    [windows(), [0, 1, 2].map((n) => transcript(n)), [block(0, 60), block(60, 70, true)]],
    { ...ALL, transcribed: 70, summarised: 60 },
  ],
];

for (const [name, given, seconds] of TABLE) {
  Deno.test(`Coverage: ${name}`, () => assert.deepEqual(coverageOf(...given), seconds));
}

Deno.test("Coverage: transcribed, failed and pending always add up to what is expected", () => {
  const choices = [undefined, transcript, (n: number) => transcript(n, { failed: true })];
  for (const a of choices) {
    for (const b of choices) {
      for (const c of choices) {
        const transcripts = [a?.(0), b?.(1), c?.(2)].filter((each) => each !== undefined);
        const { expected, transcribed, failed, pending } = coverageOf(windows(), transcripts, []);
        assert.equal(transcribed + failed + pending, expected);
      }
    }
  }
});
