import type { SourceFormat } from "../model/mod.ts";
import { ALAW, MULAW } from "./g711.ts";
import type { ByteOrder } from "./wav_parts.ts";

/** How samples stand in the bytes of a WAV. */
export interface SampleLayout {
  readonly format: SourceFormat;
  /** Bytes of one frame: a sample of each channel. */
  readonly blockAlign: number;
  readonly byteOrder: ByteOrder;
}

/**
 * Turns interleaved bytes of whole frames into samples, -1 to 1, into one array a channel (`planar[channel][frame]`).
 * Integers are divided by their most negative value; floats are kept as they are, but for those that are no finite
 * number, which become 0.
 */
export type Decoder = (bytes: Uint8Array, frames: number, planar: readonly Float32Array[]) => void;

/** The decoder of a layout that {@linkcode parseFormat} let pass. */
export function decoderOf({ format: { encoding, channels }, blockAlign, byteOrder }: SampleLayout): Decoder {
  const width = blockAlign / channels;
  const little = byteOrder === "little";
  if (encoding === "alaw") return eachByte(channels, ALAW);
  if (encoding === "mulaw") return eachByte(channels, MULAW);
  if (encoding === "float") {
    return width === 4
      ? eachSample(channels, 4, (view, at) => finite(view.getFloat32(at, little)))
      : eachSample(channels, 8, (view, at) => finite(view.getFloat64(at, little)));
  }
  switch (width) {
    case 1:
      return eachByte(channels, UNSIGNED_8);
    case 2: {
      const general = eachSample(channels, 2, (view, at) => view.getInt16(at, little) / 32_768);
      return little && HOST_IS_LITTLE ? pcm16(channels, general) : general;
    }
    case 3:
      return eachSample(channels, 3, (view, at) => {
        const high = view.getInt8(little ? at + 2 : at);
        const low = view.getUint16(little ? at : at + 1, little);
        return (high * 65_536 + low) / 8_388_608;
      });
    default:
      return eachSample(channels, 4, (view, at) => view.getInt32(at, little) / 2_147_483_648);
  }
}

const HOST_IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** 8-bit WAV samples are unsigned, 128 being silence. */
const UNSIGNED_8 = Float32Array.from({ length: 256 }, (_, byte) => (byte - 128) / 128);

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function eachByte(channels: number, table: Float32Array): Decoder {
  return (bytes, frames, planar) => {
    for (let channel = 0; channel < channels; channel++) {
      const samples = planar[channel];
      for (let frame = 0, at = channel; frame < frames; frame++, at += channels) {
        samples[frame] = table[bytes[at]];
      }
    }
  };
}

function eachSample(channels: number, width: number, read: (view: DataView, at: number) => number): Decoder {
  const step = channels * width;
  return (bytes, frames, planar) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let channel = 0; channel < channels; channel++) {
      const samples = planar[channel];
      for (let frame = 0, at = channel * width; frame < frames; frame++, at += step) {
        samples[frame] = read(view, at);
      }
    }
  };
}

/** The fast path of what nearly all recordings are. */
function pcm16(channels: number, unaligned: Decoder): Decoder {
  return (bytes, frames, planar) => {
    if (bytes.byteOffset % 2 !== 0) return unaligned(bytes, frames, planar);
    const values = new Int16Array(bytes.buffer, bytes.byteOffset, frames * channels);
    if (channels === 1) {
      const samples = planar[0];
      for (let frame = 0; frame < frames; frame++) samples[frame] = values[frame] / 32_768;
      return;
    }
    for (let channel = 0; channel < channels; channel++) {
      const samples = planar[channel];
      for (let frame = 0, at = channel; frame < frames; frame++, at += channels) {
        samples[frame] = values[at] / 32_768;
      }
    }
  };
}
