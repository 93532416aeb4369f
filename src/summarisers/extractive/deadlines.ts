import { fold, type Stretch, without } from "./folding.ts";
import type { Lexicon } from "./lexicon/mod.ts";

/** When something is due, as it was said, and where that stands in the text. */
export interface Deadline {
  readonly said: string;
  readonly vague: boolean;
  readonly stretch: Stretch;
}

/** The deadlines said in `text`, in order. "Avant vendredi" is one; "la semaine dernière" is none. */
export function deadlinesIn(text: string, lexicon: Lexicon): Deadline[] {
  const folded = fold(text);
  return [...folded.matchAll(lexicon.deadline)].map((match) => ({
    said: text.slice(match.index, match.index + match[0].length).trim(),
    vague: lexicon.vagueDeadline.test(match[0]),
    stretch: { from: match.index, to: match.index + match[0].length },
  }));
}

/** The one to believe: the last that names a day, else the last; undefined: none was said. */
export function bestDeadline(deadlines: readonly Deadline[]): Deadline | undefined {
  return deadlines.findLast(({ vague }) => !vague) ?? deadlines.at(-1);
}

/** `text` without the deadlines in it. */
export function withoutDeadlines(text: string, lexicon: Lexicon): string {
  const stretches = deadlinesIn(text, lexicon).map(({ stretch }) => stretch);
  return without(text, stretches).replace(/\s+/gu, " ").trim();
}
