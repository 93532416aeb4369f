import { z } from "../schema.ts";
import { Inputs } from "./fingerprint.ts";
import { StoredMessage } from "./message.ts";
import { Channel, SpokenLanguage } from "./session.ts";

/**
 * A sentence-sized piece of transcript. `start` and `end`: seconds from the start of the session. `id` is the window's
 * id and a number, `000000-000002.4`: what items of a report name as their proof.
 */
export const Segment = z.object({
  id: z.string(),
  channel: Channel,
  start: z.number(),
  end: z.number(),
  text: z.string(),
  /** Mean natural-log probability of the tokens, 0 at best. */
  logprob: z.number().optional(),
});
export type Segment = z.infer<typeof Segment>;

/**
 * Text the model wrote that a guard held back: kept for whoever doubts it, never in the report. `echo`: what the
 * loudspeakers played, heard again by the microphone.
 */
export const Suppressed = Segment.omit({ id: true }).extend({
  reason: z.enum(["no-speech", "low-confidence", "repetition", "too-fast", "stock-phrase", "echo"]),
});
export type Suppressed = z.infer<typeof Suppressed>;

/** A stretch in seconds of the session on one channel. */
export const Span = z.object({ channel: Channel, start: z.number(), end: z.number() });
export type Span = z.infer<typeof Span>;

/** A job that failed for good: an output too. */
export const Failure = z.object({ attempts: z.number().int(), cause: StoredMessage });
export type Failure = z.infer<typeof Failure>;

/** What the language of a recording that still goes on was decided from, so that listening can go on there. */
export const LanguageEvidence = z.object({
  /** The windows with speech that count. */
  windows: z.array(z.string()),
  /** Windows that begin before this sample were listened to. */
  until: z.number().int(),
  /** Seconds of sound that count, and what they weigh in the mean. */
  seconds: z.number(),
  weight: z.number(),
  /** By language, weighted. */
  sums: z.record(z.string(), z.number()),
  /** Nothing was clear yet: what is said next may change the decision. */
  open: z.boolean(),
});
export type LanguageEvidence = z.infer<typeof LanguageEvidence>;

/** `stages/language.json`: the language of a session; of a recorded one, decided from its first windows as they come. */
export const LanguageRecord = z.object({
  schema: z.literal(1),
  inputs: Inputs,
  language: SpokenLanguage,
  /** `setting`: not detected. `detected`: by the model. `assumed`: nothing was heard that could tell. */
  by: z.enum(["setting", "detected", "assumed"]),
  /** Mean probability of each allowed language over the windows heard; empty unless detected. */
  scores: z.record(z.string(), z.number()),
  /** Of a recorded session whose language is detected. */
  heard: LanguageEvidence.optional(),
  failed: Failure.optional(),
});
export type LanguageRecord = z.infer<typeof LanguageRecord>;

/** `stages/<window>.transcript.json`: what was said in one window, on all channels, in order of start. */
export const TranscriptRecord = z.object({
  schema: z.literal(1),
  inputs: Inputs,
  window: z.string(),
  segments: z.array(Segment),
  suppressed: z.array(Suppressed),
  /** What was not given to the model because nothing could be heard. */
  silence: z.array(Span),
  failed: Failure.optional(),
});
export type TranscriptRecord = z.infer<typeof TranscriptRecord>;

/** The number of words in a text, as a word processor counts them. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
