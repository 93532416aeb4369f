import type { SpokenLanguage } from "../model/mod.ts";
import type { SearchQuery } from "./query.ts";
import { type WordForm, wordForms } from "./word_forms.ts";

/** A stretch of a text, in UTF-16 units: from the first to before the last. */
export type Mark = readonly [from: number, to: number];

/** Where a text in `language` has what was looked for: in order, and none overlaps another. */
export function marksIn(text: string, language: SpokenLanguage, { terms }: SearchQuery): Mark[] {
  const words = wordForms(text, language);
  const places = placesOf(text, words);
  const marked: Mark[] = [];
  for (const { words: wanted } of terms) {
    for (let at = 0; at + wanted.length <= words.length; at++) {
      const isThere = (form: "fr" | "en") => wanted.every((word, i) => words[at + i]![form] === word[form]);
      const [first, last] = [places[at], places[at + wanted.length - 1]];
      if (first && last && (isThere("fr") || isThere("en"))) marked.push([first[0], last[1]]);
    }
  }
  const whole: [number, number][] = [];
  for (const [from, to] of marked.sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}

/** Where each word stands; undefined for one that is written otherwise in the text (`pour cent` is `%`). */
function placesOf(text: string, words: readonly WordForm[]): readonly (Mark | undefined)[] {
  let next = 0;
  return words.map(({ written }) => {
    let from = text.indexOf(written, next);
    // Digits said one by one are followed by the number that they make together.
    if (from < 0) from = text.lastIndexOf(written, next);
    if (from < 0) return undefined;
    next = Math.max(next, from + written.length);
    return [from, from + written.length] as const;
  });
}
