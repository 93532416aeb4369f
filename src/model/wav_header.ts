import { SAMPLE_RATE } from "./session.ts";

/** Options of {@linkcode wavHeader}. */
export interface WavHeaderOptions {
  readonly channels: number;
  /** In Hz. */
  readonly rate: number;
  /**
   * Frames that follow. `"open"`: not known yet; the sizes are 0xFFFFFFFF, which readers take as "to the end of the
   * file". A header with its frames has the same length below 4 GB, so it can be written over an open one.
   */
  readonly frames: number | "open";
  /** When the recording began, local time, `YYYY-MM-DDTHH:MM:SS`: written as BWF `bext` (EBU Tech 3285). */
  readonly startedAt?: string;
  /** The `TimeReference` of `bext`: samples from midnight to the first one, at `rate`. Only with `startedAt`. */
  readonly timeReference?: number;
}

const UNKNOWN = 0xffff_ffff;
const BEXT_BYTES = 602;
const DS64_BYTES = 28;

/** Where the `TimeReference` stands in `bext`: 64 bits. */
const TIME_REFERENCE = 338;

/**
 * The header of a 16-bit PCM WAV; the samples follow it directly. From 4 GB on it is an RF64 header (EBU Tech 3306),
 * which is 36 bytes longer.
 */
export function wavHeader(
  { channels, rate, frames, startedAt, timeReference = 0 }: WavHeaderOptions,
): Uint8Array {
  const blockAlign = channels * 2;
  const plain = 12 + (startedAt === undefined ? 0 : 8 + BEXT_BYTES) + 24 + 8;
  const dataBytes = frames === "open" ? UNKNOWN : frames * blockAlign;
  const large = frames !== "open" && plain - 8 + dataBytes >= UNKNOWN;
  const length = plain + (large ? 8 + DS64_BYTES : 0);

  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const text = (value: string) => {
    for (let index = 0; index < value.length; index++) bytes[at++] = value.charCodeAt(index);
  };
  const u16 = (value: number) => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const u32 = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const u64 = (value: number) => {
    view.setBigUint64(at, BigInt(value), true);
    at += 8;
  };

  text(large ? "RF64" : "RIFF");
  u32(large || frames === "open" ? UNKNOWN : length - 8 + dataBytes);
  text("WAVE");
  if (large) {
    text("ds64");
    u32(DS64_BYTES);
    u64(length - 8 + dataBytes);
    u64(dataBytes);
    u64(frames);
    u32(0);
  }
  if (startedAt !== undefined) {
    text("bext");
    u32(BEXT_BYTES);
    const contents = at;
    at = contents + 256;
    text("greffier");
    at = contents + 320;
    text(startedAt.slice(0, 10) + startedAt.slice(11, 19));
    at = contents + TIME_REFERENCE;
    u64(timeReference);
    u16(1);
    at = contents + BEXT_BYTES;
  }
  text("fmt ");
  u32(16);
  u16(1);
  u16(channels);
  u32(rate);
  u32(rate * blockAlign);
  u16(blockAlign);
  u16(16);
  text("data");
  u32(large ? UNKNOWN : dataBytes);
  return bytes;
}

/** A chunk of a recording as its header tells it. */
export interface ChunkHead {
  readonly channels: number;
  /** Where its first sample stands in the session, in samples at 16 kHz. */
  readonly position: number;
}

/** Bytes of every {@linkcode chunkHeader}. */
export const CHUNK_HEADER_BYTES = 12 + 8 + BEXT_BYTES + 24 + 8;

/**
 * The header of a live chunk: `bext` tells the time of day it began, and where in the session. `sessionStart` is the
 * session's `startedAt`.
 */
export function chunkHeader(
  sessionStart: string,
  { channels, position }: ChunkHead,
  frames: number | "open",
): Uint8Array {
  const began = Date.parse(`${sessionStart}Z`) + Math.floor(position / SAMPLE_RATE) * 1000;
  return wavHeader({
    channels,
    rate: SAMPLE_RATE,
    frames,
    startedAt: new Date(began).toISOString().slice(0, 19),
    timeReference: samplesFromMidnight(sessionStart) + position,
  });
}

/** Reads a {@linkcode chunkHeader}; undefined when `bytes` do not begin with one. */
export function readChunkHeader(sessionStart: string, bytes: Uint8Array): ChunkHead | undefined {
  if (bytes.length < CHUNK_HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const channels = view.getUint16(CHUNK_HEADER_BYTES - 22, true);
  const position = positionOf(sessionStart, Number(view.getBigUint64(20 + TIME_REFERENCE, true)));
  if ((channels !== 1 && channels !== 2) || !Number.isSafeInteger(position) || position < 0) return undefined;
  const expected = chunkHeader(sessionStart, { channels, position }, "open");
  // All but the two sizes, which are written last.
  const same = expected.every((byte, at) =>
    byte === bytes[at] || (at >= 4 && at < 8) || at >= CHUNK_HEADER_BYTES - 4
  );
  return same ? { channels, position } : undefined;
}

/**
 * Where a chunk stands in its session, in samples at 16 kHz, from the `TimeReference` of its `bext`; `sessionStart` is
 * the session's `startedAt`. The reference is not wrapped at midnight. Negative when it was not written for the session.
 */
export function positionOf(sessionStart: string, timeReference: number): number {
  return timeReference - samplesFromMidnight(sessionStart);
}

function samplesFromMidnight(local: string): number {
  const [hours, minutes, seconds] = local.slice(11, 19).split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * SAMPLE_RATE;
}
