import { message, UsageError } from "../errors.ts";
import { type PassageCorrection, placedWords, placePassages, plainWord } from "../model/mod.ts";
import { type CorrectableSegment, momentText } from "../report/mod.ts";

/** The words of a text in one line, case and accents away: texts that are compared by what they say. */
export function plainly(text: string): string {
  return placedWords(text).map(({ text }) => plainWord(text)).join(" ");
}

/** Segments that a passage may go over. */
const SEGMENTS = 3;
/** How far from the moment that was said a passage is looked for, in seconds: a paragraph is up to a minute long. */
const NEAR = 65;

/** A passage that a person copied from the report. */
export interface CopiedPassage {
  readonly written: string;
  /** What is to stand there. */
  readonly text: string;
  /** About when it was said, in seconds. */
  readonly at?: number;
}

/** A correction of a passage, and the places in `before` of the corrections that it stands for as well. */
export interface PassageChange {
  readonly passage: PassageCorrection;
  readonly replaces: readonly number[];
}

/**
 * The correction of a passage that a person copied from the report, which may have other words than were heard: those of
 * a correction made `before` among them, which becomes one with it. Throws a `UsageError` when the passage stands
 * nowhere, or in several places and no moment was said.
 */
export function passageIn(
  said: readonly CorrectableSegment[],
  before: readonly PassageCorrection[],
  { written, text, at }: CopiedPassage,
): PassageChange {
  const wanted = plainly(written);
  const holds = (segments: readonly CorrectableSegment[]) =>
    ` ${plainly(segments.map(({ shown }) => shown).join(" "))} `.includes(` ${wanted} `);
  const own = [0, 1].flatMap((channel) => {
    const all = said.filter(({ heard }) => heard.channel === channel);
    return all.flatMap((_, n) => {
      const lengths = Array.from({ length: SEGMENTS }, (_, i) => all.slice(n, n + i + 1));
      const found = lengths.find(holds);
      // Where the next one begins, it is found without this segment.
      return found && (found.length === 1 || !holds(found.slice(1))) ? [found] : [];
    });
  });
  const away = ([{ heard: { start } }]: readonly CorrectableSegment[]) => Math.abs(start - at!);
  const hits = wanted === "" ? [] : own.filter((segments) => at === undefined || away(segments) <= NEAR)
    .sort((a, b) => at === undefined ? a[0].heard.start - b[0].heard.start : away(a) - away(b));
  if (hits.length === 0) {
    const nowhere = at === undefined
      ? message("correct.passageUnknown.anywhere", { found: written })
      : message("correct.passageUnknown.near", { found: written, at: momentText(at) });
    throw new UsageError(nowhere);
  }
  if (hits.length > 1 && at === undefined) {
    const moments = hits.map(([first]) => momentText(first.heard.start)).join(", ");
    throw new UsageError(message("correct.passageOften", { found: written, n: hits.length, moments }));
  }
  const [segments] = hits;
  const heard = said.map(({ heard }) => heard);
  if (` ${plainly(heardIn(segments))} `.includes(` ${wanted} `)) {
    const passage = { at: segments[0].heard.start, was: written, text };
    if (!placePassages(heard, [...before, passage]).lost.includes(passage)) return { passage, replaces: [] };
  }
  // The report has other words than were heard: what is around the passage stays as the report has it.
  const ids = new Set(segments.map(({ heard }) => heard.id));
  const places = before.map((passage) => [...placePassages(heard, [passage]).edits.keys()]);
  for (let size = 0; size !== ids.size;) {
    size = ids.size;
    for (const place of places) if (place.some((id) => ids.has(id))) place.forEach((id) => ids.add(id));
  }
  const whole = said.filter(({ heard }) => ids.has(heard.id));
  const shown = whole.map(({ shown }) => shown).filter((text) => text !== "").join(" ");
  return {
    passage: { at: whole[0].heard.start, was: heardIn(whole), text: replaced(shown, wanted, text) },
    replaces: places.flatMap((place, n) => place.some((id) => ids.has(id)) ? [n] : []),
  };
}

const heardIn = (segments: readonly CorrectableSegment[]) =>
  segments.map(({ heard }) => heard.text).join(" ");

/** `shown` with the words `wanted` in it replaced by `text`. */
function replaced(shown: string, wanted: string, text: string): string {
  const words = placedWords(shown);
  const length = wanted.split(" ").length;
  const n = words.findIndex((_, n) =>
    words.slice(n, n + length).map(({ text }) => plainWord(text)).join(" ") === wanted
  );
  return n < 0 ? text : shown.slice(0, words[n].from) + text + shown.slice(words[n + length - 1].to);
}
