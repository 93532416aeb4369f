import assert from "node:assert/strict";
import { Aftercare, type AftercareTask } from "../../src/aftercare/mod.ts";
import { waitMs } from "../../src/aftercare/task_book.ts";
import { GreffierError, message, WaitingError } from "../../src/errors.ts";
import { silentLog } from "../../src/log.ts";
import { type SealedHome, sealedHome } from "../support/sealed_home.ts";

const { signal } = new AbortController();

const AWAY = message("delivery.folderAway", { folder: "/share" });

/** A task that is done when `outcome` does not throw; it counts its tries. */
function taskThat(outcome: () => void, change: Partial<AftercareTask> = {}) {
  const seen = { tries: 0, isDone: false };
  const task: AftercareTask = {
    name: "folder",
    pending: () => !seen.isDone,
    run() {
      seen.tries++;
      outcome();
      seen.isDone = true;
      return Promise.resolve();
    },
    ...change,
  };
  return { task, seen };
}

/** Runs tasks as a program that starts now does. */
function started({ store, clock }: SealedHome, ...tasks: AftercareTask[]): Aftercare {
  return new Aftercare({ store, clock, log: silentLog, language: "fr", tasks });
}

const ERROR = "stages/aftercare.folder.error.json";

Deno.test("what waits is tried at 10 s, 20 s, 40 s … and once an hour; a failure at last once a day", () => {
  const seconds = (kind: "waiting" | "failed") =>
    [1, 2, 3, 4, 9, 10, 40].map((tries) => waitMs(tries, kind) / 1000);
  assert.deepEqual(seconds("waiting"), [10, 20, 40, 80, 2560, 3600, 3600]);
  assert.deepEqual(seconds("failed"), [10, 20, 40, 80, 2560, 5120, 86_400]);
});

Deno.test("a task that waits is left alone until its time, told all the while, and leaves no error once it is done", async () => {
  await using home = await sealedHome();
  let isAway = true;
  const { task, seen } = taskThat(() => {
    if (isAway) throw new WaitingError(AWAY);
  });
  const aftercare = started(home, task);
  const care = () => aftercare.care(home.id, signal);
  for (const [wait, tries] of [[0, 1], [9_999, 1], [1, 2], [19_999, 2], [1, 3]]) {
    home.clock.advance(wait);
    const undone = await care();
    assert.deepEqual(undone.map(({ task, cause }) => [task, cause.key]), [["folder", AWAY.key]]);
    assert.equal(seen.tries, tries);
  }
  const { kind, attempts, tries } = await home.json(ERROR);
  assert.deepEqual({ kind, attempts, tries }, { kind: "waiting", attempts: 0, tries: 3 });
  isAway = false;
  home.clock.advance(40_000);
  assert.deepEqual(await care(), []);
  assert.equal(await home.has(ERROR), false);
  await care();
  assert.equal(seen.tries, 4);
});

Deno.test("a program that starts anew tries at once what waited, and what failed only at its time", async () => {
  await using home = await sealedHome();
  const waiting = taskThat(() => {
    throw new WaitingError(AWAY);
  });
  const failing = taskThat(() => {
    throw new GreffierError(AWAY);
  }, { name: "audio" });
  await started(home, waiting.task, failing.task).care(home.id, signal);
  const undone = await started(home, waiting.task, failing.task).care(home.id, signal);
  assert.equal(undone.length, 2);
  assert.deepEqual([waiting.seen.tries, failing.seen.tries], [2, 1]);
  home.clock.advance(10_000);
  await started(home, waiting.task, failing.task).care(home.id, signal);
  assert.deepEqual([waiting.seen.tries, failing.seen.tries], [3, 2]);
});

Deno.test("the third failure settles a task that can be settled; what waited meanwhile does not count", async () => {
  await using home = await sealedHome();
  const outcomes = [GreffierError, WaitingError, GreffierError, WaitingError, GreffierError];
  const settled: number[] = [];
  const { task, seen } = taskThat(() => {
    throw new outcomes[seen.tries - 1](AWAY);
  }, {
    settle(_meeting, { attempts }) {
      settled.push(attempts);
      seen.isDone = true;
      return Promise.resolve();
    },
  });
  const aftercare = started(home, task);
  for (let tries = 1; tries <= 5; tries++) {
    assert.deepEqual(settled, []);
    await aftercare.care(home.id, signal);
    home.clock.advance(3_600_000);
  }
  assert.deepEqual(settled, [3]);
  assert.equal(await home.has(ERROR), false);
  assert.deepEqual(await aftercare.care(home.id, signal), []);
  assert.equal(seen.tries, 5);
});

Deno.test("a clock that was a year ahead when a task failed makes nobody wait a year", async () => {
  await using home = await sealedHome();
  const right = home.clock.now();
  const { task, seen } = taskThat(() => {
    throw new GreffierError(AWAY);
  });
  home.clock.set(right + 365 * 86_400_000);
  await started(home, task).care(home.id, signal);
  home.clock.set(right);
  await started(home, task).care(home.id, signal);
  assert.equal(seen.tries, 2);
});

Deno.test("a meeting that is open again is left alone", async () => {
  await using home = await sealedHome();
  const { task, seen } = taskThat(() => {});
  await home.store.reopen(home.id);
  assert.deepEqual(await started(home, task).care(home.id, signal), []);
  assert.equal(seen.tries, 0);
});
