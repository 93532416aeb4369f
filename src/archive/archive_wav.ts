import { createHash } from "node:crypto";
import { createResampler, mixDown, readFrames, readWavInfo, type WavInfo } from "../audio/mod.ts";
import { GreffierError, type Message, message } from "../errors.ts";
import { SAMPLE_RATE } from "../model/mod.ts";
import type { FileReader } from "../store/mod.ts";
import { Envelope, soundsAlike } from "./envelope.ts";
import { createFlacEncoder } from "./flac_encoder.ts";
import { createOpusEncoder } from "./opus_encoder.ts";
import type { Encoded, SoundEncoder, SoundSink } from "./sound_encoder.ts";
import type { SoundReader } from "./sound_reader.ts";

/** What audio is archived as. */
export type ArchiveFormat = "flac" | "opus";

/** How an archive is made, and looked at. */
export interface ArchiveOptions {
  /** Name of the audio file, for messages. */
  readonly name: string;
  /** Name and version of the program. */
  readonly program: string;
  readonly signal?: AbortSignal;
  /** Hears how many seconds were written, now and then. */
  readonly onSeconds?: (seconds: number) => void;
}

/** What was archived, to compare an archive with. */
export interface Archived extends Encoded {
  /** In Hz, of the archive. */
  readonly rate: number;
  readonly bits: number;
  readonly channels: number;
  /** How loud each second of it was, where it was compressed with loss. */
  readonly envelope?: readonly number[];
}

/** Seconds by which what Opus gives back may differ in length. */
const OPUS_TOLERANCE = 0.1;

const MOST_FLAC_CHANNELS = 8;

/** Names, dates and a picture may follow the sound of a WAV. More than that may be sound that its header does not count. */
const MOST_AFTER_SOUND = 2 ** 20;

/**
 * Why a WAV is not archived as `format`; undefined: it can be.
 *
 * @param bytes Of the whole file.
 */
export function whyNot(
  { format: { encoding, bits, channels }, dataOffset, frames, blockAlign }: WavInfo,
  format: ArchiveFormat,
  bytes: number,
): Message | undefined {
  if (bytes - dataOffset - frames * blockAlign > MOST_AFTER_SOUND) return message("retention.moreThanSound");
  if (format === "opus") return undefined;
  if (encoding === "alaw" || encoding === "mulaw") return message("retention.alreadyCompressed");
  const isWhole = encoding === "pcm" && bits <= 24 && channels <= MOST_FLAC_CHANNELS;
  return isWhole ? undefined : message("retention.notWithoutLoss");
}

/** Most bytes that an archive of a WAV takes: what must be free beside it. */
export function roomFor(info: WavInfo, format: ArchiveFormat): number {
  const { channels, rate, bits } = info.format;
  // FLAC falls back to the samples as they are, and a little for each frame.
  return format === "flac"
    ? Math.ceil(info.frames * channels * Math.max(16, bits) / 8 * 1.02)
    : Math.ceil(info.frames / rate * 20_000 * Math.min(2, channels)) + 4096;
}

/** Writes a WAV's sound as FLAC or Opus. Throws a `RejectedError` when the WAV cannot be read. */
export async function archiveWav(
  reader: FileReader,
  sink: SoundSink,
  format: ArchiveFormat,
  { name, program, signal, onSeconds = () => {} }: ArchiveOptions,
): Promise<Archived> {
  const info = await readWavInfo(reader, { name });
  const { channels, rate } = info.format;
  let seconds = 0;
  const told = (frames: number) => onSeconds(seconds += frames / rate);
  if (format === "flac") {
    const bits = info.format.bits <= 16 ? 16 : 24;
    const encoder = createFlacEncoder(sink, { channels, rate, bits });
    for await (const block of readFrames(reader, info, { name, signal })) {
      await encoder.write(block);
      told(block[0].length);
    }
    return { ...await encoder.finish(), rate, bits, channels };
  }
  const heard = channels <= 2 ? channels as 1 | 2 : 1;
  const encoder: SoundEncoder = await createOpusEncoder(sink, { channels: heard, program });
  const envelope = new Envelope(SAMPLE_RATE);
  const write = async (block: readonly Float32Array[]) => {
    envelope.push(block);
    await encoder.write(block);
  };
  using resampler = rate === SAMPLE_RATE ? undefined : await createResampler({ channels: heard, from: rate });
  for await (const block of readFrames(reader, info, { name, signal })) {
    const mixed = channels <= 2 ? block : mixDown(block, { kind: "mixed" });
    await write(resampler?.push(mixed) ?? mixed);
    told(block[0].length);
  }
  if (resampler) await write(resampler.finish());
  const made = await encoder.finish();
  return { ...made, rate: SAMPLE_RATE, bits: 16, channels: heard, envelope: envelope.finish() };
}

/**
 * Reads an archive back and compares it with what was archived: FLAC sample by sample, with its rate and channels, Opus
 * by its length, its channels and how loud each second is. Throws
 * `retention.badArchive` when it is not as good as it must be.
 */
export async function checkArchive(
  archive: FileReader,
  expected: Archived,
  read: SoundReader,
  { name, signal }: Pick<ArchiveOptions, "name" | "signal">,
): Promise<void> {
  const hash = createHash("sha256");
  let seconds = 0, frames = 0, isSameKind = true;
  let envelope: Envelope | undefined;
  for await (const { channels, rate } of read(archive, { name, signal })) {
    const count = channels[0]?.length ?? 0;
    frames += count;
    seconds += count / rate;
    isSameKind &&= channels.length === expected.channels;
    if (expected.samplesHash !== undefined) {
      isSameKind &&= rate === expected.rate;
      hash.update(packed(channels, expected.bits));
    } else (envelope ??= new Envelope(rate)).push(channels);
  }
  const isSame = expected.samplesHash === undefined
    ? Math.abs(seconds - expected.frames / expected.rate) <= OPUS_TOLERANCE &&
      soundsAlike(expected.envelope ?? [], envelope?.finish() ?? [])
    : frames === expected.frames && hash.digest("hex") === expected.samplesHash;
  if (!isSame || !isSameKind) throw new GreffierError(message("retention.badArchive", { file: name }));
}

/** Samples as little-endian integers, a frame at a time. */
function packed(channels: readonly Float32Array[], bits: number): Uint8Array {
  const scale = 2 ** (bits - 1);
  const bytes = new Uint8Array(channels[0].length * channels.length * (bits / 8));
  let at = 0;
  for (let i = 0; i < channels[0].length; i++) {
    for (const channel of channels) {
      const sample = Math.round(channel[i] * scale);
      bytes[at++] = sample;
      bytes[at++] = sample >> 8;
      if (bits === 24) bytes[at++] = sample >> 16;
    }
  }
  return bytes;
}
