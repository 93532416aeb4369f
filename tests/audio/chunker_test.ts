import assert from "node:assert/strict";
import fc from "fast-check";
import { type ChunkerOptions, createChunker } from "../../src/audio/mod.ts";
import { type Chunk, SAMPLE_RATE } from "../../src/model/mod.ts";
import { noise, spread } from "./sound.ts";

/** Cuts `channels` given in blocks of these lengths, again and again. */
function chunksOf(
  channels: readonly Float32Array[],
  blocks: readonly number[] = [8_000],
  options: ChunkerOptions = {},
): Chunk[] {
  const chunker = createChunker(options);
  const chunks: Chunk[] = [];
  for (let at = 0, turn = 0; at < channels[0].length; turn++) {
    const end = Math.min(channels[0].length, at + blocks[turn % blocks.length]);
    chunks.push(...chunker.push(channels.map((samples) => samples.subarray(at, end))));
    at = end;
  }
  chunks.push(...chunker.finish());
  return chunks;
}

/** A noise that falls silent in the given stretches, in seconds. */
function speechWithPauses(
  seconds: number,
  pauses: readonly (readonly [number, number])[],
  gain = 0.3,
): Float32Array {
  const samples = noise(seconds * SAMPLE_RATE, { gain, seed: 7 });
  for (const [from, to] of pauses) samples.fill(0, from * SAMPLE_RATE, to * SAMPLE_RATE);
  return samples;
}

function seconds(chunks: readonly Chunk[]): number[] {
  return chunks.map((chunk) => chunk.to / SAMPLE_RATE);
}

Deno.test("chunks tile the audio, last 8 to 10 s but for the last, and fall alike whatever the blocks", () => {
  const pool = spread(noise(70 * SAMPLE_RATE, { seed: 3 }), 1_600);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 * SAMPLE_RATE }),
      fc.nat(10 * SAMPLE_RATE),
      fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 5 }).filter((blocks) =>
        blocks.some((block) => block > 300)
      ),
      fc.constantFrom(0, 1, 2),
      fc.constantFrom(4, 9.37, 10),
      (length, offset, blocks, ahead, maxSeconds) => {
        const left = pool.subarray(offset, offset + length);
        const right = pool.subarray(pool.length - length);
        const options = { ahead, maxSeconds, firstNumber: 5, from: 777 };
        const chunks = chunksOf([left, right], blocks, options);
        assert.deepEqual(chunks, chunksOf([left, right], [Math.max(1, length)], options));
        let end = 777;
        chunks.forEach((chunk, index) => {
          assert.equal(chunk.number, 5 + index);
          assert.equal(chunk.from, end);
          assert.ok(Number.isInteger(chunk.to) && chunk.to > chunk.from);
          assert.ok(chunk.to - chunk.from <= maxSeconds * SAMPLE_RATE);
          if (index < chunks.length - 1) {
            assert.ok(chunk.to - chunk.from >= Math.floor(maxSeconds * 80) / 100 * SAMPLE_RATE);
          }
          end = chunk.to;
        });
        assert.equal(end, 777 + length);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("no audio makes no chunk", () => {
  assert.deepEqual(chunksOf([new Float32Array(0)]), []);
  assert.deepEqual(createChunker().finish(), []);
});

Deno.test("the cut is in the middle of a third of a second of quiet, not at the quietest instant", () => {
  // At 9 s a stop of 0.1 s in absolute silence, inside a word; at 8.3 s a pause of 0.4 s with the hum of a room.
  const samples = speechWithPauses(14, [[9, 9.1], [8.3, 8.7]]);
  const hum = noise(0.4 * SAMPLE_RATE, { gain: 0.01, seed: 9 });
  samples.set(hum, 8.3 * SAMPLE_RATE);
  const [first] = seconds(chunksOf([samples]));
  assert.ok(first >= 8.45 && first <= 8.55, String(first));
});

Deno.test("the cut is where both sides are quiet, the fainter one too", () => {
  // The near side pauses at 8.2 and 9.5 s; the far side, 30 dB below, talks through the first pause.
  const near = speechWithPauses(14, [[8.2, 8.7], [9.4, 9.8]]);
  const far = speechWithPauses(14, [[9.3, 9.9]], 0.3 / 31);
  near.set(noise(0.4 * SAMPLE_RATE, { gain: 0.015, seed: 5 }), 9.4 * SAMPLE_RATE);
  const [cut] = seconds(chunksOf([near, far]));
  assert.ok(cut > 9.4 && cut < 9.8, String(cut));
});

Deno.test("silence is cut into chunks of the greatest length", () => {
  assert.deepEqual(seconds(chunksOf([new Float32Array(25 * SAMPLE_RATE)])), [10, 20, 25]);
  assert.deepEqual(seconds(chunksOf([new Float32Array(25 * SAMPLE_RATE)], [999], { ahead: 2 })), [
    10,
    20,
    25,
  ]);
});

Deno.test("a chunk of live sound is decided 0.17 s after its greatest length, and not before", () => {
  const chunker = createChunker();
  const tenSeconds = noise(10 * SAMPLE_RATE, { seed: 2 });
  assert.deepEqual(chunker.push([tenSeconds]), []);
  assert.deepEqual(chunker.push([tenSeconds.subarray(0, 0.17 * SAMPLE_RATE - 1)]), []);
  assert.equal(chunker.push([tenSeconds.subarray(0, 1)]).length, 1);
});

Deno.test("looking ahead finds a pause for the next cut as well", () => {
  // Pauses: at 8.5 and 9.5 s, then at 18.9 s alone: only a first cut at 9.5 s, the less quiet, brings it within reach
  // together with the pause at 27.8 s.
  const samples = speechWithPauses(40, [[8.3, 8.7], [9.3, 9.7], [18.8, 19.3], [27.6, 28.1]]);
  samples.set(noise(0.4 * SAMPLE_RATE, { gain: 0.01, seed: 4 }), 9.3 * SAMPLE_RATE);
  const near = seconds(chunksOf([samples]));
  assert.ok(Math.abs(near[0] - 8.5) < 0.1, String(near));
  const far = seconds(chunksOf([samples], [8_000], { ahead: 2 }));
  assert.ok(
    Math.abs(far[0] - 9.5) < 0.1 && Math.abs(far[1] - 19.05) < 0.2 && Math.abs(far[2] - 27.85) < 0.2,
    String(far),
  );
});
