import type { SpokenLanguage } from "../model/mod.ts";

/**
 * Words before a date that say no more than the heading « Pour quand », "By when" does; « avant jeudi », « d'ici lundi »
 * and "before Thursday" say more and stay.
 */
const SAID_BY_HEADING: Readonly<Record<SpokenLanguage, RegExp>> = {
  fr: /^pour (?=\S)/i,
  en: /^(?:by|for|on) (?=\S)/i,
};

/** A due date as it was said, set under its heading: « pour jeudi » is "jeudi". */
export function dueUnderHeading(said: string, language: SpokenLanguage): string {
  return said.trim().replace(SAID_BY_HEADING[language], "");
}
