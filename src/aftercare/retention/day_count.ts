import type { ClockRecord } from "../../model/mod.ts";

const HOUR_MS = 3_600_000, DAY_MS = 24 * HOUR_MS;

/** A clock that was not seen for longer may have been set wrong: that long a holiday costs a day, no recording. */
const LONGEST_UNSEEN_MS = 31 * DAY_MS;

/** How long whoever is at the PC has to set its clock right. */
const HOLD_MS = DAY_MS;

/** How often the clock is noted where nothing else changes. */
const NOTED_EVERY_MS = HOUR_MS;

/**
 * What is known of the clock once it was looked at. A clock that leapt ahead is not believed at once: nothing would be left
 * of meetings whose days are over in a year that has not come. The second look, a day or more later, believes it. Pure.
 */
export function lookAtClock(before: ClockRecord | undefined, now: number): ClockRecord {
  const record = { schema: 1, seen: now } as const;
  // Set back, it says nothing of what is over; a hold was for what it said then.
  if (!before || now < before.seen) return record;
  const { held, seen } = before;
  if (held) return now < held.until ? { ...record, held } : record;
  return now - seen <= LONGEST_UNSEEN_MS ? record : { ...record, held: { to: seen, until: now + HOLD_MS } };
}

/** The time that days are counted to: the clock's, or an earlier one while it is not believed. Pure. */
export function countedTo(record: ClockRecord | undefined, now: number): number {
  const { held } = record ?? {};
  return held && now < held.until ? Math.min(now, held.to) : now;
}

/** Whether a look is worth a file: a hold that began or ended, or an hour. Pure. */
export function isWorthNoting(before: ClockRecord | undefined, after: ClockRecord): boolean {
  return !before || before.held?.until !== after.held?.until ||
    Math.abs(after.seen - before.seen) >= NOTED_EVERY_MS;
}
