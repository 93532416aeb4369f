import assert from "node:assert/strict";
import { ATTEMPTS, RetryBook, waitMs } from "../../src/jobs/retries.ts";
import { jobOf } from "../../src/jobs/stage.ts";

const job = jobOf("transcribe", "2026-11-23_1405_point", "000000-000002");

Deno.test("Failures that count are tried again at once, and are three", () => {
  const book = new RetryBook();
  const now = 1000;
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const { attempts, retryAt } = book.failed(job, "failed", new Error("model"), now);
    assert.deepEqual([attempts, retryAt], [attempt, now]);
  }
  assert.equal(book.failed(job, "failed", new Error("model"), now).attempts, ATTEMPTS);
});

Deno.test("A job that waits for the disk never counts, and waits longer each time, five minutes at most", () => {
  const book = new RetryBook();
  const waits: number[] = [];
  for (let tries = 0; tries < 20; tries++) {
    const { attempts, retryAt } = book.failed(job, "waiting", new Deno.errors.PermissionDenied(), 0);
    assert.equal(attempts, 0);
    waits.push(retryAt);
  }
  assert.deepEqual(waits.slice(0, 3), [2000, 4000, 8000]);
  assert.equal(waits.at(-1), 300_000);
  assert.equal(waitMs(1), 2000);
});

Deno.test("A program that starts anew tries at once what waited, and keeps count of what failed", () => {
  const before = new RetryBook().failed(job, "failed", new Error("model"), 1000);
  const book = new RetryBook();
  book.remember(new Map([[job.key, { ...before, retryAt: 9e15 }]]));
  assert.deepEqual([book.of(job.key)?.retryAt, book.of(job.key)?.attempts], [0, 1]);
});

Deno.test("What is known of a session's jobs is forgotten once it is not open any more", () => {
  const book = new RetryBook();
  const render = jobOf("render", "2026-11-23_1405_budget");
  book.failed(job, "waiting", new Deno.errors.Busy(), 0);
  book.failed(render, "waiting", new Deno.errors.Busy(), 0);
  book.forgetOthers((session) => session === render.session);
  assert.deepEqual([book.of(job.key), book.triesHere(job.key)], [undefined, 0]);
  assert.deepEqual([book.of(render.key)?.tries, book.triesHere(render.key)], [1, 1]);
});
