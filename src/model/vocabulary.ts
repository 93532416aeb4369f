import { type Message, message } from "../texts/mod.ts";
import { placedWords, plainWord } from "./forms.ts";
import { bytesTooLarge, sizesOf } from "./user_text.ts";

/** The house's vocabulary: what is heard, and how the house writes it. */
export interface Vocabulary {
  readonly pairs: readonly (readonly [heard: string, written: string])[];
  /** What of the file could not be understood, in order of its lines; each names the line. */
  readonly problems: readonly Message[];
}

/** No vocabulary. */
export const NO_VOCABULARY: Vocabulary = { pairs: [], problems: [] };

/** Longest heard or written form, in characters. */
const LONGEST = 200;

/** Signs that people write where `=>` is meant. */
const OTHER_SIGN = /\s(?:->|=|→|:=|==>)\s|→/u;

const parsed = new Map<string, Vocabulary>();
/** Vocabularies kept: meetings of one home have the same. */
const KEPT = 8;

/**
 * Reads `vocabulary.txt`: a line `heard => written` each, several heard forms with `|` between them, `#` at the beginning
 * of a line for remarks. Plain words change nothing. A line that cannot be understood is passed over and told; the
 * others count.
 */
export function parseVocabulary(text: string): Vocabulary {
  const known = parsed.get(text);
  if (known) return known;
  if (parsed.size >= KEPT) parsed.clear();
  const vocabulary = read(text);
  parsed.set(text, vocabulary);
  return vocabulary;
}

function read(text: string): Vocabulary {
  const bytes = bytesTooLarge(text);
  if (bytes !== undefined) {
    return { pairs: [], problems: [message("vocabulary.tooLarge", sizesOf(bytes))] };
  }
  // What Notepad calls Unicode: every other byte is a zero.
  if (text.includes("\0")) return { pairs: [], problems: [message("vocabulary.notUtf8")] };
  const pairs: [string, string][] = [];
  const problems: Message[] = [];
  const written = new Map<string, { readonly as: string; readonly line: number }>();
  text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    const said = raw.trim();
    if (said === "" || said.startsWith("#")) return;
    const found = said.length > 80 ? `${said.slice(0, 80).toWellFormed()}…` : said;
    if (said.includes("\uFFFD")) {
      problems.push(message("vocabulary.badLetters", { line, found }));
      return;
    }
    const parts = said.split("=>");
    if (parts.length === 1) {
      if (OTHER_SIGN.test(said)) problems.push(message("vocabulary.otherSign", { line, found }));
      return;
    }
    const [left, right] = parts.map((part) => part.trim());
    const forms = left.split("|").map((form) => form.trim());
    if (parts.length > 2) problems.push(message("vocabulary.twoSigns", { line, found }));
    else if (right === "" || !hasLetter(right)) {
      problems.push(message("vocabulary.noWritten", { line, found }));
    } else if (right.includes("|")) problems.push(message("vocabulary.twoWritten", { line, found }));
    else if (!forms.every(hasLetter)) problems.push(message("vocabulary.noHeard", { line, found }));
    else if ([right, ...forms].some((form) => form.length > LONGEST)) {
      problems.push(message("vocabulary.tooLong", { line, found, longest: LONGEST }));
    } else {
      for (const form of forms) {
        const key = placedWords(form).map(({ text }) => plainWord(text)).join(" ");
        const before = written.get(key);
        if (before && before.as !== right) {
          const values = { line, found: form, other: before.line, written: before.as };
          problems.push(message("vocabulary.again", values));
        }
        if (before) continue;
        written.set(key, { as: right, line });
        pairs.push([form, right]);
      }
    }
  });
  return { pairs, problems };
}

function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
