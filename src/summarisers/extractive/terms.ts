import { fold } from "./folding.ts";
import type { Lexicon } from "./lexicon/mod.ts";

/** The content words of `text` in order: folded, without stop words, endings of number and person taken off. */
export function termsOf(text: string, lexicon: Lexicon): string[] {
  const terms: string[] = [];
  for (const [word] of fold(text).matchAll(/[a-z0-9]+/g)) {
    if (lexicon.stopWords.has(word) || (word.length < 3 && !/\d/.test(word))) continue;
    terms.push(stem(word, lexicon));
  }
  return terms;
}

/** `word` without its inflection: a few endings, so that "décale", "décaler", "décalons" meet; no dictionary. */
export function stem(word: string, lexicon: Lexicon): string {
  for (const ending of lexicon.endings) {
    if (word.length - ending.length >= 3 && word.endsWith(ending)) return word.slice(0, -ending.length);
  }
  return word;
}

/** The share of the smaller set of terms that the other has too, 0 to 1. */
export function overlap(a: readonly string[], b: readonly string[]): number {
  const set = new Set(a);
  const other = new Set(b);
  if (set.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const term of set) if (other.has(term)) shared++;
  return shared / Math.min(set.size, other.size);
}
