import type { Store } from "../store/mod.ts";

/** Sealed sessions looked at in one step: a home with a thousand of them is gone through in 25 minutes. */
const STEP = 20;

/** Goes slowly round the sealed sessions, a few at each step, for ever. */
export class Sweeper {
  readonly #store: Store;
  readonly #look: (ids: readonly string[]) => Promise<void>;
  #at = 0;

  constructor(store: Store, look: (ids: readonly string[]) => Promise<void>) {
    this.#store = store;
    this.#look = look;
  }

  /** Looks at the next few. */
  async next(): Promise<void> {
    const ids = this.#store.sealedIds();
    if (this.#at >= ids.length) this.#at = 0;
    const step = ids.slice(this.#at, this.#at + STEP);
    this.#at += step.length;
    await this.#look(step);
  }
}
