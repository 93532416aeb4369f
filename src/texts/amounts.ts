import type { Language } from "./message.ts";

/** Making a formatter costs a hundred times what using it does, and a table has a thousand rows. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number with the language's separators, at most `digits` decimals. */
export function number(value: number, language: Language, digits = 0): string {
  // Below a thousand a whole number is written the same everywhere.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  const key = `${language}${digits}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  formats.set(key, format);
  return format.format(value);
}

/** The whole seconds of a length that people are told, everywhere the same: one that has begun does not count. */
export function wholeSeconds(seconds: number): number {
  return Math.max(0, Math.floor(seconds + 1e-6));
}

/** How {@linkcode size} rounds: to what is nearest, or `down` for room there is and `up` for room that is needed. */
export type Rounding = "near" | "down" | "up";

const ROUND = { near: Math.round, down: Math.floor, up: Math.ceil } as const;

/** A size in the language's units, with one decimal below ten: `461 Mo`, `1.2 GB`. */
export function size(bytes: number, language: Language, rounding: Rounding = "near"): string {
  const letter = language === "fr" ? "o" : "B";
  const units = ["", "k", "M", "G", "T"];
  let value = bytes, unit = 0;
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const scale = value < 10 && unit > 0 ? 10 : 1;
  const rounded = ROUND[rounding](value * scale) / scale;
  return `${number(rounded, language, 1)}\u00a0${units[unit]}${letter}`;
}

/**
 * A local time of a record, `2026-11-23T14:05:00`, to the minute as people say it: `14 h 05`, `14:05`; with its day when
 * that is not `today` (`2026-11-23`).
 */
export function moment(time: string, language: Language, today = ""): string {
  const [, day, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(time) ?? [];
  if (day === undefined) return time;
  const hour = language === "fr" ? `${Number(hours)}\u00a0h\u00a0${minutes}` : `${hours}:${minutes}`;
  if (day === today) return hour;
  const [year, month, date] = day.split("-");
  return language === "fr" ? `le ${date}/${month}/${year} à ${hour}` : `${day} at ${hour}`;
}
