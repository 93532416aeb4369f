import assert from "node:assert/strict";
import fc from "fast-check";
import type { Clock } from "../../src/clock.ts";
import { createTimeBase } from "../../src/recorder/time_base.ts";

/** A clock whose uptime goes in steps of a second, which sleeps and is set by hand. */
function steppingClock(phase: number) {
  let [awake, slept, set] = [0, 0, 0];
  const clock: Clock = {
    monotonic: () => awake,
    now: () => 1_800_000_000_000 + awake + slept + set,
    uptime: () => Math.floor((phase + awake + slept) / 1000) * 1000,
    sleep: () => Promise.reject(new Error("nobody waits here")),
  };
  return {
    clock,
    pass: (ms: number) => void (awake += ms),
    sleep: (ms: number) => void (slept += ms),
    set: (ms: number) => void (set += ms),
  };
}

Deno.test("a sleep of more than two seconds is a sleep of its length, whatever the phase of the uptime, and no set clock", () => {
  fc.assert(fc.property(fc.integer({ min: 2001, max: 9000 }), fc.nat(999), fc.nat(30), (ms, phase, ticks) => {
    const { clock, pass, sleep } = steppingClock(phase);
    const time = createTimeBase(clock);
    for (let tick = 0; tick < 20 + ticks; tick++) {
      pass(100);
      assert.deepEqual(time.look(), { nowMs: clock.monotonic(), sleptMs: 0, clockSet: false });
    }
    sleep(ms);
    pass(100);
    assert.deepEqual(time.look(), { nowMs: clock.monotonic(), sleptMs: ms, clockSet: false });
    for (let tick = 0; tick < 30; tick++) {
      pass(100);
      assert.deepEqual(time.look(), { nowMs: clock.monotonic(), sleptMs: 0, clockSet: false });
    }
  }));
});

Deno.test("a clock that is set is told of once, and is no sleep", () => {
  for (const ms of [-3_600_000, -2500, 2500, 3_600_000]) {
    for (const phase of [0, 300, 950]) {
      const { clock, pass, set } = steppingClock(phase);
      const time = createTimeBase(clock);
      for (let tick = 0; tick < 20; tick++) {
        pass(100);
        time.look();
      }
      set(ms);
      pass(100);
      assert.deepEqual(time.look(), { nowMs: clock.monotonic(), sleptMs: 0, clockSet: true });
      pass(100);
      assert.deepEqual(time.look(), { nowMs: clock.monotonic(), sleptMs: 0, clockSet: false });
    }
  }
});
