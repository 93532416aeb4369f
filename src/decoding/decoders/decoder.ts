import type { ByteFeed } from "./byte_feed.ts";

/** Where a decoder puts what it decodes. */
export interface Sink {
  /** `block[channel][frame]`, -1 to 1, any length; used before it resolves. Rate in Hz. */
  push(block: readonly Float32Array[], rate: number): Promise<void>;
}

/** What a decoder found. */
export interface Decoded {
  /** Whether there is less sound than the file promises, or a part of it could not be read. */
  readonly truncated: boolean;
}

/** Decodes a file from its first byte to its last. Throws an {@linkcode UnreadableError} when it is not of its kind. */
export type Decoder = (feed: ByteFeed, sink: Sink) => Promise<Decoded>;

/** The bytes are not what they were taken for. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
}

/** Longest stretch, in seconds, that is replaced with silence where a part of a file is damaged. */
const MAX_HOLE_SECONDS = 600;

/** Puts silence in the place of `frames` that cannot be read, so that what follows keeps its time. */
export async function pushSilence(sink: Sink, frames: number, channels: number, rate: number): Promise<void> {
  const most = Math.min(frames, MAX_HOLE_SECONDS * rate);
  for (let left = most; left > 0; left -= rate) {
    const block = Array.from({ length: channels }, () => new Float32Array(Math.min(left, rate)));
    await sink.push(block, rate);
  }
}
