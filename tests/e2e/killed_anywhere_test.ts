import assert from "node:assert/strict";
import { contentsOf } from "../support/outbox_contents.ts";
import { dropOneOfEach } from "../support/dropped_home.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { killedRun } from "../support/kill_run.ts";
import { inParallel } from "../support/parallel.ts";

Deno.test("A run killed at any of its file operations, then started again, ends as an undisturbed one", async () => {
  await using whole = await temporaryHome();
  await dropOneOfEach(whole.path);
  const { operations } = await killedRun(whole.path, 0);
  const expected = await contentsOf(whole.path);
  assert.ok(operations > 300, `the run did ${operations} operations`);

  let kills = 0;
  const numbers = Array.from({ length: operations }, (_, index) => index + 1);
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
  assert.ok(kills > operations * 0.75, `${kills} of ${operations} runs were killed`);
});
