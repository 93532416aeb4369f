/** How far what must not be heard is pushed down, in dB: to where the noise of 16-bit sound lies. */
const ATTENUATION = 90;

/** Up to here the band is kept as it is; from its end on nothing is left. As shares of the band that goes out. */
const PASS = 0.9;
const STOP = 1;

/**
 * Right half of a low-pass filter for samples of which one in `by` is kept, the middle first: a sinc under a Kaiser window,
 * with Kaiser's formulas for its shape and length (J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh
 * window function", ISCAS 1974; A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 7.5.3). At zero
 * frequency its gain is 1.
 */
function lowPass(by: number): Float64Array {
  const beta = 0.1102 * (ATTENUATION - 8.7);
  const half = Math.ceil((ATTENUATION - 7.95) / (2.285 * (STOP - PASS) * Math.PI / by) / 2);
  // An even number of taps on each side, for the loop that takes two at a time.
  const side = half + half % 2;
  const cutoff = (PASS + STOP) / 2 / by;
  const taps = Float64Array.from({ length: side + 1 }, (_, k) => {
    const sinc = k === 0 ? cutoff : Math.sin(Math.PI * cutoff * k) / (Math.PI * k);
    return sinc * besselI0(beta * Math.sqrt(1 - (k / (side + 1)) ** 2));
  });
  const gain = taps.reduce((sum, tap) => sum + 2 * tap, -taps[0]);
  return taps.map((tap) => tap / gain);
}

/** The modified Bessel function of the first kind, of order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > sum * 1e-16; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Keeps one sample of `by` of a stream of any length, block by block and without a seam, after it has taken out what the
 * lower rate cannot carry. The first that goes out stands where the first that came in stood.
 */
export class Decimator {
  readonly #by: number;
  readonly #taps: Float64Array;
  /** The samples that the next ones still need: those before the first of all are zeros. In double precision, which V8 computes in. */
  #held = new Float64Array(1 << 14);
  #length: number;

  constructor(by: number) {
    this.#by = by;
    this.#taps = lowPass(by);
    this.#length = this.#taps.length - 1;
  }

  /** Takes the next block; gives what is ready, in an array of the caller's own. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    this.#reserve(this.#length + samples.length);
    this.#held.set(samples, this.#length);
    this.#length += samples.length;
    const side = this.#taps.length - 1;
    const out = new Float32Array(Math.max(0, Math.ceil((this.#length - 2 * side) / this.#by)));
    filter(this.#held, this.#taps, this.#by, out);
    const used = out.length * this.#by;
    this.#held.copyWithin(0, used, this.#length);
    this.#length -= used;
    return out;
  }

  #reserve(length: number): void {
    if (length <= this.#held.length) return;
    const held = new Float64Array(2 * length);
    held.set(this.#held.subarray(0, this.#length));
    this.#held = held;
  }
}

/** The loop in which the time goes: the filter is symmetric, and two sums do not wait for each other. */
function filter(held: Float64Array, taps: Float64Array, by: number, out: Float32Array): void {
  const side = taps.length - 1;
  for (let n = 0, middle = side; n < out.length; n++, middle += by) {
    let odd = taps[0] * held[middle];
    let even = 0;
    for (let k = 1; k < side; k += 2) {
      odd += taps[k] * (held[middle - k] + held[middle + k]);
      even += taps[k + 1] * (held[middle - k - 1] + held[middle + k + 1]);
    }
    out[n] = odd + even;
  }
}
