/** What a transcription got wrong. */
export interface WordErrors {
  /** Words left out, put in or replaced. */
  readonly errors: number;
  /** Words of the reference. */
  readonly words: number;
}

/**
 * The words of a text as word error rates count them: lower case, no punctuation, "l'équipe" two words; accents stay,
 * because a missing one is an error that a reader sees.
 */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().normalize("NFC").replace(/['’]/g, "' ").replace(/[^\p{L}\p{N}']+/gu, " ")
    .split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** The word errors of `heard` against `reference`: the edit distance over words (Levenshtein). */
export function wordErrors(reference: string, heard: string): WordErrors {
  const wanted = wordsOf(reference);
  const got = wordsOf(heard);
  let row = Array.from({ length: got.length + 1 }, (_, i) => i);
  for (const [i, word] of wanted.entries()) {
    const next = [i + 1];
    for (const [j, other] of got.entries()) {
      next.push(Math.min(row[j] + (word === other ? 0 : 1), row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return { errors: row[got.length], words: wanted.length };
}

/** The word error rate of several texts together, in percent. */
export function errorPercent(all: readonly WordErrors[]): number {
  const errors = all.reduce((sum, each) => sum + each.errors, 0);
  const words = all.reduce((sum, each) => sum + each.words, 0);
  return words === 0 ? (errors === 0 ? 0 : 100) : 100 * errors / words;
}
