import assert from "node:assert/strict";
import {
  type BlockSummary,
  type ChannelPlan,
  type Coverage,
  coverageOf,
  gapStretches,
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
  lost: [],
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

/** Two chunks of 10 s of two sides, with these gaps; `unreadable`: a third one between them. */
function recorded(
  gaps: NonNullable<WindowsRecord["gaps"]>,
  { from = 10 }: { from?: number } = {},
): WindowsRecord {
  const { sources: [source], ...record } = windows("apart");
  const at = (from: number, to: number) => ({ from: from * RATE, to: to * RATE });
  return {
    ...record,
    sources: [{ ...source, ...at(0, 10) }, { ...source, ...at(from, from + 10) }],
    chunks: [{ number: 0, ...at(0, 10) }, { number: 2, ...at(from, from + 10) }],
    windows: [{ id: "000000-000000", ...at(0, 10) }],
    gaps,
  };
}

const gap = (
  cause: NonNullable<WindowsRecord["gaps"]>[number]["cause"],
  from: number,
  to: number,
  channels: (0 | 1)[] = [0, 1],
) => ({ schema: 1 as const, cause, from: from * RATE, to: to * RATE, channels });

Deno.test("Coverage: the length of a recording is that of the clock, what is missing is told by cause", () => {
  const record = recorded([gap("pause", 10, 40), gap("sleep", 40, 100), gap("disk", 110, 130)], {
    from: 100,
  });
  const { expected, captured, pending, lost } = coverageOf(record, [], []);
  assert.deepEqual([expected, captured, pending], [130, [20, 20], 20]);
  assert.deepEqual(lost, [
    { cause: "disk", channels: [0, 1], seconds: 20 },
    { cause: "pause", channels: [0, 1], seconds: 30 },
    { cause: "sleep", channels: [0, 1], seconds: 60 },
  ]);
});

Deno.test("Coverage: a block that a pause lies in is summarised as far as there is sound", () => {
  const record = recorded([gap("pause", 10, 40)], { from: 40 });
  const all = { ...record, windows: record.chunks.map(({ from, to }, n) => ({ id: WINDOWS[n], from, to })) };
  assert.equal(coverageOf(all, [], [block(0, 50)]).summarised, 20);
});

Deno.test("Coverage: what one side lacks is neither captured nor silent there, and adds nothing to the length", () => {
  const record = recorded([gap("device", 5, 10, [1]), gap("device", 10, 20, [1]), gap("clock", 20, 20)]);
  const silence: Span[] = [{ channel: 1, start: 0, end: 10 }, { channel: 0, start: 2, end: 4 }];
  const heard = { ...transcript(0, { silence }), window: "000000-000000" };
  const { expected, captured, silent, lost, transcribed, pending } = coverageOf(record, [heard], []);
  assert.deepEqual([expected, captured, silent], [20, [20, 5], [2, 5]]);
  assert.deepEqual([transcribed, pending], [10, 10]);
  assert.deepEqual(lost, [{ cause: "device", channels: [1], seconds: 15 }]);
});

Deno.test("Coverage: a hole that no gap explains is what could not be read, or what is missing", () => {
  const record = recorded([], { from: 25 });
  assert.deepEqual(coverageOf(record, [], []).lost, [{ cause: "missing", channels: [0, 1], seconds: 15 }]);
  const cause = { key: "wav.empty", values: { file: "000001.wav" } };
  const unreadable = [{ file: "000001.wav", bytes: 0, modifiedMs: 0, cause }];
  assert.deepEqual(coverageOf({ ...record, unreadable }, [], []).lost.map(({ cause }) => cause), [
    "unreadable",
  ]);
});

Deno.test("Coverage: gaps that follow each other for one cause are one; others are not", () => {
  const stretches = gapStretches([
    gap("device", 10, 20, [1]),
    gap("device", 0, 10, [1]),
    gap("device", 10, 20, [0]),
    gap("device", 21, 30, [1]),
    gap("pause", 30, 40),
    gap("pause", 40, 50),
    gap("sleep", 50, 60),
    gap("clock", 60, 60),
  ]);
  assert.deepEqual(
    stretches.map(({ cause, channels, from, to }) => [cause, channels, from / RATE, to / RATE]),
    [
      ["device", [1], 0, 20],
      ["device", [0], 10, 20],
      ["device", [1], 21, 30],
      ["pause", [0, 1], 30, 50],
      ["sleep", [0, 1], 50, 60],
      ["clock", [0, 1], 60, 60],
    ],
  );
});
