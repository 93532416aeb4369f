import { SAMPLE_RATE } from "../model/mod.ts";

/** A stretch of samples, `from` inclusive, `to` exclusive. */
export interface SpeechSpan {
  readonly from: number;
  readonly to: number;
}

/** How speech is told from silence. Lengths in seconds, levels as root mean square of full scale 1. */
export interface SpeechOptions {
  /** Level below which nothing can be heard. */
  readonly threshold: number;
  /** Samples a second, in Hz. @default 16000 */
  readonly sampleRate?: number;
  /** Kept before and after what is heard, so that soft beginnings and ends are not lost. @default 0.25 */
  readonly padSeconds?: number;
  /** Sounds shorter than this alone are clicks. @default 0.04 */
  readonly clickSeconds?: number;
}

/** Length of the frames whose level is measured, in seconds. */
const FRAME_SECONDS = 0.01;

/** How far above the noise of the window speech lies, at least: 10 dB. */
const ABOVE_NOISE = 3.16;

/** The same for the soft ends of what is speech: 6 dB above the noise, 12 dB below what is surely speech. */
const SOFT_ABOVE_NOISE = 2;
const SOFT_SHARE = 0.25;

/** How far below the loud part of a window its softest speech may lie: 26 dB. */
const BELOW_LOUD = 0.05;

/** The level of each frame, its mean taken off first: a microphone's offset is no sound. */
function frameLevels(samples: Float32Array, frame: number): Float32Array {
  const levels = new Float32Array(Math.ceil(samples.length / frame));
  for (let i = 0; i < levels.length; i++) {
    const end = Math.min((i + 1) * frame, samples.length);
    let sum = 0;
    let squares = 0;
    for (let n = i * frame; n < end; n++) {
      sum += samples[n];
      squares += samples[n] * samples[n];
    }
    const count = end - i * frame;
    levels[i] = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  }
  return levels;
}

/** The levels by which frames are judged. */
interface SpeechLevels {
  /** Speech has frames as loud as this. */
  readonly sure: number;
  /** Beside such frames, it goes on down to this. */
  readonly soft: number;
}

function speechLevels(levels: Float32Array, threshold: number): SpeechLevels {
  const sorted = levels.slice().sort();
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  const noise = at(0.1);
  // In a window full of speech the "noise" is speech too: never ask for more than its softest parts have.
  const sure = Math.max(threshold, Math.min(noise * ABOVE_NOISE, at(0.95) * BELOW_LOUD));
  return { sure, soft: Math.min(sure, Math.max(noise * SOFT_ABOVE_NOISE, sure * SOFT_SHARE)) };
}

/** Where something may be said in `samples`: ordered spans that do not touch; none when all of it is silence. */
export function findSpeech(samples: Float32Array, options: SpeechOptions): SpeechSpan[] {
  const { threshold, sampleRate = SAMPLE_RATE, padSeconds = 0.25, clickSeconds = 0.04 } = options;
  if (samples.length === 0) return [];
  const frame = Math.round(FRAME_SECONDS * sampleRate);
  const levels = frameLevels(samples, frame);
  const { sure, soft } = speechLevels(levels, threshold);
  const pad = Math.round(padSeconds / FRAME_SECONDS);
  const click = Math.round(clickSeconds / FRAME_SECONDS);
  const spans: { from: number; to: number }[] = [];
  let i = 0;
  while (i < levels.length) {
    const first = i;
    let heard = false;
    while (i < levels.length && levels[i] >= soft) heard = levels[i++] >= sure || heard;
    if (!heard || i - first < click) {
      i = Math.max(i, first + 1);
      continue;
    }
    const from = Math.max(0, first - pad) * frame;
    const to = Math.min(samples.length, (i + pad) * frame);
    const previous = spans.at(-1);
    if (previous !== undefined && from <= previous.to) previous.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

/** What the model hears of a window, and when that was. */
export interface Condensed {
  readonly samples: Float32Array;
  /** The stretches of the window it is made of, in order. */
  readonly heard: readonly SpeechSpan[];
  /** The time in the window, in seconds, of a time in {@linkcode samples}, in seconds. */
  toWindow(seconds: number): number;
}

/** Samples over which both sides of a join are faded, so that it makes no click: 5 ms at 16 kHz. */
const FADE_SAMPLES = 80;

/** How silences are shortened. Lengths in seconds. */
export interface CondenseOptions {
  /** @default 16000 */
  readonly sampleRate?: number;
  /** Silences up to this stay as they are. @default 0.2 */
  readonly longestSilence?: number;
}

/**
 * The audio of `spans` in a row: what lies between two of them is left out when it is longer than
 * `longestSilence` (the spans carry their own quiet edges). Whisper, which always hears thirty seconds, loses or
 * invents words around long silences.
 */
export function condense(
  samples: Float32Array,
  spans: readonly SpeechSpan[],
  { sampleRate = SAMPLE_RATE, longestSilence = 0.2 }: CondenseOptions = {},
): Condensed {
  const kept: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const previous = kept.at(-1);
    if (previous !== undefined && from - previous.to <= longestSilence * sampleRate) previous.to = to;
    else kept.push({ from, to });
  }
  const condensed = new Float32Array(kept.reduce((sum, { from, to }) => sum + to - from, 0));
  const starts: number[] = [];
  let at = 0;
  for (const [n, { from, to }] of kept.entries()) {
    starts.push(at);
    condensed.set(samples.subarray(from, to), at);
    const fade = Math.min(FADE_SAMPLES, (to - from) >> 1);
    for (let i = 0; i < fade; i++) {
      if (n > 0) condensed[at + i] *= i / fade;
      if (n < kept.length - 1) condensed[at + to - from - 1 - i] *= i / fade;
    }
    at += to - from;
  }
  return {
    samples: condensed,
    heard: kept,
    toWindow(seconds) {
      const position = Math.min(Math.max(0, seconds * sampleRate), at);
      const n = Math.max(0, starts.findLastIndex((start) => start <= position));
      return kept.length === 0 ? 0 : (kept[n].from + position - starts[n]) / sampleRate;
    },
  };
}
