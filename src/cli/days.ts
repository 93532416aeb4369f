import { message, UsageError } from "../errors.ts";

/** Days asked for, as written. */
export interface DayFlags {
  readonly from?: string;
  readonly to?: string;
}

/** Local days, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** The days that `--from` and `--to` ask for; a month or a year stands for all of its days. Throws a `UsageError`. */
export function daysOf({ from, to }: DayFlags): Days {
  const days = {
    ...(from === undefined ? {} : { from: boundsOf(from)[0] }),
    ...(to === undefined ? {} : { to: boundsOf(to)[1] }),
  };
  if (days.from !== undefined && days.to !== undefined && days.from > days.to) {
    throw new UsageError(message("day.backwards", { from: days.from, to: days.to }));
  }
  return days;
}

/** Day, month and year as France writes them, too: `23/11/2026`. */
const FRENCH = /^(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})$/;

function boundsOf(written: string): [first: string, last: string] {
  const plain = written.trim().replace(
    FRENCH,
    (_, day: string | undefined, month: string, year: string) =>
      [year, month.padStart(2, "0"), ...day === undefined ? [] : [day.padStart(2, "0")]].join("-"),
  );
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(plain) ?? [];
  const first = `${year}-${month ?? "01"}-${day ?? "01"}`;
  const date = new Date(`${first}T00:00:00Z`);
  if (year === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== first) {
    throw new UsageError(message("day.bad", { found: written }));
  }
  if (day !== undefined) return [first, first];
  const next = month === undefined
    ? Date.UTC(Number(year) + 1, 0, 1)
    : Date.UTC(Number(year), Number(month), 1);
  return [first, new Date(next - 1).toISOString().slice(0, 10)];
}
