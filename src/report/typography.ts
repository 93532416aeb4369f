import type { SpokenLanguage } from "../model/mod.ts";

/** A space at which no line breaks. */
export const NBSP = "\u00a0";

/** Marks that change the direction of the text after them: with them, a line can be shown as what it is not. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/**
 * Text from outside made harmless on any page: one line, well-formed Unicode, no control characters and no marks of
 * direction. `longest`: characters kept at most.
 */
export function cleanText(text: string, longest = 20_000): string {
  const clean = text.toWellFormed().replace(CONTROLS, "").replace(DIRECTION_MARKS, "").replace(/\s+/g, " ")
    .trim();
  if (clean.length <= longest) return clean;
  return `${clean.slice(0, longest).toWellFormed().trimEnd()}…`;
}

/**
 * {@linkcode cleanText}, set as the language wants it: French keeps `: ; ? !` and guillemets with their neighbour by a
 * no-break space, and both keep a number with its unit.
 */
export function typeset(text: string, language: SpokenLanguage): string {
  const clean = cleanText(text).replace(/(\d) (?=(?:%|€|\$|min|h|s)(?![\p{L}\p{N}]))/gu, `$1${NBSP}`);
  if (language !== "fr") return clean;
  return clean
    .replace(/ (?=[:;?!»])/g, NBSP)
    .replace(/(?<=[\p{L}\p{N})»])(?=[?!;](?:\s|$))/gu, NBSP)
    .replace(/« ?(?=\S)/g, `«${NBSP}`)
    .replace(/(?<=[^\s\u00a0])»/g, `${NBSP}»`);
}

/** `text` with a capital at its beginning. */
export function capitalised(text: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}
