import { type Chunker, createChunker } from "../audio/mod.ts";
import { isFileSystemError } from "../errors.ts";
import type { Log } from "../log.ts";
import { Channel, type GapCause, type GapRecord, SAMPLE_RATE } from "../model/mod.ts";
import type { ChunkPart, RecordingFolder } from "../store/mod.ts";
import type { Loss } from "./timeline.ts";

/** Options of {@linkcode createTape}. */
export interface TapeOptions {
  readonly folder: Pick<RecordingFolder, "createPart" | "removePart" | "writeGap">;
  readonly channels: number;
  /** Longest chunk, in seconds. */
  readonly maxSeconds: number;
  /** The first number that is free. */
  readonly number: number;
  /** Where it begins in the session, in samples. */
  readonly position: number;
  readonly log: Log;
}

/**
 * Writes what was heard as chunks and gaps, one after the other without a hole. What the disk refuses is done again the
 * next time, in the same order; nothing is given up.
 */
export interface Tape extends AsyncDisposable {
  /** Where the next sample goes in the session. */
  readonly position: number;
  /** Chunks finished. */
  readonly chunks: number;
  /** Sound lies on the disk. */
  readonly hasBegun: boolean;
  /**
   * Adds at most a second of sound, `planar[channel][frame]`, and where it is but zeros. Throws the system's error when
   * the disk refuses; then nothing of it was taken.
   */
  write(planar: readonly Float32Array[], frames: number, losses: readonly Loss[]): Promise<void>;
  /** Time goes by of which nothing is written. */
  leave(frames: number, cause: GapCause): void;
  /** Takes back the last `frames` that were written, as far as they are of the open chunk. */
  takeBack(frames: number): void;
  /** Somebody set the clock here. */
  markClock(): void;
  /** Ends the open chunk. */
  close(): void;
  /** Forces the open chunk to the disk. */
  checkpoint(): Promise<void>;
  /** Does what is owed to the disk; false when it refused again. */
  settle(): Promise<boolean>;
}

/** An open chunk. */
interface OpenChunk {
  readonly part: ChunkPart;
  readonly chunker: Chunker;
}

