import assert from "node:assert/strict";
import { dropOneOfEach } from "./dropped_home.ts";
import { temporaryHome, testApp } from "./home.ts";
import { killedRun } from "./kill_run.ts";
import { contentsOf } from "./outbox_contents.ts";
import { inParallel } from "./parallel.ts";

/**
 * Kills a run before each file operation, or before one in `step`, starts it again, and compares what it leaves with what
 * an undisturbed run does. Throws an `AssertionError` at the first difference.
 */
export async function survivesKills(step: number): Promise<void> {
  await using whole = await temporaryHome();
  await dropOneOfEach(whole.path);
  const { operations } = await killedRun(whole.path, 0);
  const expected = await contentsOf(whole.path);
  assert.ok(operations > 300, `the run did ${operations} operations`);

  let kills = 0;
  const numbers = Array.from(
    { length: Math.ceil(operations / step) },
    (_, index) => 1 + Math.floor(index * step),
  );
  await inParallel(numbers, 2, async (number) => {
    await using home = await temporaryHome();
    await dropOneOfEach(home.path);
    const { killed } = await killedRun(home.path, number);
    if (killed) kills++;
    await using app = testApp(home);
    await app.run({});
    assert.deepEqual(await contentsOf(home.path), expected, `killed before operation ${number}`);
  });
  // Lanes run side by side, so one run renders once more or less than another and may not reach the last numbers.
  assert.ok(kills > numbers.length * 0.75, `${kills} of ${numbers.length} runs were killed`);
}
