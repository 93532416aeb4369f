import type { ToldByName } from "../config/mod.ts";
import { message } from "../errors.ts";
import { type Sidecar, type ToldTime, toldTime } from "../model/mod.ts";
import { type Language, say } from "../texts/mod.ts";

/** Longest number that is an extension of the house where a name does not say which is which. */
const EXTENSION_DIGITS = 5;

/** Everything that may be told of a drop. */
export interface DropSources {
  /** Its name, without the ending of a file. */
  readonly stem: string;
  readonly sidecar?: Sidecar;
  /** What its name tells by a pattern. */
  readonly told?: ToldByName;
  /** The earliest that the headers of its sounds tell: `YYYY-MM-DDTHH:MM:SS`, local time. */
  readonly recordedAt?: string;
  /** The earliest time of its files, the same way. */
  readonly changedAt: string;
  /** Of the words that greffier adds. */
  readonly language: Language;
}

/** What the session of a drop is called, when it began and who was there. */
export interface DropFacts {
  readonly name: string;
  readonly title?: string;
  /** `YYYY-MM-DDTHH:MM:SS`, local time. */
  readonly startedAt: string;
  readonly participants: readonly string[];
}

/** A number as it is, or words for one that its caller hid. */
function numberShown(number: string, language: Language): string {
  return number === "" ? say(message("call.hidden"), language) : number;
}

const isExtension = (number: string) => /^\d+$/.test(number) && number.length <= EXTENSION_DIGITS;

/** What a call is titled: by its direction where the name of its file tells it. */
function callTitle({ name, numbers, extensions }: ToldByName, language: Language): string | undefined {
  const shown = numbers.map((number) => numberShown(number, language));
  const [from, to] = numbers;
  // Two numbers come as who calls and who is called; what is as short as an extension is in the house.
  if (from !== undefined && to !== undefined) {
    if (isExtension(from) && !isExtension(to)) return say(message("call.to", { who: shown[1]! }), language);
    if (from === "" && name === undefined) return say(message("call.fromHidden"), language);
    const who = name ?? shown[0]!;
    return isExtension(from)
      ? say(message("call.between", { who, to: shown[1]! }), language)
      : say(message("call.from", { who }), language);
  }
  const who = name ?? shown[0] ?? extensions[0];
  if (who === undefined) return undefined;
  const isCall = numbers.length + extensions.length > 0;
  return isCall ? say(message("call.with", { who }), language) : who;
}

/** Those who are named, each once, whatever the capitals. */
function eachOnce(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => name.trim()).filter((name) => {
    const key = name.normalize("NFC").toLowerCase();
    if (key === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A day alone takes the time of day of what was recorded or changed on that very day, and else its first second. */
function whole({ date, time }: ToldTime, others: readonly (string | undefined)[]): string {
  if (time !== undefined) return `${date}T${time}`;
  return others.find((other) => other?.slice(0, 10) === date) ?? `${date}T00:00:00`;
}

/**
 * What is known of a drop, the surest first: what a person or program wrote beside it, then its name by a pattern, then the
 * headers of its sounds, then the times of its files.
 */
export function dropFacts(
  { stem, sidecar = {}, told, recordedAt, changedAt, language }: DropSources,
): DropFacts {
  const title = told && callTitle(told, language);
  const times = [recordedAt, changedAt];
  const written = sidecar.date === undefined ? undefined : toldTime(sidecar.date);
  const named = told?.date === undefined ? undefined : { date: told.date, time: told.time };
  const found = written ?? named;
  return {
    name: sidecar.name ?? sidecar.title ?? title ?? stem,
    ...(sidecar.title === undefined ? {} : { title: sidecar.title }),
    startedAt: found ? whole(found, times) : recordedAt ?? changedAt,
    participants: eachOnce(
      sidecar.participants ?? (told ? [told.name ?? "", ...told.numbers, ...told.extensions] : []),
    ),
  };
}
