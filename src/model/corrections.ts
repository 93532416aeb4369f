import { z } from "../schema.ts";

/**
 * `corrections.json`: what a person set right. Words are applied before summarising; everything else when views are
 * rendered, so that one renamed person remakes no summary.
 */
export const Corrections = z.strictObject({
  /** Title of the meeting. */
  title: z.string().min(1).optional(),
  /** Name of who speaks on a channel: `{"0": "Camille", "1": "client"}`. */
  channels: z.partialRecord(z.enum(["0", "1"]), z.string()).optional(),
  /** Heard word or phrase to written one: `{"atlasse": "Atlas"}`. */
  words: z.record(z.string().min(1), z.string()).optional(),
  /** Name as the report has it to the name wanted: `{"Paul": "Paul Martin"}`. */
  names: z.record(z.string().min(1), z.string()).optional(),
  /** Owner or date of the action said at `at`, in seconds of the session. */
  actions: z.array(z.strictObject({
    at: z.number(),
    owner: z.string().nullable().optional(),
    due: z.string().nullable().optional(),
  })).optional(),
});
export type Corrections = z.infer<typeof Corrections>;

const BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const AFTER = String.raw`(?![\p{L}\p{N}])`;

/** `text` with each heard word of `words` replaced by its written form, whole words only, case ignored. */
export function applyWords(text: string, words: Readonly<Record<string, string>> | undefined): string {
  let corrected = text;
  for (const [heard, written] of Object.entries(words ?? {})) {
    const literal = heard.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    corrected = corrected.replace(new RegExp(`${BEFORE}${literal}${AFTER}`, "giu"), () => written);
  }
  return corrected;
}
