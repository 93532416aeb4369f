import {
  type Mended,
  type MendedText,
  mendingOf,
  mendPieces,
  mendSegments,
  parseVocabulary,
} from "../model/mod.ts";
import { rename } from "./names.ts";
import type { ReportInput } from "./report_input.ts";
import { cleanText, typeset } from "./typography.ts";

type Parts = Pick<ReportInput, "session" | "corrections" | "transcripts" | "language">;

const mended = new WeakMap<object, MendedText>();

/** What was said, put right by the vocabulary and by a person; worked out once for an input. */
export function mendedText(input: Parts): MendedText {
  const known = mended.get(input);
  if (known) return known;
  const { session, corrections, transcripts } = input;
  const vocabulary = parseVocabulary(session.pinned.vocabulary);
  const text = mendSegments(transcripts.flatMap(({ segments }) => segments), { corrections, vocabulary });
  mended.set(input, text);
  return text;
}

/** Puts a text that was made from a meeting right: blocks are summarised from corrected words already. */
export function mendMade(
  text: string,
  { session, corrections }: Pick<Parts, "session" | "corrections">,
): Mended {
  const vocabulary = parseVocabulary(session.pinned.vocabulary);
  return mendPieces([{ text: cleanText(text) }], mendingOf({ corrections, vocabulary }), { again: true });
}

/** Sets texts that were made from a meeting as its report shows them: spelt, named and typeset. */
export function textSetter(
  input: Pick<Parts, "session" | "corrections" | "language">,
): (text: string) => string {
  return (text) => typeset(rename(mendMade(text, input).text, input.corrections?.names), input.language);
}
