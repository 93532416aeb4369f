import assert from "node:assert/strict";
import { DropTracker } from "../../src/jobs/drop_tracker.ts";
import type { Drop } from "../../src/store/mod.ts";

const drop = (bytes: number, modifiedMs = 1): Drop => ({
  name: "appel.wav",
  isFolder: false,
  isLink: false,
  files: [{ path: "appel.wav", bytes, modifiedMs }],
});

/** The verdicts of a drop seen with these sizes, two seconds apart. */
function verdicts(sizes: readonly number[]): string[] {
  const tracker = new DropTracker();
  return sizes.map((bytes, index) => tracker.judge([drop(bytes)], index * 2000)[0].verdict);
}

Deno.test("A file is stable once two looks two seconds apart find the same", () => {
  assert.deepEqual(verdicts([10, 10]), ["settling", "stable"]);
});

Deno.test("A file that goes on growing waits, however long", () => {
  const sizes = Array.from({ length: 150 }, (_, index) => index);
  assert.deepEqual(new Set(verdicts(sizes)), new Set(["settling"]));
});

Deno.test("A file that stays as it is for a minute is taken even if its header asks for more", () => {
  assert.equal(verdicts(Array(31).fill(10)).at(-1), "long-stable");
  assert.equal(verdicts(Array(30).fill(10)).at(-1), "stable");
});

Deno.test("Two looks in quick succession prove nothing", () => {
  const tracker = new DropTracker();
  tracker.judge([drop(10)], 0);
  assert.equal(tracker.judge([drop(10)], 5)[0].verdict, "settling");
});

Deno.test("A file that vanishes and comes back starts anew", () => {
  const tracker = new DropTracker();
  tracker.judge([drop(10)], 0);
  tracker.judge([], 2000);
  assert.equal(tracker.judge([drop(10)], 4000)[0].verdict, "settling");
});
