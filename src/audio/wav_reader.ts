import { GreffierError, message } from "../errors.ts";
import { type ByteSource, readFully } from "./byte_source.ts";
import type { WavInfo } from "./wav_info.ts";
import { decoderOf } from "./wav_samples.ts";

/** Options of {@linkcode readFrames}. */
export interface ReadFramesOptions {
  /** The file's name, for messages. */
  readonly name: string;
  /** First frame to read. @default {0} */
  readonly from?: number;
  /** Frame to stop before. @default {info.frames} */
  readonly to?: number;
  /** Most frames in one block; never more than a quarter of a million samples over all channels. @default half a second */
  readonly blockFrames?: number;
  readonly signal?: AbortSignal;
}

/** Samples of all channels in one block: 1 MB of floats, whatever a header says. */
const MAX_BLOCK_SAMPLES = 262_144;

/**
 * The sound of a WAV in blocks of about half a second, one array a channel (`block[channel][frame]`), -1 to 1. The
 * arrays are used again for the next block: copy what must last.
 *
 * Rejects with the signal's reason when it aborts, and with `wav.changed` when the file has become shorter than `info`
 * says.
 */
export async function* readFrames(
  source: ByteSource,
  info: WavInfo,
  { name, from = 0, to = info.frames, blockFrames = Math.ceil(info.format.rate / 2), signal }:
    ReadFramesOptions,
): AsyncGenerator<Float32Array[], void> {
  const { channels } = info.format;
  const end = Math.min(to, info.frames);
  const most = Math.max(1, Math.min(blockFrames, Math.floor(MAX_BLOCK_SAMPLES / channels), end - from));
  const decode = decoderOf(info);
  const bytes = new Uint8Array(most * info.blockAlign);
  const planar = Array.from({ length: channels }, () => new Float32Array(most));
  for (let frame = from; frame < end; frame += most) {
    signal?.throwIfAborted();
    const frames = Math.min(most, end - frame);
    const wanted = bytes.subarray(0, frames * info.blockAlign);
    const got = await readFully(source, info.dataOffset + frame * info.blockAlign, wanted);
    if (got < wanted.length) throw new GreffierError(message("wav.changed", { file: name }));
    decode(wanted, frames, planar);
    yield frames === most ? planar : planar.map((samples) => samples.subarray(0, frames));
  }
}
