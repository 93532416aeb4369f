import assert from "node:assert/strict";
import { contentsOf } from "../support/outbox_contents.ts";
import { dropOneOfEach } from "../support/dropped_home.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { killedRun } from "../support/kill_run.ts";
import { inParallel } from "../support/parallel.ts";

const CAMPAIGN = 500;

Deno.test("A run killed at a random operation, and killed again as it recovers, ends as an undisturbed one", async () => {
  await using whole = await temporaryHome();
  await dropOneOfEach(whole.path);
  const { operations } = await killedRun(whole.path, 0);
  const expected = await contentsOf(whole.path);
  const random = (most: number) => 1 + Math.floor(Math.random() * most);
  // The recovery is shorter the later the first kill came; half of the second kills come in its first steps.
  const pairs = Array.from({ length: CAMPAIGN }, (_, index): [number, number] => [
    random(operations),
    random(index % 2 ? 12 : operations),
  ]);
  await inParallel(pairs, 2, async ([first, second]) => {
    await using home = await temporaryHome();
    await dropOneOfEach(home.path);
    await killedRun(home.path, first);
    await killedRun(home.path, second);
    await using app = testApp(home);
    await app.run({});
    assert.deepEqual(await contentsOf(home.path), expected, `killed at ${first}, then at ${second}`);
  });
});
