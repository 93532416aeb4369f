import { SAMPLE_RATE } from "../../model/mod.ts";

/** One sample of so many is compared: 4 kHz holds most of a voice, and costs a sixteenth. */
const EVERY = 4;

/** An echo may seem this much early, for the two sides are not aligned to the sample, or late, in seconds. */
const EARLIEST = 0.2;
const LATEST = 0.5;

/** What is compared of a segment at most, in seconds. */
const LONGEST = 6;

/**
 * The likeness of an echo: one in a reverberant, noisy room has about a half and more; the same words from somebody
 * else, even with a faint echo under them, a tenth or two. In doubt it is none.
 */
const ECHO = 0.3;

/** The samples of both sides of a window at 16 kHz, equally long. */
export interface BothSides {
  readonly microphone: Float32Array;
  readonly system: Float32Array;
}

/**
 * Whether what the microphone heard between `from` and `to`, in seconds of the window, is the sound itself that the PC
 * played: the greatest normalised cross-correlation of the two over all delays that an echo may have. Two people who
 * say the same words are not alike in that.
 */
export function soundsLikeEcho({ microphone, system }: BothSides, from: number, to: number): boolean {
  const begin = Math.max(0, Math.floor(from * SAMPLE_RATE));
  const end = Math.min(microphone.length, Math.ceil(to * SAMPLE_RATE), begin + LONGEST * SAMPLE_RATE);
  const length = Math.floor((end - begin) / EVERY);
  if (length <= 0) return false;
  const latest = Math.round(LATEST * SAMPLE_RATE / EVERY);
  const delays = latest + Math.round(EARLIEST * SAMPLE_RATE / EVERY);
  const heard = thinned(microphone, begin, length);
  const played = thinned(system, begin - latest * EVERY, length + delays);
  const energy = energyOf(heard, 0, length);
  if (energy === 0) return false;
  let playedEnergy = energyOf(played, 0, length);
  for (let at = 0; at <= delays; at++) {
    let product = 0;
    for (let i = 0; i < length; i++) product += heard[i] * played[i + at];
    if (playedEnergy > 0 && product * product > ECHO * ECHO * energy * playedEnergy) return true;
    playedEnergy += (played[at + length] ?? 0) ** 2 - played[at] ** 2;
  }
  return false;
}

/** `length` samples at 4 kHz, the low tones made as weak as the high ones; what lies outside is silence. */
function thinned(samples: Float32Array, from: number, length: number): Float32Array {
  const thin = new Float32Array(length);
  let before = 0;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let n = 0; n < EVERY; n++) sum += samples[from + i * EVERY + n] ?? 0;
    thin[i] = sum / EVERY - 0.9 * before;
    before = thin[i];
  }
  return thin;
}

function energyOf(samples: Float32Array, from: number, to: number): number {
  let energy = 0;
  for (let i = from; i < to; i++) energy += samples[i] ** 2;
  return energy;
}
