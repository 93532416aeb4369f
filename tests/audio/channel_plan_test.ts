import assert from "node:assert/strict";
import { createChannelPlanner, mixDown } from "../../src/audio/mod.ts";
import type { ChannelPlan } from "../../src/model/mod.ts";
import { noise, sine, sum, talk, type Turn } from "./sound.ts";

const RATE = 8_000;
const SECONDS = 60;

function planOf(channels: readonly Float32Array[], blockFrames = 4_000): ChannelPlan {
  const planner = createChannelPlanner({ channels: channels.length, rate: RATE });
  for (let at = 0; at < channels[0].length; at += blockFrames) {
    planner.push(channels.map((samples) => samples.subarray(at, at + blockFrames)));
  }
  return planner.finish();
}

function hiss(gain: number, seed: number): Float32Array {
  return noise(SECONDS * RATE, { gain, seed });
}

/** Two people who take turns of 3 s, with pauses of 0.5 s, and their voices. */
const MY_TURNS: Turn[] = Array.from({ length: 8 }, (_, n) => [7 * n + 0.5, 7 * n + 3.5]);
const THEIR_TURNS: Turn[] = Array.from({ length: 8 }, (_, n) => [7 * n + 4, 7 * n + 7]);
const me = talk(SECONDS, MY_TURNS, { rate: RATE, seed: 11 });
const them = talk(SECONDS, THEIR_TURNS, { rate: RATE, seed: 12 });
/** The other person, who also talks through a second of each of my turns. */
const interrupting = talk(
  SECONDS,
  [...THEIR_TURNS, ...MY_TURNS.map(([from]): Turn => [from + 1, from + 2])],
  {
    rate: RATE,
    seed: 13,
  },
);
const both = sum([me, 1], [them, 1]);
const silent = new Float32Array(SECONDS * RATE);
/** The bare noise of a line, 54 dB below full scale. */
const line = [hiss(0.002, 21), hiss(0.002, 22)];

const CASES: readonly (readonly [string, Float32Array, Float32Array, ChannelPlan])[] = [
  ["the same sound twice", both, both, { kind: "mixed" }],
  ["the same sound twice, one side 4 dB fainter", both, sum([both, 0.63]), { kind: "mixed" }],
  ["the same sound twice, one side 5 ms later", both, sum([both, 1, 40]), { kind: "mixed" }],
  [
    "the same sound twice, each side with noise of its own",
    sum([both, 1], [hiss(0.004, 31), 1]),
    sum([both, 0.8], [hiss(0.004, 32), 1]),
    { kind: "mixed" },
  ],
  [
    "two microphones in a room, each nearer to one person",
    sum([me, 1], [them, 0.5, 30], [hiss(0.003, 33), 1]),
    sum([me, 0.5, 30], [them, 1], [hiss(0.003, 34), 1]),
    { kind: "mixed" },
  ],
  ["the two sides of a call", me, them, { kind: "apart" }],
  ["a call on a noisy line", sum([me, 1], [line[0], 1]), sum([them, 1], [line[1], 1]), { kind: "apart" }],
  ["a call in which people interrupt each other", me, interrupting, { kind: "apart" }],
  [
    "a call with an echo 20 dB down, both ways",
    sum([me, 1], [them, 0.1, 400], [line[0], 1]),
    sum([them, 1], [me, 0.1, 400], [line[1], 1]),
    { kind: "apart" },
  ],
  ["a call whose far side is 20 dB fainter", me, sum([them, 0.1]), { kind: "apart" }],
  [
    "a call in which one side says little",
    talk(SECONDS, [[0, 55]], { rate: RATE, seed: 14 }),
    talk(SECONDS, [[56, 57.5]], { rate: RATE, seed: 15 }),
    { kind: "apart" },
  ],
  ["sound on the left alone", both, silent, { kind: "single", source: 0 }],
  ["sound on the right alone", silent, both, { kind: "single", source: 1 }],
  ["hiss on one side", both, hiss(0.01, 35), { kind: "single", source: 0 }],
  ["a constant voltage on one side", silent.map(() => 0.2), both, { kind: "single", source: 1 }],
  ["a click on one side", both, silent.map((_, n) => n % 100_000 < 40 ? 0.5 : 0), {
    kind: "single",
    source: 0,
  }],
  ["a faint copy of one side", both, sum([both, 0.1]), { kind: "single", source: 0 }],
  ["the same sound with reversed polarity", sum([both, -0.8]), both, { kind: "single", source: 1 }],
  ["silence on both sides", silent, silent, { kind: "mixed" }],
];

for (const [what, left, right, expected] of CASES) {
  Deno.test(`${what} is ${expected.kind}${expected.kind === "single" ? ` (${expected.source})` : ""}`, () => {
    assert.deepEqual(planOf([left, right]), expected);
    assert.deepEqual(planOf([left, right], 333), expected);
  });
}

Deno.test("one channel, and more than two, are mixed", () => {
  assert.deepEqual(planOf([me]), { kind: "mixed" });
  assert.deepEqual(planOf([me, them, silent]), { kind: "mixed" });
});

Deno.test("a file shorter than a step has a plan", () => {
  assert.deepEqual(planOf([Float32Array.of(0.5), Float32Array.of(0.5)]), { kind: "mixed" });
});

Deno.test("mixDown() gives the channels of the plan", () => {
  const left = Float32Array.of(1, 0, -1), right = Float32Array.of(0, 0.5, -1);
  assert.deepEqual(mixDown([left, right], { kind: "apart" }), [left, right]);
  assert.deepEqual(mixDown([left, right], { kind: "single", source: 1 }), [right]);
  assert.deepEqual(mixDown([left, right], { kind: "mixed" }), [Float32Array.of(0.5, 0.25, -1)]);
  assert.deepEqual(mixDown([left], { kind: "mixed" }), [left]);
  assert.deepEqual(left, Float32Array.of(1, 0, -1));
  const loudest = sine(10, { rate: 100, frequency: 10, gain: 1 });
  assert.deepEqual(mixDown([loudest, loudest, loudest, loudest], { kind: "mixed" }), [loudest]);
});
