/** What the grammar knows of each language, as data. @module */
import type { SpokenLanguage } from "../../../model/mod.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import type { Lexicon } from "./lexicon.ts";

export type { Act, Cue, Lexicon, Polarity, VerbForm } from "./lexicon.ts";

const LEXICONS: Readonly<Record<SpokenLanguage, Lexicon>> = { fr: french, en: english };

export function lexiconOf(language: SpokenLanguage): Lexicon {
  return LEXICONS[language];
}
