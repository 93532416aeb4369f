/** A second whose sound is quieter than this, as a root mean square, is as good as silence. */
const QUIET = 0.01;

/** Seconds that two sounds must have for their rise and fall to be compared. */
const FEWEST = 5;

/** How loud a sound is, second by second. */
export class Envelope {
  readonly #rate: number;
  readonly #squares: number[] = [];
  #frames = 0;

  /** @param rate In Hz. */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Takes the next samples, an array a channel. */
  push(channels: readonly Float32Array[]): void {
    const count = channels[0]?.length ?? 0;
    for (let i = 0; i < count; i++) {
      const second = Math.floor((this.#frames + i) / this.#rate);
      let sum = 0;
      for (const channel of channels) sum += channel[i] * channel[i];
      this.#squares[second] = (this.#squares[second] ?? 0) + sum / channels.length;
    }
    this.#frames += count;
  }

  /** Root mean squares; the last one is of what is left of its second. */
  finish(): number[] {
    return this.#squares.map((sum, second) =>
      Math.sqrt(sum / Math.min(this.#rate, this.#frames - second * this.#rate))
    );
  }
}

/**
 * Whether what was compressed with loss may be the same sound: about as loud, and loud where it was. Coarse on purpose: it
 * finds noise, silence and another recording, not what loss changes. Pearson's correlation of the root mean squares.
 */
export function soundsAlike(original: readonly number[], archive: readonly number[]): boolean {
  const n = Math.min(original.length, archive.length);
  const a = original.slice(0, n), b = archive.slice(0, n);
  const meanA = mean(a), meanB = mean(b);
  if (meanA < QUIET) return meanB < 4 * QUIET;
  if (meanB < meanA / 4 || meanB > meanA * 4) return false;
  const spread = Math.sqrt(mean(a.map((value) => (value - meanA) ** 2)));
  if (n < FEWEST || spread < meanA / 4) return true;
  const together = mean(a.map((value, i) => (value - meanA) * (b[i] - meanB)));
  return together / (spread * Math.sqrt(mean(b.map((value) => (value - meanB) ** 2))) || 1) >= 0.7;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
