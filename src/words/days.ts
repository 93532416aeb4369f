/** A day of the calendar, as days since 1970-01-01; no hour, no zone. */
export type Day = number;

const DAY_MS = 86_400_000;

/** A day from its parts, months from 1; undefined where the calendar has none. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (year < 1000 || year > 9999) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day;
  return exists ? date.getTime() / DAY_MS : undefined;
}

/** `YYYY-MM-DD` as a day; undefined for anything else. */
export function parseDay(iso: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return found ? dayOf(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

/** A day as `YYYY-MM-DD`. */
export function isoOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function addDays(day: Day, count: number): Day {
  return day + count;
}

/** The same day so many months later, or the last one of a month that is too short. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = isoOf(day).split("-").map(Number);
  const months = year * 12 + month - 1 + count;
  const [wantedYear, wantedMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOf(wantedYear, wantedMonth, date) ?? lastOfMonth(wantedYear, wantedMonth);
}

/** The last day of a month, months from 1. */
export function lastOfMonth(year: number, month: number): Day {
  return Date.UTC(year, month, 0) / DAY_MS;
}
