import assert from "node:assert/strict";
import fc from "fast-check";
import type { Window } from "../../src/model/mod.ts";
import { blocksOf } from "../../src/jobs/blocks.ts";

/** Windows that follow each other, of the lengths given in seconds. */
function windowsOf(lengths: readonly number[]): Window[] {
  let at = 0;
  return lengths.map((seconds, index) => {
    const from = at;
    at += Math.round(seconds * 16_000);
    const number = String(index).padStart(6, "0");
    return { id: `${number}-${number}`, from, to: at };
  });
}

Deno.test("Blocks tile the windows: each window is in exactly one block, in order", () => {
  const lengths = fc.array(fc.double({ min: 0.1, max: 30, noNaN: true }), { maxLength: 200 });
  fc.assert(fc.property(lengths, fc.integer({ min: 1, max: 60 }), (lengths, minutes) => {
    const windows = windowsOf(lengths);
    const blocks = blocksOf(windows, minutes);
    assert.deepEqual(blocks.flatMap(({ windows }) => windows), windows);
    for (const [index, { number }] of blocks.entries()) {
      assert.ok(index === 0 || number > blocks[index - 1].number);
    }
  }));
});

Deno.test("A window belongs to the block it begins in", () => {
  const blocks = blocksOf(windowsOf(Array(44).fill(29.9)), 10);
  assert.deepEqual(blocks.map(({ number, windows }) => [number, windows.length]), [[0, 21], [1, 20], [2, 3]]);
});
