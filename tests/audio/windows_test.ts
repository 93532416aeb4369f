import assert from "node:assert/strict";
import fc from "fast-check";
import { packWindows } from "../../src/audio/mod.ts";
import { type Chunk, SAMPLE_RATE, Window } from "../../src/model/mod.ts";

/** Chunks of these lengths in seconds, one behind the other. */
function chunksOf(lengths: readonly number[], { from = 0, firstNumber = 0 } = {}): Chunk[] {
  let end = from;
  return lengths.map((length, index) => {
    const start = end;
    end += Math.round(length * SAMPLE_RATE);
    return { number: firstNumber + index, from: start, to: end };
  });
}

function ids(chunks: readonly Chunk[], borders: readonly number[] = []): string[] {
  return packWindows(chunks, { borders }).map((window) => window.id);
}

Deno.test("chunks of 8 to 10 s go three to a window", () => {
  assert.deepEqual(ids(chunksOf([10, 10, 10, 8, 9, 10])), ["000000-000002", "000003-000005"]);
  assert.deepEqual(packWindows(chunksOf([10, 10, 10]))[0], { id: "000000-000002", from: 0, to: 480_000 });
});

Deno.test("a short last chunk does not stand alone", () => {
  assert.deepEqual(ids(chunksOf([10, 10, 10, 0.4])), ["000000-000001", "000002-000003"]);
});

Deno.test("no chunk, no window; one chunk, one window", () => {
  assert.deepEqual(ids([]), []);
  assert.deepEqual(ids(chunksOf([0.01], { firstNumber: 1_440 })), ["001440-001440"]);
});

Deno.test("no window reaches across the border of a source, or across a gap", () => {
  const first = chunksOf([9, 9]);
  const second = chunksOf([9, 9], { from: first[1].to, firstNumber: 2 });
  assert.deepEqual(ids([...first, ...second], [second[0].from]), ["000000-000001", "000002-000003"]);
  const later = chunksOf([9, 9], { from: first[1].to + 1, firstNumber: 3 });
  assert.deepEqual(ids([...first, ...later]), ["000000-000001", "000003-000004"]);
});

Deno.test("a chunk longer than a window is refused", () => {
  assert.throws(() => packWindows(chunksOf([31])), RangeError);
});

Deno.test("windows tile the chunks, last at most 30 s, and are as few as can be", () => {
  const length = fc.integer({ min: 1, max: 15 * SAMPLE_RATE });
  fc.assert(fc.property(fc.array(length, { maxLength: 60 }), fc.nat(60), (lengths, border) => {
    const chunks = chunksOf(lengths.map((samples) => samples / SAMPLE_RATE));
    const borders = border < chunks.length ? [chunks[border].from] : [];
    const windows = packWindows(chunks, { borders });
    let next = 0;
    for (const window of windows) {
      Window.parse(window);
      const [first, last] = window.id.split("-").map(Number);
      assert.equal(first, next);
      assert.equal(window.from, chunks[first].from);
      assert.equal(window.to, chunks[last].to);
      assert.ok(window.to - window.from <= 30 * SAMPLE_RATE);
      for (const sample of borders) assert.ok(sample <= window.from || sample >= window.to);
      next = last + 1;
    }
    assert.equal(next, chunks.length);
    // Filling each window before the next is begun gives the fewest.
    let fewest = 0, filled = Infinity;
    for (const chunk of chunks) {
      filled += chunk.to - chunk.from;
      if (filled > 30 * SAMPLE_RATE || borders.includes(chunk.from)) {
        fewest++;
        filled = chunk.to - chunk.from;
      }
    }
    assert.equal(windows.length, fewest);
  }));
});

Deno.test("an hour of chunks costs at most 0.4 passes of the encoder a chunk", () => {
  const lengths = Array.from({ length: 400 }, (_, n) => 8 + (n * 37 % 21) / 10);
  assert.ok(packWindows(chunksOf(lengths)).length <= 0.4 * lengths.length);
});
