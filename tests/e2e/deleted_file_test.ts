import assert from "node:assert/strict";
import { join } from "node:path";
import { contentsOf } from "../support/outbox_contents.ts";
import { dropOneOfEach } from "../support/dropped_home.ts";
import { temporaryHome, testApp } from "../support/home.ts";

Deno.test("Any one derived file of a finished meeting that is deleted is made again, the same to the byte", async () => {
  await using home = await temporaryHome();
  await dropOneOfEach(home.path);
  {
    await using app = testApp(home);
    await app.run({});
  }
  const expected = await contentsOf(home.path);
  const derived = Object.keys(expected).filter((path) =>
    /^outbox\/.*\/(stages\/.*\.json|report\.(md|html)|transcript\.(txt|srt|vtt)|sealed\.json)$/.test(path)
  );
  assert.ok(derived.length > 30, `${derived.length} derived files`);
  for (const path of derived) {
    await Deno.remove(join(home.path, path));
    await using app = testApp(home);
    const { waiting, rejected } = await app.run({});
    assert.deepEqual([waiting, rejected], [[], []], path);
    assert.deepEqual(await contentsOf(home.path), expected, path);
  }
});
