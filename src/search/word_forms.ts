import type { SpokenLanguage } from "../model/mod.ts";
import { isSmallWord, stemOf, type Token, tokensOf } from "../words/mod.ts";

/** A word, a figure or a day of a text, as it is compared. */
export interface WordForm {
  /** As it stands in the text. */
  readonly written: string;
  readonly kind: Token["kind"];
  /** Its form by the rules of each language: letters and digits alone. */
  readonly fr: string;
  readonly en: string;
  /** It tells nothing of what a text is about. */
  readonly small: boolean;
}

/**
 * The words of a text in `language`, in order. Each has a form by the rules of both languages, so that an English word
 * said in a French meeting is found whatever its inflection; figures and days have one, which both share.
 */
export function wordForms(text: string, language: SpokenLanguage): WordForm[] {
  return tokensOf(text, language).map(({ kind, text, written }) => {
    if (kind === "word") {
      const small = isSmallWord(text, language);
      return { written, kind, fr: stemOf(text, "fr"), en: stemOf(text, "en"), small };
    }
    // No word begins with a digit: a figure or a day is never taken for one.
    const form = kind === "figure" ? text.replace(".", "p") : `0${text}`;
    return { written, kind, fr: form, en: form, small: false };
  });
}
