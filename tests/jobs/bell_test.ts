import assert from "node:assert/strict";
import { createBell } from "../../src/jobs/bell.ts";

Deno.test("A thousand rings while nobody waits are heard once", async () => {
  const bell = createBell();
  for (let count = 0; count < 1000; count++) bell.ring();
  await bell.heard();
  let heard = false;
  const next = bell.heard().then(() => heard = true);
  await Promise.resolve();
  assert.equal(heard, false);
  bell.ring();
  await next;
});

Deno.test("A wait for the bell ends with its signal's reason, and the next ring is not lost", async () => {
  const bell = createBell();
  const controller = new AbortController();
  const waiting = bell.heard({ signal: controller.signal });
  controller.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  bell.ring();
  await bell.heard();
});
