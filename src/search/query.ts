import type { SpokenLanguage } from "../model/mod.ts";
import { isSmallWord, languageOfText } from "../words/mod.ts";
import { type WordForm, wordForms } from "./word_forms.ts";

/** Something to look for: a word, or words that follow each other. */
export interface SearchTerm {
  /** As the person wrote it. */
  readonly written: string;
  /** Never empty. */
  readonly words: readonly WordForm[];
}

/** What a person looks for: every term, in one meeting. */
export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
}

/** Longest query, in characters, and most terms: what is more is left out. */
const LONGEST = 500;
const MOST_TERMS = 24;

/** What stands between quotation marks, in any of their shapes; one that is never closed goes to the end. */
const QUOTED = /["“”„]([^"“”„]*)["“”„]?|«([^»]*)»?/g;

const LANGUAGES: readonly SpokenLanguage[] = ["fr", "en"];

/**
 * Reads what a person typed: words, and phrases in quotation marks. Everything else they typed is text and commands
 * nothing. Small words count in phrases, and where there is nothing else. `fallback` is the language it is taken for when
 * it does not tell.
 */
export function readQuery(written: string, fallback: SpokenLanguage): SearchQuery {
  const text = written.normalize("NFC").replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, LONGEST);
  const told = languageOfText(text);
  const language = told ?? likelier(text, fallback);
  const terms: SearchTerm[] = [];
  const rest = text.replace(QUOTED, (_, first: string | undefined, second: string | undefined) => {
    const phrase = (first ?? second ?? "").trim();
    const words = wordForms(phrase, language);
    if (words.length > 0) terms.push({ written: phrase, words });
    return " … "; // words on either side do not make one number
  });
  const single = wordForms(rest, language);
  const isTelling = ({ kind, small, written }: WordForm) =>
    kind !== "word" || !small && !(told === null && isSmallIn(written, language));
  const telling = single.filter(isTelling);
  const wanted = telling.length > 0 || terms.length > 0 ? telling : single;
  terms.push(...wanted.map((word) => ({ written: word.written, words: [word] })));
  const once = new Map(terms.map((term) => [term.words.map(({ fr, en }) => `${fr}/${en}`).join(" "), term]));
  return { terms: [...once.values()].slice(0, MOST_TERMS) };
}

/** A query of few words may be in either language: what is small in the other one tells as little. */
function isSmallIn(written: string, language: SpokenLanguage): boolean {
  return LANGUAGES.some((other) => other !== language && isSmallWord(written.toLowerCase(), other));
}

/** The language in which more of a text is figures and days: "forty thousand" is English, "lundi" French. */
function likelier(text: string, fallback: SpokenLanguage): SpokenLanguage {
  const told = (language: SpokenLanguage) =>
    wordForms(text, language).filter(({ kind, written }) => kind !== "word" && /\p{L}/u.test(written)).length;
  const [own, other] = fallback === "fr" ? LANGUAGES : LANGUAGES.toReversed();
  return told(other) > told(own) ? other : own;
}