/** Makes a tape. */
export function createTape({ folder, channels, maxSeconds, log, ...from }: TapeOptions): Tape {
  const all = Array.from({ length: channels }, (_, channel) => Channel.parse(channel));
  let { number, position } = from;
  let chunks = 0;
  let hasBegun = false;
  let open: OpenChunk | undefined;
  /** The open chunk's samples, interleaved: the tail goes to the next one. */
  const pcm = new Int16Array(Math.ceil((maxSeconds + 2) * SAMPLE_RATE) * channels);
  /** Where the open chunk is to be cut. */
  let cut: number | undefined;
  /** In the open chunk. */
  let losses: Omit<GapRecord, "schema">[] = [];
  /** Time that is left out, at the end of the tape. */
  let left: { from: number; cause: GapCause } | undefined;
  const owed: (() => Promise<void>)[] = [];
  const unfinished = new Set<ChunkPart>();
  /** Numbers of parts whose beginning was refused: their files must go before the number is another's. */
  const orphans = new Set<number>();

  const bytesOf = (firstFrame: number, frames: number) =>
    new Uint8Array(pcm.buffer, firstFrame * channels * 2, frames * channels * 2);

  function oweGap(gap: Omit<GapRecord, "schema">): void {
    const own = number++;
    owed.push(() => folder.writeGap(own, gap));
  }

  function oweFinish(part: ChunkPart, frames: number): void {
    unfinished.add(part);
    owed.push(async () => {
      await part.finish(frames);
      unfinished.delete(part);
      if (frames > 0) chunks++;
    });
  }

  /** Takes what is told of the chunk that ends at `end`. */
  function takeLosses(end: number): Omit<GapRecord, "schema">[] {
    const taken = losses.filter(({ from }) => from < end)
      .map((loss) => ({ ...loss, to: Math.min(loss.to, end) }));
    losses = losses.filter(({ from, to }) => to > end || (from >= end && from === to))
      .map((loss) => ({ ...loss, from: Math.max(loss.from, end) }));
    return taken;
  }

  function closeAt(end: number): void {
    if (!open) return;
    oweFinish(open.part, end - open.part.position);
    for (const loss of takeLosses(end)) oweGap(loss);
    losses = [];
    open = undefined;
    cut = undefined;
    position = end;
  }

  /** The tail is on the disk in the next chunk before it leaves this one: a crash in between loses nothing. */
  async function cutAt({ part, chunker }: OpenChunk, end: number): Promise<void> {
    const told = takeLosses(end);
    const rest = losses;
    const head = end - part.position;
    const tail = part.frames - head;
    const own = number + told.length;
    orphans.add(own);
    let next: ChunkPart | undefined;
    try {
      next = await folder.createPart(own, end);
      await next.write(bytesOf(head, tail));
      await next.sync();
    } catch (error) {
      losses = [...told, ...rest];
      await next?.[Symbol.asyncDispose]();
      throw error;
    }
    orphans.delete(own);
    pcm.copyWithin(0, head * channels, part.frames * channels);
    oweFinish(part, head);
    for (const gap of told) oweGap(gap);
    number++;
    open = { part: next, chunker };
    cut = undefined;
  }

  async function begin(): Promise<OpenChunk> {
    if (left) {
      oweGap({ from: left.from, to: position, channels: all, cause: left.cause });
      left = undefined;
    }
    await settle();
    orphans.add(number);
    const part = await folder.createPart(number, position);
    orphans.delete(number);
    number++;
    return open = { part, chunker: createChunker({ maxSeconds, from: position }) };
  }

  async function settle(): Promise<boolean> {
    try {
      for (const orphan of orphans) {
        await folder.removePart(orphan);
        orphans.delete(orphan);
      }
      while (owed.length > 0) {
        await owed[0]();
        owed.shift();
      }
      return true;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      log.warn("The disk refuses, and is asked again: {error}", { error: String(error) });
      return false;
    }
  }

  function addLoss(loss: Omit<GapRecord, "schema">): void {
    const index = losses.findIndex((other) =>
      other.to === loss.from && other.channels[0] === loss.channels[0] &&
      other.channels.length === loss.channels.length && loss.to > loss.from &&
      // Sound that is missing until a device is found to be away is missing because it was.
      (other.cause === loss.cause || (other.cause === "discontinuity" && loss.cause === "device"))
    );
    if (index < 0) losses.push(loss);
    else losses[index] = { ...losses[index], to: loss.to, cause: loss.cause };
  }

  return {
    get position() {
      return position;
    },
    get chunks() {
      return chunks;
    },
    get hasBegun() {
      return hasBegun;
    },
    async write(planar, frames, missing) {
      if (open && cut !== undefined) await cutAt(open, cut);
      const chunk = open ?? await begin();
      const first = chunk.part.frames;
      interleave(planar, frames, pcm, first * channels);
      await chunk.part.write(bytesOf(first, frames));
      if (channels > 1) {
        for (const { channel, from, to, cause } of missing) {
          addLoss({ from: position + from, to: position + to, channels: [all[channel]], cause });
        }
      }
      position += frames;
      const [decided] = chunk.chunker.push(planar.map((samples) => samples.subarray(0, frames)));
      cut = decided?.to;
      try {
        if (!hasBegun) {
          await chunk.part.sync();
          hasBegun = true;
        }
        if (cut === undefined) return;
        await cutAt(chunk, cut);
        await settle();
      } catch (error) {
        // The sound is taken; the cut is made before more is.
        if (!isFileSystemError(error)) throw error;
        log.warn("The disk refuses: {error}", { error: String(error) });
      }
    },
    leave(frames, cause) {
      closeAt(position);
      if (frames === 0) return;
      if (left && left.cause !== cause) {
        oweGap({ from: left.from, to: position, channels: all, cause: left.cause });
        left = undefined;
      }
      left ??= { from: position, cause };
      position += frames;
    },
    takeBack(frames) {
      if (open) closeAt(Math.max(open.part.position, position - frames));
    },
    markClock() {
      const gap = { from: position, to: position, channels: all, cause: "clock" as const };
      if (open) losses.push(gap);
      else oweGap(gap);
    },
    close() {
      closeAt(position);
      if (!left) return;
      oweGap({ from: left.from, to: position, channels: all, cause: left.cause });
      left = undefined;
    },
    async checkpoint() {
      await open?.part.sync();
    },
    settle,
    async [Symbol.asyncDispose]() {
      for (const part of [...unfinished, ...open ? [open.part] : []]) await part[Symbol.asyncDispose]();
    },
  };
}

/** Samples as 16-bit PCM, clipped at full scale, into `pcm` from `at` on. */
function interleave(planar: readonly Float32Array[], frames: number, pcm: Int16Array, at: number): void {
  const channels = planar.length;
  for (let channel = 0; channel < channels; channel++) {
    const samples = planar[channel];
    for (let frame = 0, to = at + channel; frame < frames; frame++, to += channels) {
      const value = Math.round(samples[frame] * 32_768);
      pcm[to] = value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
    }
  }
}
