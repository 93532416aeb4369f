import { type Weekday, WEEKDAYS } from "../../app.ts";
import { message, UsageError } from "../../errors.ts";

/** `HH:MM` of a time as people write one: `9:55`, `09h55`, `21 h`. Throws a `UsageError`. */
export function readTime(written: string): string {
  const [, hours, minutes = "0"] = /^\s*(\d{1,2})\s*(?:[:hH]\s*(\d{1,2})?)\s*$/.exec(written) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) {
    throw new UsageError(message("schedule.badTime", { found: written }));
  }
  return [hours, minutes].map((part) => part.padStart(2, "0")).join(":");
}

/** The days in French, in the order of {@linkcode WEEKDAYS}. */
const FRENCH = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"] as const;
const ENGLISH = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Days as people list them, `lun,jeu`, `mon thu`, `lundi-vendredi`, in the order of the week. Throws a `UsageError`. */
export function readDays(written: string): readonly Weekday[] {
  const days = new Set<Weekday>();
  const parts = written.split(/[,;\s]+/).filter((part) => part !== "");
  if (parts.length === 0) throw new UsageError(message("schedule.badDay", { found: written }));
  for (const part of parts) {
    const [first, last = first] = part.split("-").map(indexOfDay);
    const ends = part.split("-").length;
    if (first === undefined || first < 0 || last === undefined || last < 0 || ends > 2) {
      throw new UsageError(message("schedule.badDay", { found: part }));
    }
    // `ven-lun` goes over the end of the week.
    for (let day = first;; day = (day + 1) % 7) {
      days.add(WEEKDAYS[day]!);
      if (day === last) break;
    }
  }
  return WEEKDAYS.filter((day) => days.has(day));
}

/** -1: it is none. Three letters of a name are enough, in both languages, and more of the same name. */
function indexOfDay(written: string): number {
  const word = written.toLowerCase().replace(/\.$/, "");
  if (word.length < 3) return -1;
  const at = FRENCH.findIndex((day) => day.startsWith(word));
  return at >= 0 ? at : ENGLISH.findIndex((day) => day.startsWith(word));
}

/** Whole minutes, up to a day. Throws a `UsageError`. */
export function readMinutes(written: string): number {
  const minutes = /^\s*(\d{1,4})\s*(?:min)?\s*$/.exec(written)?.[1];
  if (minutes === undefined || Number(minutes) < 1 || Number(minutes) > 1440) {
    throw new UsageError(message("schedule.badDuration", { found: written }));
  }
  return Number(minutes);
}
