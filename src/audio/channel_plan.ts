import type { ChannelPlan } from "../model/mod.ts";

/** Options of {@linkcode createChannelPlanner}. */
export interface ChannelPlannerOptions {
  readonly channels: number;
  /** In Hz. */
  readonly rate: number;
  /** Root mean square below which audio is silence, of full scale 1 (`silence_threshold`). @default {0.0025} */
  readonly silenceThreshold?: number;
}

/** Listens to a file from end to end and tells how its channels become the channels of the session. */
export interface ChannelPlanner {
  /** Takes the next block: `block[channel][frame]`, any length. */
  push(block: readonly Float32Array[]): void;
  finish(): ChannelPlan;
}

/** Loudness is measured in steps of 50 ms: shorter than a syllable, longer than the delay between two microphones. */
const STEPS_PER_SECOND = 20;

/** Levels are counted from -90 dB to 0 dB of full scale, a cell a dB. */
const LOWEST_DB = -90;
const LEVELS = 91;

/** A side has sound in a step that is this far above the side's own noise: hiss alone does not vary as much. */
const ABOVE_NOISE_DB = 10;

/** A side that has sound for less than this, all in all, has clicks. A "oui" lasts about 0.3 s. */
const SOUND_SECONDS = 0.3;

/** Steps compared are at most this far below the side's loud speech, so that they stand clear of the noise. */
const LOUD_DB = 15;

/**
 * One side is alone in a step when it is this much louder than the other, each against its own loud speech. Two
 * microphones in one room differ by 3 to 8 dB for a person nearer to one of them; the echo of a call is 15 dB down or
 * more; a bare line more than 30.
 */
const ALONE_DB = 10;

/** Share of the compared steps in which one side must be alone: people of a call talk over each other far less. */
const ALONE_SHARE = 0.5;

/** A copy this much fainter adds only its noise to the mean. */
const FAINT_COPY_DB = 12;

/** Correlation of the two signals below which their mean would cancel: one side has its polarity reversed. */
const REVERSED = -0.5;

/**
 * Makes a planner. One channel, or more than two, are mixed. Of two, the joint histogram of their levels in steps of
 * 50 ms decides, so memory does not grow with the file:
 *
 * 1. A side whose level never stands clear of its own noise and of `silenceThreshold` has no sound: `single`, the other.
 * 2. Steps in which a side speaks up are compared, each side against its own loud speech. When one side is alone in
 *    most of them, and either side has its turns, these are the two sides of a call: `apart`.
 * 3. The rest is one sound heard twice (a copy, two microphones of a room): `mixed`; or, where the mean would harm it
 *    (a copy with reversed polarity, a much fainter one), `single`, the louder side.
 *
 * In doubt the answer is `mixed`: nothing is lost by it, and nobody's words appear twice.
 */
export function createChannelPlanner(
  { channels, rate, silenceThreshold = 0.0025 }: ChannelPlannerOptions,
): ChannelPlanner {
  if (channels !== 2) return { push() {}, finish: () => ({ kind: "mixed" }) };
  const stepFrames = Math.max(1, Math.round(rate / STEPS_PER_SECOND));
  const joint = new Uint32Array(LEVELS * LEVELS);
  const step = { frames: 0, sum0: 0, sum1: 0, square0: 0, square1: 0 };
  const all = { square0: 0, square1: 0, product: 0 };

  function endStep(): void {
    const level0 = levelOf(step.square0, step.sum0, step.frames);
    const level1 = levelOf(step.square1, step.sum1, step.frames);
    joint[level0 * LEVELS + level1]++;
    step.frames =
      step.sum0 =
      step.sum1 =
      step.square0 =
      step.square1 =
        0;
  }

  return {
    push([left, right]) {
      for (let at = 0; at < left.length;) {
        const end = Math.min(left.length, at + stepFrames - step.frames);
        let sum0 = 0, sum1 = 0, square0 = 0, square1 = 0, product = 0;
        step.frames += end - at;
        for (; at < end; at++) {
          const value0 = left[at], value1 = right[at];
          sum0 += value0;
          sum1 += value1;
          square0 += value0 * value0;
          square1 += value1 * value1;
          product += value0 * value1;
        }
        step.sum0 += sum0;
        step.sum1 += sum1;
        step.square0 += square0;
        step.square1 += square1;
        all.square0 += square0;
        all.square1 += square1;
        all.product += product;
        if (step.frames === stepFrames) endStep();
      }
    },
    finish() {
      if (step.frames > 0) endStep();
      const correlation = all.product / Math.sqrt(all.square0 * all.square1 || 1);
      return decide(joint, { correlation, silenceThreshold });
    },
  };
}

