import type { SpokenLanguage } from "../model/mod.ts";
import { wholeSeconds } from "../texts/mod.ts";
import { NBSP } from "./typography.ts";

const MONTHS: Readonly<Record<SpokenLanguage, readonly string[]>> = {
  fr: [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
};

const two = (n: number): string => String(n).padStart(2, "0");

/** A moment of a session, given in seconds: `12:34`, `1:02:34`. */
export function momentText(seconds: number): string {
  const whole = wholeSeconds(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Lengths below this, in seconds, are not told: they are shorter than what a report can tell. */
export const TELLABLE = 1;

/**
 * A length in seconds for people: `45 s`, `1 min 38 s`, `19 min 43 s`, `1 h 38 min`; seconds only below an hour. Begun
 * seconds and minutes do not count, as in {@linkcode momentText} and in the page's player, so that all agree.
 */
export function lengthText(seconds: number): string {
  const whole = wholeSeconds(seconds);
  const join = (...parts: string[]) => parts.filter((part) => part !== "").join(NBSP);
  const unit = (n: number, name: string) => n === 0 ? "" : `${n}${NBSP}${name}`;
  if (whole < 60) return `${whole}${NBSP}s`;
  if (whole < 3600) return join(unit(Math.floor(whole / 60), "min"), unit(whole % 60, "s"));
  const minutes = Math.floor(whole / 60);
  return join(unit(Math.floor(minutes / 60), "h"), unit(minutes % 60, "min"));
}

/**
 * A local time `YYYY-MM-DDTHH:MM:SS` for people: « 23 novembre 2026 à 14 h 05 », "23 November 2026 at 14:05". The first
 * second of a day is how a record holds a day whose hour nobody told: the day alone is said. Text of another form is given
 * back as it stands.
 */
export function dateText(local: string, language: SpokenLanguage): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(local);
  const month = found && MONTHS[language][Number(found[2]) - 1];
  if (!found || !month) return local;
  const [, year, , day, hour, minute] = found;
  const n = Number(day);
  const isDayAlone = local.slice(10) === "T00:00:00";
  if (language === "en") {
    const date = `${n}${NBSP}${month} ${year}`;
    return isDayAlone ? date : `${date} at ${hour}:${minute}`;
  }
  const date = `${n === 1 ? "1er" : n}${NBSP}${month} ${year}`;
  return isDayAlone ? date : `${date} à ${Number(hour)}${NBSP}h${NBSP}${minute}`;
}

/** A share for people: `92 %`, `92%`. All and nothing are said only of exactly all and exactly nothing. */
export function shareText(part: number, whole: number, language: SpokenLanguage): string {
  const exact = whole > 0 ? (100 * part) / whole : 0;
  const nearest = Math.round(exact);
  const percent = nearest === 100 && exact < 99.95
    ? 99
    : nearest === 0 && part > 0
    ? 1
    : Math.min(100, nearest);
  return language === "fr" ? `${percent}${NBSP}%` : `${percent}%`;
}
