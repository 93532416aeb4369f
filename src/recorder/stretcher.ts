/**
 * Makes sound a little longer or shorter, block by block and without a seam, to follow a clock: by Catmull-Rom
 * interpolation (E. Catmull, R. Rom, "A class of local interpolating splines", 1974). Sound that is not stretched passes
 * as it is, to the bit.
 */
export class Stretcher {
  /** The last sample given out, and those not given out yet. */
  #held = new Float32Array(1 << 12);
  #length = 1;
  /** Where the next sample is taken, counted in `#held`: at least 1. */
  #at = 1;
  #out = new Float32Array(1 << 12);

  /** Begins anew: what comes next does not follow on what came before. */
  reset(): void {
    this.#held[0] = 0;
    this.#length = 1;
    this.#at = 1;
  }

  /**
   * Takes the next block and gives what is ready, in an array that is used again. `share`: how much longer it becomes,
   * 0.001 for a thousandth; within 1 % of either side.
   */
  push(samples: Float32Array, share: number): Float32Array {
    this.#reserve(samples.length);
    const held = this.#held;
    held.set(samples, this.#length);
    const length = this.#length + samples.length;
    const out = this.#out;
    let at = this.#at;
    let count = 0;
    if (share !== 0 || !Number.isInteger(at)) {
      // Between two samples it goes on, so slowly that nobody hears it, until it meets one: only there it may rest.
      const step = 1 / (1 + (share === 0 ? 1e-4 : share));
      for (; Math.floor(at) + 2 < length; at += step) {
        const index = Math.floor(at);
        const part = at - index;
        if (share === 0 && (part < 1e-4 || part > 1 - 1e-4)) {
          at = Math.round(at);
          break;
        }
        out[count++] = between(held[index - 1], held[index], held[index + 1], held[index + 2], part);
      }
    }
    if (share === 0 && Number.isInteger(at)) {
      out.set(held.subarray(at, length), count);
      count += length - at;
      at = length;
    }
    const keep = Math.floor(at) - 1;
    held.copyWithin(0, keep, length);
    this.#length = length - keep;
    this.#at = at - keep;
    return out.subarray(0, count);
  }

  #reserve(incoming: number): void {
    const needed = Math.ceil((this.#length + incoming) * 1.01) + 4;
    if (needed <= this.#held.length) return;
    const held = new Float32Array(needed * 2);
    held.set(this.#held.subarray(0, this.#length));
    this.#held = held;
    this.#out = new Float32Array(needed * 2);
  }
}

/** The curve through `b` (at 0) and `c` (at 1) whose slopes there are those of their neighbours. */
function between(a: number, b: number, c: number, d: number, at: number): number {
  return b + 0.5 * at * (c - a + at * (2 * a - 5 * b + 4 * c - d + at * (3 * (b - c) + d - a)));
}
