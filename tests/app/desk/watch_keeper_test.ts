import assert from "node:assert/strict";
import { WatchKeeper } from "../../../src/app/desk/watch_keeper.ts";
import { GreffierError, message } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import { ManualClock } from "../../support/manual_clock.ts";

/** A home whose `watch` starts, stays and ends as a test says. */
function keeping(start: () => void = () => {}) {
  const clock = new ManualClock();
  const state = { owned: false, starts: [] as number[] };
  const keeper = new WatchKeeper({
    clock,
    log: silentLog,
    isOwned: () => Promise.resolve(state.owned),
    start() {
      state.starts.push(clock.monotonic() / 1000);
      try {
        start();
      } catch (error) {
        return Promise.reject(error);
      }
      return Promise.resolve();
    },
  });
  return {
    keeper,
    state,
    /** Looks once a second, for so long. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        await keeper.look();
        await keeper.settled;
        clock.advance(1000);
      }
    },
  };
}

Deno.test("a home that somebody works in is left alone", async () => {
  const { keeper, state, pass } = keeping();
  state.owned = true;
  await pass(60);
  assert.deepEqual([state.starts, keeper.trouble], [[], null]);
});

Deno.test("a keeper that was told to end starts nothing, not even while it looks", async () => {
  const { keeper, state } = keeping();
  const looking = keeper.look();
  await keeper.end();
  await looking;
  await keeper.look();
  assert.deepEqual(state.starts, []);
});

Deno.test("a home that nobody works in gets a watch at once, and another as soon as it ended after a while", async () => {
  const { keeper, state, pass } = keeping(() => state.owned = true);
  await pass(100);
  assert.deepEqual(state.starts, [0]);
  state.owned = false;
  await pass(10);
  assert.deepEqual([state.starts, keeper.trouble], [[0, 100], null]);
});

Deno.test("a watch that cannot start is tried again with growing pauses, and the icon says why", async () => {
  const { keeper, state, pass } = keeping(() => {
    throw new GreffierError(message("recording.nothing"));
  });
  await pass(1);
  assert.equal(keeper.trouble?.key, "recording.nothing");
  await pass(2000);
  assert.deepEqual(state.starts, [0, 5, 20, 80, 380, 980, 1580]);
});

Deno.test("a watch that dies again and again is told as such; one that stays is well", async () => {
  const { keeper, state, pass } = keeping();
  const trouble = () => keeper.trouble?.key;
  await pass(6);
  assert.equal(trouble(), undefined);
  await pass(100);
  assert.equal(trouble(), "tray.watchEnded");
  state.owned = true;
  await pass(70);
  assert.equal(trouble(), undefined);
});

Deno.test("somebody who was quicker is no trouble", async () => {
  const { keeper, pass } = keeping(() => {
    throw new GreffierError(message("lock.held", { owner: "run" }));
  });
  await pass(1);
  assert.equal(keeper.trouble, null);
});
