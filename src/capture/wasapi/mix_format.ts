import { type Decoder, decoderOf, readFormat } from "../../audio/mod.ts";
import type { DeviceFormat } from "../audio_source.ts";
import { RATES } from "../rates.ts";

/** More channels than any mix of Windows has (32). */
const MAX_CHANNELS = 64;

/** Faster than any converter that is sold. In Hz. */
const MAX_RATE = 768_000;

/** A format of Windows that can be read. */
export interface MixFormat {
  readonly format: DeviceFormat;
  /** Bytes of one frame: a sample of each channel. */
  readonly blockAlign: number;
}

/** Reads WAVEFORMATEX or WAVEFORMATEXTENSIBLE (mmreg.h); null for one that holds no plain samples. */
export function parseMixFormat(bytes: Uint8Array): MixFormat | null {
  if (bytes.length < 16) return null;
  const { encoding, channels, rate, blockAlign, bits } = readFormat(bytes, "little");
  if (encoding !== "pcm" && encoding !== "float") return null;
  if (channels < 1 || channels > MAX_CHANNELS || rate < RATES.least || rate > MAX_RATE) return null;
  const width = blockAlign / channels;
  const widths = encoding === "pcm" ? [1, 2, 3, 4] : [4, 8];
  // Fewer bits than their bytes hold sit left-justified, so they read like the full width.
  if (!widths.includes(width) || bits < 1 || bits > width * 8) return null;
  return { format: { encoding, bits, channels, rate }, blockAlign };
}

/**
 * Mixes packets of a format down to one channel, -1 to 1. One and two channels, and every input, become their mean. An
 * output of more is halved and clipped instead: programs speak in two of its channels, and the mean would bury them.
 *
 * A rate that the resampler does not take (352.8 kHz and more) is divided: each sample is the mean of two, three or four.
 * That has a null where speech would be mirrored to, and leaves 8 kHz as loud as it is, within 0.1 dB.
 */
export class MonoMixer {
  readonly #decode: Decoder;
  readonly #scale: number;
  #planar: Float32Array[];
  /** Of what is given, in Hz. */
  readonly rate: number;
  /** So many samples become one. */
  readonly #division: number;
  /** Of those that are not one yet: their sum, and how many there are. */
  #sum = 0;
  #summed = 0;

  constructor({ format, blockAlign }: MixFormat, { output }: { readonly output: boolean }) {
    this.#decode = decoderOf({ format: { container: "RIFF", ...format }, blockAlign, byteOrder: "little" });
    this.#scale = output ? Math.max(1 / 2, 1 / format.channels) : 1 / format.channels;
    this.#division = Math.ceil(format.rate / RATES.most);
    this.rate = format.rate / this.#division;
    this.#planar = Array.from({ length: format.channels }, () => new Float32Array(0));
  }

  /** The samples of whole frames; valid until the next call. None when the frames are fewer than one sample takes. */
  mix(bytes: Uint8Array, frames: number): Float32Array {
    const planar = this.#room(frames);
    this.#decode(bytes, frames, planar);
    const mono = planar[0].subarray(0, frames);
    for (let channel = 1; channel < planar.length; channel++) {
      const samples = planar[channel];
      for (let frame = 0; frame < frames; frame++) mono[frame] += samples[frame];
    }
    for (let frame = 0; frame < frames; frame++) {
      mono[frame] = Math.min(1, Math.max(-1, mono[frame] * this.#scale));
    }
    return this.#divide(mono);
  }

  /** The samples of that many frames of silence; valid until the next call. */
  silence(frames: number): Float32Array {
    return this.#divide(this.#room(frames)[0].subarray(0, frames).fill(0));
  }

  #divide(samples: Float32Array): Float32Array {
    if (this.#division === 1) return samples;
    let given = 0;
    for (const sample of samples) {
      this.#sum += sample;
      if (++this.#summed < this.#division) continue;
      samples[given++] = this.#sum / this.#division;
      this.#sum = this.#summed = 0;
    }
    return samples.subarray(0, given);
  }

  #room(frames: number): readonly Float32Array[] {
    if (this.#planar[0].length < frames) this.#planar = this.#planar.map(() => new Float32Array(frames));
    return this.#planar;
  }
}
