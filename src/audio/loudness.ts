/** Decibels of full scale that stand for nothing. */
export const NOTHING_DB = -100;

/** An amplitude, of full scale 1, in decibels of full scale, to a tenth. */
export function decibels(amplitude: number): number {
  return Math.max(NOTHING_DB, Math.round(200 * Math.log10(amplitude)) / 10);
}

/** Root mean square and peak of samples, in decibels of full scale. */
export function loudnessOf(samples: Float32Array): { readonly rms: number; readonly peak: number } {
  let sum = 0, peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: decibels(Math.sqrt(sum / Math.max(1, samples.length))), peak: decibels(peak) };
}
