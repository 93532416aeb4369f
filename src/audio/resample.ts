import { SAMPLE_RATE } from "../model/mod.ts";
import { Decimator } from "./decimator.ts";

/** Options of {@linkcode createResampler}. */
export interface ResamplerOptions {
  readonly channels: number;
  /** Rate of what comes in, in Hz: 4,000 to 192,000. */
  readonly from: number;
  /** Rate of what goes out, in Hz. @default {SAMPLE_RATE} */
  readonly to?: number;
}

/**
 * Changes the rate of a stream of any length, block by block, without a seam. Sound keeps its place: what comes in at
 * second t comes out at second t. Over the whole stream, `round(frames * to / from)` frames come out.
 */
export interface Resampler extends Disposable {
  /** Takes the next block (`block[channel][frame]`, any length); gives what is ready, in arrays of the caller's own. */
  push(block: readonly Float32Array[]): Float32Array[];
  /** Ends the stream; gives the rest. */
  finish(): Float32Array[];
}

/** Samples of all channels given to the library at once. From a million on it no longer fills the array it is given. */
const PIECE_SAMPLES = 65_536;

/** Frames of silence that flush the filter, at the lower of the two rates; its half length is under 60. */
const FLUSH_FRAMES = 256;

/** Brings blocks to the other rate, but for what the next ones are needed for. */
interface Converter extends Disposable {
  /** `block[channel][frame]`, any length. */
  convert(block: readonly Float32Array[]): Float32Array[];
}

/**
 * Makes a resampler. Where the one rate is a multiple of the other, as with the 48 kHz of nearly every device, one sample
 * of several is kept, which costs a third of the other way and needs no library; for other rates see
 * {@linkcode interpolator}. At equal rates blocks pass as they are.
 */
export async function createResampler(
  { channels, from, to = SAMPLE_RATE }: ResamplerOptions,
): Promise<Resampler> {
  if (from === to) {
    return {
      push: (block) => block.map((samples) => samples.slice()),
      finish: () => Array.from({ length: channels }, () => new Float32Array(0)),
      [Symbol.dispose]() {},
    };
  }
  const converter = from % to === 0 ? decimator(channels, from / to) : await interpolator(channels, from, to);
  let taken = 0;
  let given = 0;
  return {
    push(block) {
      taken += block[0].length;
      const made = converter.convert(block);
      given += made[0].length;
      return made;
    },
    finish() {
      const missing = Math.round(taken * to / from) - given;
      if (missing <= 0) return Array.from({ length: channels }, () => new Float32Array(0));
      const silence = new Float32Array(Math.ceil((missing + FLUSH_FRAMES) * Math.max(1, from / to)));
      const made = converter.convert(Array.from({ length: channels }, () => silence));
      given += missing;
      return made.map((samples) => samples.slice(0, missing));
    },
    [Symbol.dispose]() {
      converter[Symbol.dispose]();
    },
  };
}

/** Keeps one sample of `by`. */
function decimator(channels: number, by: number): Converter {
  const decimators = Array.from({ length: channels }, () => new Decimator(by));
  return {
    convert: (block) => block.map((samples, channel) => decimators[channel].push(samples)),
    [Symbol.dispose]() {},
  };
}

/**
 * libsamplerate's band-limited interpolation after J. O. Smith, "Digital Audio Resampling", in its medium form: 121 dB of
 * signal to noise, level up to 90 % of the band. The fastest form costs half, but takes the sound away from 6 kHz on, where
 * "f", "s" and "ch" differ.
 */
async function interpolator(channels: number, from: number, to: number): Promise<Converter> {
  // Loaded when it is needed: it is 2 MB of code.
  const library = await import("@alexanderolsen/libsamplerate-js");
  // CommonJS: the runtime hands it over as the default export, a bundler under its own names.
  const { create, ConverterType } = library.default ?? library;
  const converter = await create(channels, from, to, {
    converterType: ConverterType.SRC_SINC_MEDIUM_QUALITY,
  });
  const pieceFrames = Math.floor(PIECE_SAMPLES / channels / Math.max(1, to / from));
  const input = new Float32Array(pieceFrames * channels);
  const output = new Float32Array((Math.ceil(pieceFrames * to / from) + 1) * channels);
  return {
    convert(block) {
      const frames = block[0].length;
      const ready: Float32Array[][] = [];
      for (let start = 0; start < frames; start += pieceFrames) {
        const count = Math.min(pieceFrames, frames - start);
        for (let channel = 0; channel < channels; channel++) {
          const samples = block[channel];
          for (let frame = 0, at = channel; frame < count; frame++, at += channels) {
            input[at] = samples[start + frame];
          }
        }
        const made = { frames: 0 };
        converter.full(input.subarray(0, count * channels), output, made);
        ready.push(separate(output, made.frames, channels));
      }
      return ready.length === 1 ? ready[0] : join(ready, channels);
    },
    [Symbol.dispose]() {
      converter.destroy();
    },
  };
}

function separate(interleaved: Float32Array, frames: number, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0, at = channel; frame < frames; frame++, at += channels) {
      samples[frame] = interleaved[at];
    }
    return samples;
  });
}

function join(parts: readonly Float32Array[][], channels: number): Float32Array[] {
  const frames = parts.reduce((sum, part) => sum + part[0].length, 0);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    let at = 0;
    for (const part of parts) {
      samples.set(part[channel], at);
      at += part[channel].length;
    }
    return samples;
  });
}
