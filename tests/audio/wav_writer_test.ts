import assert from "node:assert/strict";
import { encodePcm16, isHeaderSatisfied, readFrames, readWavInfo, wavHeader } from "../../src/audio/mod.ts";
import { chunkHeader, positionOf, readChunkHeader } from "../../src/model/mod.ts";
import { memorySource } from "../support/memory_source.ts";
import { concat } from "./wav_builder.ts";

const PLANAR = [
  Float32Array.of(0, 0.5, -1, 1, 2, -2, 1 / 32_768),
  Float32Array.of(0.25, 0, 0, 0, 0, 0, -0.25),
];

Deno.test("what is written is read back, clipped at full scale", async () => {
  const startedAt = "2026-11-23T14:05:09";
  const header = wavHeader({ channels: 2, rate: 16_000, frames: 7, startedAt });
  const source = memorySource(concat([header, encodePcm16(PLANAR)]));
  assert.equal(await isHeaderSatisfied(source), true);
  const info = await readWavInfo(source, { name: "work.wav" });
  assert.equal(info.startedAt, startedAt);
  assert.deepEqual(info.format, { container: "RIFF", encoding: "pcm", bits: 16, channels: 2, rate: 16_000 });
  assert.equal(info.frames, 7);
  const [block] = await Array.fromAsync(readFrames(source, info, { name: "work.wav" }));
  const top = 32_767 / 32_768;
  assert.deepEqual([...block[0]], [0, 0.5, -1, top, top, -1, 1 / 32_768]);
  assert.deepEqual([...block[1]], [...PLANAR[1]]);
});

Deno.test("every 16-bit value survives reading and writing", async () => {
  const values = Int16Array.from({ length: 65_536 }, (_, n) => n - 32_768);
  const bytes = new Uint8Array(values.buffer);
  const source = memorySource(concat([wavHeader({ channels: 1, rate: 16_000, frames: 65_536 }), bytes]));
  const info = await readWavInfo(source, { name: "a.wav" });
  const written: Uint8Array[] = [];
  for await (const block of readFrames(source, info, { name: "a.wav" })) written.push(encodePcm16(block));
  assert.deepEqual(concat(written), bytes);
});

Deno.test("a recording's open header is read to the end of the file, until its length is written over it", async () => {
  const startedAt = "2026-11-23T14:05:09";
  const open = wavHeader({ channels: 2, rate: 16_000, frames: "open", startedAt });
  const sound = encodePcm16(PLANAR);
  const growing = memorySource(concat([open, sound]));
  assert.equal(await isHeaderSatisfied(growing), false);
  const info = await readWavInfo(growing, { name: "000000.wav.part" });
  assert.equal(info.frames, 7);
  assert.equal(info.truncated, true);

  const closed = wavHeader({ channels: 2, rate: 16_000, frames: 7, startedAt });
  assert.equal(closed.length, open.length);
  assert.equal(await isHeaderSatisfied(memorySource(concat([closed, sound]))), true);
});

Deno.test("from 4 GB on the header is an RF64 one that says its true length", async () => {
  const frames = 24 * 3600 * 16_000;
  const header = wavHeader({ channels: 2, rate: 16_000, frames });
  const size = header.length + frames * 4;
  const inner = memorySource(header);
  const source = { size, read: inner.read };
  assert.equal(await isHeaderSatisfied(source), true);
  const info = await readWavInfo(source, { name: "day.wav" });
  assert.equal(info.format.container, "RF64");
  assert.equal(info.frames, frames);
  assert.equal(info.truncated, false);
});

Deno.test("a chunk's header tells the time of day it began and where in the session, past midnight too", async () => {
  const position = 3 * 3600 * 16_000 + 5;
  const header = chunkHeader("2026-11-23T22:30:00", { channels: 2, position }, 7);
  const info = await readWavInfo(memorySource(concat([header, encodePcm16(PLANAR)])), { name: "000042.wav" });
  assert.equal(info.startedAt, "2026-11-24T01:30:00");
  assert.equal(info.timeReference, (22.5 * 3600) * 16_000 + position);
  assert.equal(positionOf("2026-11-23T22:30:00", info.timeReference!), position);
  assert.deepEqual(readChunkHeader("2026-11-23T22:30:00", header), { channels: 2, position });
  assert.equal(readChunkHeader("2026-11-23T22:30:00", header.subarray(0, -1)), undefined);
});
