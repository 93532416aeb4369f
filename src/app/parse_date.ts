import { dayOf, timeOf } from "../config/mod.ts";

const DAY_FIRST = /^(\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[\/.-](\d{1,2})[\/.-](\d{1,2})$/;
const TIME = /^(\d{1,2})(?:h(\d{2})?|:(\d{2}))(?:[:m](\d{2})s?)?$/i;

/**
 * A day, with a time or without one, as people write them: `2026-11-22`, `2026-11-22 14:05`, `22/11/2026 14h05`,
 * `22/11/2026 à 14h`. Returns it as a sidecar does, `YYYY-MM-DDTHH:MM:SS` or `YYYY-MM-DD`; undefined when it is none that
 * there is.
 */
export function parseDate(written: string): string | undefined {
  const [day = "", clock, ...rest] = written.trim().replace(/(\d)T(?=\d)/i, "$1 ").replace(/\s(à|at)\s/i, " ")
    .split(/\s+/);
  const date = readDay(day);
  if (date === undefined || rest.length > 0) return undefined;
  if (clock === undefined) return date;
  const found = TIME.exec(clock);
  if (!found) return undefined;
  const [, hours, afterH, afterColon, seconds] = found;
  const time = timeOf(Number(hours), Number(afterH ?? afterColon ?? 0), Number(seconds ?? 0));
  return time === undefined ? undefined : `${date}T${time}`;
}

function readDay(written: string): string | undefined {
  const numbers = (found: RegExpExecArray | null) => found?.slice(1).map(Number);
  const yearFirst = numbers(YEAR_FIRST.exec(written));
  if (yearFirst) return dayOf(yearFirst[0]!, yearFirst[1]!, yearFirst[2]!);
  const dayFirst = numbers(DAY_FIRST.exec(written));
  return dayFirst && dayOf(dayFirst[2]!, dayFirst[1]!, dayFirst[0]!);
}
