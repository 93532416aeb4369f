/** How fast a work goes, as far as it can be told. */
export interface Rate {
  /** Done in a second; null while nothing can be said. */
  readonly perSecond: number | null;
  /** Seconds of work left; null while nothing can be said. */
  readonly remaining: number | null;
}

/** What is told is what became of this much time last, in milliseconds: a copy slows down where a cache is full. */
const WINDOW_MS = 15_000;

/** Less than this tells nothing of a rate, in milliseconds. */
const LEAST_MS = 500;

/** Samples closer to each other than this are one, in milliseconds. */
const STEP_MS = 100;

/** Follows an amount that grows; times in milliseconds of a clock that never goes back. */
export class RateMeter {
  #samples: { readonly at: number; readonly done: number }[] = [];

  /** At `now`, `done` is done. What grows less than before begins anew. */
  note(done: number, now: number): void {
    const last = this.#samples.at(-1);
    if (last && done < last.done) this.#samples = [];
    // The first sample stays: what was there before the work began, from a run that was stopped, is no speed.
    if (this.#samples.length > 1 && now - this.#samples.at(-2)!.at < STEP_MS) this.#samples.pop();
    this.#samples.push({ at: now, done });
    while (this.#samples.length > 2 && now - this.#samples[1]!.at > WINDOW_MS) this.#samples.shift();
  }

  /** The rate at `now`, and what is left to `total`. Time in which nothing was done slows it. */
  rate(total: number, now: number): Rate {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || now - first.at < LEAST_MS || last.done <= first.done) {
      return { perSecond: null, remaining: null };
    }
    // What comes in large pieces is not slow because its next piece is on its way.
    const between = (last.at - first.at) / (this.#samples.length - 1);
    const until = now - last.at > 2 * between ? now : last.at;
    const perSecond = (last.done - first.done) * 1000 / (until - first.at);
    return { perSecond, remaining: total > 0 ? Math.max(0, total - last.done) / perSecond : null };
  }
}
