import { z } from "../schema.ts";
import { Inputs } from "./fingerprint.ts";
import { isOfAll } from "./gaps.ts";
import { InnerName } from "./inner_path.ts";
import { StoredMessage } from "./message.ts";
import { GapRecord } from "./recording.ts";

/** A stretch of one source: about 10 s, cut at a quiet point. Samples at 16 kHz from the start of the session. */
export const Chunk = z.object({ number: z.number().int(), from: z.number().int(), to: z.number().int() });
export type Chunk = z.infer<typeof Chunk>;

/**
 * What one transcription call hears: neighbouring chunks, at most 30 s. `from` and `to` are samples at 16 kHz from the
 * start of the session; `id` is `000000-000002`, its first and last chunk.
 */
export const Window = z.object({
  id: z.string().regex(/^\d{6}-\d{6}$/),
  from: z.number().int(),
  to: z.number().int(),
});
export type Window = z.infer<typeof Window>;

/** The audio format of a source as its header says it. */
export const SourceFormat = z.object({
  container: z.enum(["RIFF", "RIFX", "RF64", "BW64"]),
  encoding: z.enum(["pcm", "float", "alaw", "mulaw"]),
  bits: z.number().int(),
  channels: z.number().int(),
  /** In Hz. */
  rate: z.number().int(),
});
export type SourceFormat = z.infer<typeof SourceFormat>;

/** The format of a source that was decoded. */
export const DecodedFormat = z.object({
  /** `MPEG`, `FLAC`, `Ogg`, `RIFF`, or what people call it: `MP4 / M4A`. */
  container: z.string(),
  /** `mp3`, `opus`, `gsm`, … */
  encoding: z.string(),
  channels: z.number().int(),
  /** In Hz. */
  rate: z.number().int(),
});
export type DecodedFormat = z.infer<typeof DecodedFormat>;

/**
 * One audio file of a session. `from` and `to`: its place in the session, samples at 16 kHz. `heard` is the file that
 * windows are read from: the source itself, or the 16 kHz WAV it was decoded into. That holds the channels of the session,
 * or, when `asRecorded`, those of the source. `truncated`: the file held less than
 * its header promised, or was cut while it was written.
 */
export const Source = z.object({
  file: InnerName,
  sha256: z.string(),
  bytes: z.number().int(),
  modifiedMs: z.number(),
  format: z.union([SourceFormat, DecodedFormat]),
  truncated: z.boolean(),
  from: z.number().int(),
  to: z.number().int(),
  heard: z.object({
    file: InnerName,
    sha256: z.string(),
    bytes: z.number().int(),
    asRecorded: z.boolean().optional(),
  }),
});
export type Source = z.infer<typeof Source>;

/**
 * How the channels of the sources become the channels of the session. `apart`: two sides of a call, each transcribed
 * alone. `mixed`: one channel, the mean of all. `single`: one side alone has sound; `source` is its number in the file.
 */
export const ChannelPlan = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("mixed") }),
  z.object({ kind: z.literal("single"), source: z.number().int() }),
  z.object({ kind: z.literal("apart") }),
]);
export type ChannelPlan = z.infer<typeof ChannelPlan>;

/** A chunk of a recording that cannot be read: it costs its words, not the meeting. */
export const UnreadableChunk = z.object({
  file: z.string(),
  bytes: z.number().int(),
  modifiedMs: z.number(),
  cause: StoredMessage,
});
export type UnreadableChunk = z.infer<typeof UnreadableChunk>;

/**
 * `stages/windows.json`: what ingest found. Chunks tile the audio; windows tile the chunks. Of a recording that still
 * goes on it grows: windows that stand never change, chunks wait for the next one.
 */
export const WindowsRecord = z.object({
  schema: z.literal(1),
  inputs: Inputs,
  sources: z.array(Source),
  channels: ChannelPlan,
  chunks: z.array(Chunk),
  windows: z.array(Window),
  notices: z.array(StoredMessage),
  /** Of a recorded session, in order of time: audio that was not captured. */
  gaps: z.array(GapRecord).optional(),
  /** Of a recorded session, when there are any. */
  unreadable: z.array(UnreadableChunk).optional(),
});
export type WindowsRecord = z.infer<typeof WindowsRecord>;

/** The channels a session has under `plan`. */
export function channelsOf(plan: ChannelPlan): readonly (0 | 1)[] {
  return plan.kind === "apart" ? [0, 1] : [0];
}

/** Length of a session in samples at 16 kHz: to the end of its sound, or of the gap that it ends with. */
export function lengthOf({ sources, gaps = [], channels }: WindowsRecord): number {
  const count = channelsOf(channels).length;
  const ends = gaps.filter((gap) => isOfAll(gap, count)).map(({ to }) => to);
  return [...sources.map(({ to }) => to), ...ends].reduce((end, to) => Math.max(end, to), 0);
}
