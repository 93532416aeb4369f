import { fold, without } from "./folding.ts";
import type { Lexicon } from "./lexicon/mod.ts";

/**
 * A spoken sentence without hesitations and without words said twice in a row ("les, euh, je prépare les, je prépare
 * les fichiers"). Nothing else is changed: "oui" and "non" still count for the grammar.
 */
export function withoutHesitations(text: string, lexicon: Lexicon): string {
  let cleaned = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  const found = [...fold(cleaned).matchAll(lexicon.hesitations)];
  cleaned = without(
    cleaned,
    found.map((match) => ({ from: match.index, to: match.index + match[0].length })),
  );
  return tidy(withoutRepeats(tidy(cleaned)));
}

/** The sentence as a report shows it: without opening "bon, alors, du coup", with a capital and a full stop. */
export function readable(text: string, lexicon: Lexicon): string {
  let shown = text;
  for (;;) {
    const opening = lexicon.openings.exec(fold(shown));
    if (opening === null || opening[0].length === 0 || opening[0].length >= shown.length) break;
    shown = shown.slice(opening[0].length);
  }
  shown = tidy(shown);
  if (shown === "") return "";
  shown = shown[0]!.toLocaleUpperCase() + shown.slice(1);
  return /[.?!…]["»)]?$/u.test(shown) ? shown : `${shown.replace(/[,;:–—-]+$/u, "")}.`;
}

/** The longest run of words that is looked at for being said twice. */
const LONGEST_REPEAT = 4;

function withoutRepeats(text: string): string {
  const words = text.split(" ");
  const bare = words.map((word) => fold(word).replace(/[^\p{L}\p{N}']+/gu, ""));
  for (let size = LONGEST_REPEAT; size >= 1; size--) {
    for (let i = 0; i + 2 * size <= words.length;) {
      if (sameRun(bare, i, size) && !/[.?!]$/u.test(words[i + size - 1]!)) {
        words.splice(i, size);
        bare.splice(i, size);
      } else i++;
    }
  }
  return words.join(" ");
}

function sameRun(bare: readonly string[], at: number, size: number): boolean {
  for (let k = 0; k < size; k++) {
    const word = bare[at + k]!;
    if (word !== bare[at + size + k] || !/\p{L}/u.test(word)) return false;
  }
  return true;
}

function tidy(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/\s+([,.])/gu, "$1").replace(/,(?:\s*,)+/gu, ",")
    .replace(/^[\s,.;:]+/u, "").replace(/,\s*([.?!])/gu, "$1").trim();
}
