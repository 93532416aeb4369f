import { z } from "../schema.ts";
import { StoredMessage } from "./message.ts";
import { Channel, EndReason, Side } from "./session.ts";

/**
 * Why audio was not captured. `clock`: the machine's clock was set; nothing is missing, its gap has no length.
 * `discontinuity`: a device lost sound. `device`: it was away. `sleep`: the machine slept, or the recorder was stopped.
 */
export const GapCause = z.enum([
  ...["pause", "interrupted", "sleep", "clock", "device", "discontinuity", "disk"] as const,
]);
export type GapCause = z.infer<typeof GapCause>;

/**
 * `inbox/<id>/000124.gap.json`: audio that was not captured. It takes a number among the chunks. `from` and `to` are
 * samples at 16 kHz from the start of the session. One of all channels stands in the place of chunks and adds to the
 * length of the session; one of a single channel of two says which part of the chunks before it is not sound but zeros.
 */
export const GapRecord = z.object({
  schema: z.literal(1),
  from: z.number().int(),
  to: z.number().int(),
  channels: z.array(Channel).min(1),
  cause: GapCause,
});
export type GapRecord = z.infer<typeof GapRecord>;

/** A mark made while recording. `at`: seconds from the start of the session. */
export const NoteRecord = z.object({ at: z.number().min(0), text: z.string().default("") });
export type NoteRecord = z.infer<typeof NoteRecord>;

/** `inbox/<id>/note-*.json`: a note by anyone; without `at`, the moment is that of its file. */
export const NoteFile = NoteRecord.partial({ at: true });

/** `inbox/<id>/ended`: no more audio will come. Without a reason: a dropped recording. */
export const EndedRecord = z.object({ schema: z.literal(1), reason: EndReason.optional() });
export type EndedRecord = z.infer<typeof EndedRecord>;

/** A channel as the recorder last heard it. */
export const ChannelLevel = z.object({
  side: Side,
  /** What is heard; null while nothing is. */
  device: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** `hearing`: packets come, or the device sends none because nothing plays. `lost`: no device; it is looked for. */
  state: z.enum(["hearing", "lost"]),
  /** Decibels of full scale over the last half second, -100 at least. */
  rms: z.number(),
  peak: z.number(),
  /** Seconds of the session when something was last heard; null: never yet. */
  lastHeard: z.number().nullable(),
});
export type ChannelLevel = z.infer<typeof ChannelLevel>;

/**
 * `inbox/<id>/levels.json`: the recorder's state, written twice a second for whoever shows it. A hint: whether the
 * recorder lives is told by `recorder.lock` alone.
 */
export const LevelsRecord = z.object({
  schema: z.literal(1),
  /** Of the recorder's process. */
  pid: z.number().int(),
  /** Time of day when it was written, in milliseconds since the epoch, and the length of the session then, in samples at 16 kHz. */
  at: z.number(),
  position: z.number().int(),
  /**
   * `starting`: nothing is on disk yet. `failed`: it could not begin, `cause` says why, and the process ends.
   * `disk-full`: it waits for room.
   */
  state: z.enum(["starting", "recording", "paused", "disk-full", "ended", "failed"]),
  cause: StoredMessage.optional(),
  /** Chunks on disk. */
  chunks: z.number().int(),
  channels: z.array(ChannelLevel),
  /** On the disk of the inbox; null when the system does not tell. */
  freeBytes: z.number().nullable(),
  /** Bytes that a second of this recording takes. */
  bytesPerSecond: z.number(),
  /** What the person must know now: a side silent for long, an end that comes, a disk that fills. */
  notices: z.array(StoredMessage),
});
export type LevelsRecord = z.infer<typeof LevelsRecord>;
