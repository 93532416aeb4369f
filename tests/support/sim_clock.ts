import { ManualClock } from "./manual_clock.ts";

/** A clock that a test moves, which tells who sleeps for how long. */
export class SimClock extends ManualClock {
  #sleeping = new Map<number, number>();

  /** How many sleep for just so many milliseconds. */
  sleeping(ms: number): number {
    return this.#sleeping.get(ms) ?? 0;
  }

  override async sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
    this.#sleeping.set(ms, this.sleeping(ms) + 1);
    try {
      await super.sleep(ms, options);
    } finally {
      this.#sleeping.set(ms, this.sleeping(ms) - 1);
    }
  }
}
