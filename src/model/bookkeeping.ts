import { z } from "../schema.ts";
import { Inputs } from "./fingerprint.ts";
import { InnerName, InnerPath } from "./inner_path.ts";
import { StoredMessage } from "./message.ts";
import { SessionState } from "./session.ts";

/**
 * `stages/views.json`: what each view was when last rendered, recorded before the view is renamed into place.
 * `previous` is the rendering it replaces, so that a stop between the two is not taken for a person's edit.
 */
export const ViewsRecord = z.object({
  schema: z.literal(1),
  inputs: Inputs,
  state: SessionState,
  files: z.record(
    InnerName,
    z.object({
      sha256: z.string(),
      previous: z.string().nullable(),
      /** Another program held the view: the new text is in `report.new.*`. */
      held: z.boolean(),
    }),
  ),
  notices: z.array(StoredMessage),
  /** What the PDF was made from, and why there is none; absent: nothing was printed yet. */
  printed: z.object({ inputs: Inputs, notices: z.array(StoredMessage) }).optional(),
});
export type ViewsRecord = z.infer<typeof ViewsRecord>;

/** `stages/<job>.error.json`: a job that did not succeed yet; absent when well. */
export const ErrorRecord = z.object({
  schema: z.literal(1),
  job: z.string(),
  /** Tries that count towards settling the job as failed. */
  attempts: z.number().int(),
  /** Tries of all kinds. */
  tries: z.number().int(),
  /** Milliseconds since the epoch; a program that starts anew tries at once. */
  retryAt: z.number(),
  kind: z.enum(["waiting", "failed"]),
  cause: StoredMessage,
});
export type ErrorRecord = z.infer<typeof ErrorRecord>;

/** A file as it was when the session was sealed. */
export const SealedFile = z.object({ sha256: z.string(), bytes: z.number().int(), modifiedMs: z.number() });
export type SealedFile = z.infer<typeof SealedFile>;

/** `sealed.json`: what was published. Paths are relative to the session's folder, with `/`. */
export const SealedRecord = z.object({
  schema: z.literal(1),
  program: z.string(),
  sealedAt: z.string(),
  files: z.record(InnerPath, SealedFile),
  audio: z.record(InnerPath, z.object({ sha256: z.string(), bytes: z.number().int() })),
  corrections: SealedFile.nullable(),
});
export type SealedRecord = z.infer<typeof SealedRecord>;

/** `inbox/<id>/rejection.json`: the session cannot be read; its files go to `rejected/`. */
export const RejectionRecord = z.object({ schema: z.literal(1), cause: StoredMessage });
export type RejectionRecord = z.infer<typeof RejectionRecord>;

/** `state/transcription.json`: how fast the engine was with its last window. A cache: it may be deleted. */
export const PaceRecord = z.object({
  schema: z.literal(1),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Seconds of work for a second of sound: the real-time factor. */
  factor: z.number(),
  session: z.string(),
});
export type PaceRecord = z.infer<typeof PaceRecord>;

/**
 * `state/clock.json`: when the PC's clock was last looked at. `held` stands after a leap of it: the days of retention are
 * counted to `to`, where it stood before, as long as it is not past `until`. Milliseconds since the epoch.
 */
export const ClockRecord = z.object({
  schema: z.literal(1),
  seen: z.number(),
  held: z.object({ to: z.number(), until: z.number() }).optional(),
});
export type ClockRecord = z.infer<typeof ClockRecord>;