/** The cell of a step's level, its constant part left out. */
function levelOf(square: number, sum: number, frames: number): number {
  const power = Math.max(0, square / frames - (sum / frames) ** 2);
  const db = power > 0 ? 10 * Math.log10(power) : LOWEST_DB;
  return Math.min(LEVELS - 1, Math.max(0, Math.round(db) - LOWEST_DB));
}

interface Side {
  /** Level from which on the side has sound. */
  readonly sound: number;
  /** Level of its loud speech: nine in ten steps with sound are below. */
  readonly loud: number;
  /** How long it has sound, in steps. */
  readonly steps: number;
}

function decide(
  joint: Uint32Array,
  { correlation, silenceThreshold }: { readonly correlation: number; readonly silenceThreshold: number },
): ChannelPlan {
  const threshold = 20 * Math.log10(silenceThreshold || 1e-9) - LOWEST_DB;
  const left = sideOf(marginal(joint, 0), threshold);
  const right = sideOf(marginal(joint, 1), threshold);
  const least = SOUND_SECONDS * STEPS_PER_SECOND;
  if (left.steps < least && right.steps < least) return { kind: "mixed" };
  if (right.steps < least) return { kind: "single", source: 0 };
  if (left.steps < least) return { kind: "single", source: 1 };

  let compared = 0, leftAlone = 0, rightAlone = 0;
  for (let level0 = 0; level0 < LEVELS; level0++) {
    for (let level1 = 0; level1 < LEVELS; level1++) {
      const steps = joint[level0 * LEVELS + level1];
      const leftUp = level0 >= Math.max(left.sound, left.loud - LOUD_DB);
      const rightUp = level1 >= Math.max(right.sound, right.loud - LOUD_DB);
      if (steps === 0 || !(leftUp || rightUp)) continue;
      const difference = (level0 - left.loud) - (level1 - right.loud);
      compared += steps;
      if (leftUp && difference >= ALONE_DB) leftAlone += steps;
      if (rightUp && difference <= -ALONE_DB) rightAlone += steps;
    }
  }
  if (leftAlone + rightAlone >= ALONE_SHARE * compared && leftAlone >= least && rightAlone >= least) {
    return { kind: "apart" };
  }
  const fainter = left.loud - right.loud;
  if (correlation <= REVERSED || Math.abs(fainter) >= FAINT_COPY_DB) {
    return { kind: "single", source: fainter >= 0 ? 0 : 1 };
  }
  return { kind: "mixed" };
}

/** How often each level occurs on one side. */
function marginal(joint: Uint32Array, side: 0 | 1): Float64Array {
  const counts = new Float64Array(LEVELS);
  for (let level0 = 0; level0 < LEVELS; level0++) {
    for (let level1 = 0; level1 < LEVELS; level1++) {
      counts[side === 0 ? level0 : level1] += joint[level0 * LEVELS + level1];
    }
  }
  return counts;
}

function sideOf(counts: Float64Array, threshold: number): Side {
  const noise = percentile(counts, 0, 0.1);
  const sound = Math.max(threshold, noise + ABOVE_NOISE_DB);
  return {
    sound,
    loud: percentile(counts, Math.ceil(sound), 0.9),
    steps: counts.subarray(Math.ceil(sound)).reduce((sum, count) => sum + count, 0),
  };
}

/** The level that `share` of the steps at or above `from` do not exceed. */
function percentile(counts: Float64Array, from: number, share: number): number {
  const total = counts.subarray(from).reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (let level = from; level < LEVELS; level++) {
    below += counts[level];
    if (below >= share * total) return level;
  }
  return LEVELS - 1;
}
