import assert from "node:assert/strict";
import {
  createChannelPlanner,
  createChunker,
  isHeaderSatisfied,
  mixDown,
  packWindows,
  readFrames,
  readWavInfo,
} from "../../src/audio/mod.ts";
import { type ChannelPlan, type Chunk, SAMPLE_RATE } from "../../src/model/mod.ts";
import { memorySource } from "../support/memory_source.ts";
import { noise, sum } from "./sound.ts";

interface Reference {
  readonly start: number;
  readonly end: number;
}

const RECORDINGS: readonly (readonly [string, ChannelPlan])[] = [
  ["reunion-projet-atlas", { kind: "mixed" }],
  ["appel-support", { kind: "apart" }],
  ["bureau-sans-parole", { kind: "mixed" }],
  ["weekly-meeting-en", { kind: "mixed" }],
];

/** A recording of the demo, listened to and cut as ingest does it. */
async function cut(
  recording: string,
): Promise<{ plan: ChannelPlan; chunks: Chunk[]; sentences: Reference[] }> {
  const folder = new URL("../../demo/recordings/", import.meta.url);
  const name = `${recording}.wav`;
  const source = memorySource(await Deno.readFile(new URL(name, folder)));
  assert.equal(await isHeaderSatisfied(source), true);
  const info = await readWavInfo(source, { name });
  const planner = createChannelPlanner({ channels: info.format.channels, rate: info.format.rate });
  for await (const block of readFrames(source, info, { name })) planner.push(block);
  const plan = planner.finish();
  const chunker = createChunker({ ahead: 2 });
  const chunks: Chunk[] = [];
  for await (const block of readFrames(source, info, { name })) {
    chunks.push(...chunker.push(mixDown(block, plan)));
  }
  chunks.push(...chunker.finish());
  assert.equal(chunks.at(-1)?.to, info.frames);
  const sentences = JSON.parse(await Deno.readTextFile(new URL(`${recording}.reference.json`, folder)));
  return { plan, chunks, sentences };
}

for (const [recording, plan] of RECORDINGS) {
  Deno.test(`${recording} is ${plan.kind}, and no window of it ends inside a sentence of either side`, async () => {
    const found = await cut(recording);
    assert.deepEqual(found.plan, plan);
    const inside = (sample: number) =>
      found.sentences.filter(({ start, end }) => start * SAMPLE_RATE < sample && sample < end * SAMPLE_RATE);
    for (const window of packWindows(found.chunks)) assert.deepEqual(inside(window.to), [], window.id);

    // A sentence as long as the reach of a cut leaves it no choice; all other chunks end between two sentences.
    const shortest = 0.8 * 10;
    for (const chunk of found.chunks.slice(0, -1)) {
      for (const { start, end } of inside(chunk.to)) {
        const from = chunk.from / SAMPLE_RATE;
        const covered = start < from + shortest + 1 / 6 && end > from + 10 - 1 / 6;
        const grazed = Math.min(chunk.to / SAMPLE_RATE - start, end - chunk.to / SAMPLE_RATE) < 0.05;
        assert.ok(covered || grazed, `${chunk.to / SAMPLE_RATE} s is inside ${start} to ${end} s`);
      }
    }
  });
}

/** The channels of a recording of the demo, whole. */
async function channelsOf(recording: string): Promise<Float32Array[]> {
  const bytes = await Deno.readFile(new URL(`../../demo/recordings/${recording}.wav`, import.meta.url));
  const source = memorySource(bytes);
  const info = await readWavInfo(source, { name: recording });
  const channels = Array.from({ length: info.format.channels }, () => new Float32Array(info.frames));
  let at = 0;
  for await (const block of readFrames(source, info, { name: recording })) {
    block.forEach((samples, channel) => channels[channel].set(samples, at));
    at += block[0].length;
  }
  return channels;
}

function planOf(channels: readonly Float32Array[]): ChannelPlan {
  const planner = createChannelPlanner({ channels: channels.length, rate: SAMPLE_RATE });
  planner.push(channels);
  return planner.finish();
}

Deno.test("real speech heard twice is mixed, with another gain, a delay, noise, or in the two corners of a room", async () => {
  const [meeting] = await channelsOf("reunion-projet-atlas");
  const [hiss, other] = [1, 2].map((seed) => noise(meeting.length, { gain: 0.003, seed }));
  assert.deepEqual(planOf([meeting, sum([meeting, 0.7, 48], [hiss, 1])]), { kind: "mixed" });
  const [near, far] = await channelsOf("appel-support");
  const room = [sum([near, 1], [far, 0.5, 60], [hiss, 1]), sum([near, 0.5, 60], [far, 1], [other, 1])];
  assert.deepEqual(planOf(room), { kind: "mixed" });
});

Deno.test("a real call is apart with an echo 20 dB down, a faint far side, or noise on the line", async () => {
  const [near, far] = await channelsOf("appel-support");
  const hiss = noise(near.length, { gain: 0.003, seed: 3 });
  assert.deepEqual(planOf([sum([near, 1], [far, 0.1, 800]), sum([far, 1], [near, 0.1, 800])]), {
    kind: "apart",
  });
  assert.deepEqual(planOf([near, sum([far, 0.1])]), { kind: "apart" });
  assert.deepEqual(planOf([sum([near, 1], [hiss, 1]), far]), { kind: "apart" });
});

Deno.test("a real voice on one side alone is single", async () => {
  const [near] = await channelsOf("appel-support");
  assert.deepEqual(planOf([near, noise(near.length, { gain: 0.002, seed: 4 })]), {
    kind: "single",
    source: 0,
  });
});
