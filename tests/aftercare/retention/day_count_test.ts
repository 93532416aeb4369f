import assert from "node:assert/strict";
import { countedTo, isWorthNoting, lookAtClock } from "../../../src/aftercare/mod.ts";
import type { ClockRecord } from "../../../src/model/mod.ts";

const DAY = 86_400_000;

/** Looks at the clock on each of these days; returns the days that are counted to. */
function counted(...days: number[]): number[] {
  let record: ClockRecord | undefined;
  return days.map((day) => {
    record = lookAtClock(record, day * DAY);
    return countedTo(record, day * DAY) / DAY;
  });
}

Deno.test("a clock that is looked at every month or sooner is believed", () => {
  assert.deepEqual(counted(100, 101, 132, 133), [100, 101, 132, 133]);
});

Deno.test("a clock that leaps ahead is believed a day later, where it still says so", () => {
  assert.deepEqual(counted(100, 465, 465.5, 466, 467), [100, 100, 100, 466, 467]);
  assert.deepEqual(counted(100, 465, 101, 102), [100, 100, 101, 102], "it was set right");
});

Deno.test("who looks every other month waits for the look after the next, not for ever", () => {
  assert.deepEqual(counted(100, 160, 220, 280, 340), [100, 100, 220, 220, 340]);
});

Deno.test("a clock that is set back counts to what it says", () => {
  assert.deepEqual(counted(500, 135, 136), [500, 135, 136]);
});

Deno.test("the clock is noted once an hour, and when it begins or ends to be believed", () => {
  const at = (seen: number, held?: ClockRecord["held"]): ClockRecord => ({
    schema: 1,
    seen,
    ...(held && { held }),
  });
  assert.ok(isWorthNoting(undefined, at(0)));
  assert.ok(!isWorthNoting(at(0), at(3_599_999)));
  assert.ok(isWorthNoting(at(0), at(3_600_000)));
  assert.ok(isWorthNoting(at(0), at(1, { to: 0, until: DAY })));
  assert.ok(isWorthNoting(at(0, { to: 0, until: DAY }), at(1)));
});
