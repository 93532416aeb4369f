import { decibels } from "../audio/mod.ts";
import { SAMPLE_RATE } from "../model/mod.ts";

export { NOTHING_DB } from "../audio/mod.ts";

/** Samples a reading is taken over: half a second. */
const SPAN = SAMPLE_RATE / 2;

/** How loud a channel is, and when it was last heard. */
export interface LevelMeter {
  /** Takes sound; `position` is that of its first sample in the session. */
  push(samples: Float32Array, frames: number, position: number): void;
  /** Forgets what was heard: nothing is heard now. */
  clear(): void;
  /** Decibels of full scale over the last half second. */
  readonly rms: number;
  readonly peak: number;
  /** Seconds of the session when something was last heard; null: never yet. */
  readonly lastHeard: number | null;
}

/** `threshold`: root mean square, of full scale 1, under which a tenth of a second is silence. */
export function createLevelMeter(threshold: number): LevelMeter {
  const tenth = SAMPLE_RATE / 10;
  const sums = new Float64Array(SPAN / tenth);
  const peaks = new Float64Array(sums.length);
  let at = 0;
  let sum = 0;
  let peak = 0;
  let count = 0;
  let lastHeard: number | null = null;
  return {
    push(samples, frames, position) {
      for (let frame = 0; frame < frames; frame++) {
        const sample = samples[frame];
        sum += sample * sample;
        if (sample > peak) peak = sample;
        else if (-sample > peak) peak = -sample;
        if (++count < tenth) continue;
        if (Math.sqrt(sum / tenth) >= threshold && sum > 0) lastHeard = (position + frame + 1) / SAMPLE_RATE;
        sums[at] = sum;
        peaks[at] = peak;
        at = (at + 1) % sums.length;
        sum = peak = count = 0;
      }
    },
    clear() {
      sums.fill(0);
      peaks.fill(0);
      sum = peak = count = 0;
    },
    get rms() {
      return decibels(Math.sqrt(sums.reduce((all, one) => all + one, 0) / SPAN));
    },
    get peak() {
      return decibels(Math.max(...peaks));
    },
    get lastHeard() {
      return lastHeard;
    },
  };
}
