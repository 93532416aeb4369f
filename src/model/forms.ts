/** A word of a text, or a sign that counts as one, with its place: characters from the start, `to` not included. */
export interface PlacedWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Words that their apostrophe does not part, then words, then signs one by one. */
const WORD = /aujourd['’]hui|quelqu['’]une?|presqu['’]île|prud['’]hom\p{L}*|[\p{L}\p{N}\p{M}]+|[^\s]/giu;
/** Signs that join words and part them: `l'atlas`, `rendez-vous`. */
const JOINT = /^['’ʼ\-‐‑]$/u;

/** The words of `text` in order: elided words stand alone (`l'atlas` is two), hyphens part, other signs are words. */
export function placedWords(text: string): PlacedWord[] {
  return [...text.matchAll(WORD)].filter(([word]) => !JOINT.test(word))
    .map(({ 0: word, index }) => ({ text: word, from: index, to: index + word.length }));
}

/** A word as it is compared when its case does not matter, and its accents do. */
export function withoutCase(word: string): string {
  return word.normalize("NFC").toLowerCase().replaceAll("’", "'");
}

/** A word as it is compared when neither its case nor its accents matter: `Cœur` is `coeur`. */
export function plainWord(word: string): string {
  return withoutCase(word).normalize("NFKD").replace(/\p{M}+/gu, "").replaceAll("œ", "oe").replaceAll(
    "æ",
    "ae",
  );
}

/** What stands for a heard form: `written`; null: it stands as it is, and nothing within it is replaced. */
interface Form {
  readonly words: readonly string[];
  readonly heard: string;
  readonly written: string | null;
}

/** Forms to be looked for in texts, by their first word, the longest first. */
export interface Forms {
  readonly byFirstWord: ReadonlyMap<string, readonly Form[]>;
  readonly compared: (word: string) => string;
}

/** How {@linkcode formsOf} compares and what it leaves alone. */
export interface FormsOptions {
  /** How a word is compared. @default {withoutCase} */
  readonly compared?: (word: string) => string;
  /**
   * The texts were put right before: what is in a written form stays, even where it is another's heard form.
   * @default {false}
   */
  readonly again?: boolean;
}

/**
 * Prepares the pairs of heard and written form. A text that has a written form already keeps it, so that
 * `Atlas => projet Atlas` does not make `projet projet Atlas`; two forms can be swapped.
 */
export function formsOf(
  pairs: Iterable<readonly [heard: string, written: string]>,
  { compared = withoutCase, again = false }: FormsOptions = {},
): Forms {
  const found = new Map<string, Form>();
  const wordsOf = (text: string) => placedWords(text).map(({ text }) => compared(text));
  const all = [...pairs];
  const heard = all.map(([heard, written]): Form => ({ words: wordsOf(heard), heard, written }));
  const kept = all.map(([, written]): Form => ({ words: wordsOf(written), heard: written, written: null }));
  // The last that is set counts.
  for (const form of again ? [...heard, ...kept] : [...kept, ...heard]) {
    if (form.words.length > 0) found.set(form.words.join(" "), form);
  }
  const byFirstWord = new Map<string, Form[]>();
  for (const form of found.values()) {
    byFirstWord.set(form.words[0], [...byFirstWord.get(form.words[0]) ?? [], form]);
  }
  for (const forms of byFirstWord.values()) forms.sort((a, b) => b.words.length - a.words.length);
  return { byFirstWord, compared };
}

/** A place of a text, and what is to stand there. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly written: string;
  /** The form as a person wrote it. */
  readonly heard: string;
}

/**
 * Where `text` has a heard form, and what is written there: whole words, the longest form first, each word once, so that
 * what is written is never replaced in turn. Words of a form may be joined by a space, a hyphen or an apostrophe.
 */
export function replacementsIn(text: string, { byFirstWord, compared }: Forms): Replacement[] {
  const found: Replacement[] = [];
  if (byFirstWord.size === 0) return found;
  const placed = placedWords(text);
  const words = placed.map(({ text }) => compared(text));
  for (let n = 0; n < words.length;) {
    const form = byFirstWord.get(words[n])?.find((form) =>
      form.words.every((word, i) => words[n + i] === word)
    );
    if (!form) {
      n++;
      continue;
    }
    const [from, to] = [placed[n].from, placed[n + form.words.length - 1].to];
    n += form.words.length;
    if (form.written === null) continue;
    const written = inPlace(form.written, form.heard, text.slice(from, to));
    if (written !== text.slice(from, to)) found.push({ from, to, written, heard: form.heard });
  }
  return found;
}

/** A common noun at the beginning of a sentence keeps its capital: `Devi` is `Devis` when `devi` is `devis`. */
function inPlace(written: string, heard: string, said: string): string {
  const isPlain = written === written.toLowerCase() && heard === heard.toLowerCase();
  const opens = /^\p{Lu}/u.test(said) && said.slice(1) === said.slice(1).toLowerCase();
  if (!isPlain || !opens) return written;
  const [first = ""] = written;
  return first.toUpperCase() + written.slice(first.length);
}
