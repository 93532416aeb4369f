import { countedTo, isWorthNoting, lookAtClock } from "../aftercare/mod.ts";
import type { Clock } from "../clock.ts";
import { isFileSystemError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { ClockRecord } from "../model/mod.ts";
import type { Store } from "../store/mod.ts";

/** What a {@linkcode ClockWatch} works with. */
export interface ClockWatchParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Looks at the PC's clock, so that one that leaps ahead does not end the days of everything that retention keeps. */
export class ClockWatch {
  readonly #parts: ClockWatchParts;
  #last: ClockRecord | undefined;
  #noted: ClockRecord | undefined;

  constructor(parts: ClockWatchParts) {
    this.#parts = parts;
  }

  /** @param isNoted Whether to write down what was seen: only the holder of the home's lock may. @default {true} */
  async look(isNoted = true): Promise<void> {
    const { store, clock, log } = this.#parts;
    this.#noted ??= await store.clockSeen();
    const before = this.#last ?? this.#noted;
    this.#last = lookAtClock(before, clock.now());
    if (!isNoted) return;
    if (this.#last.held && !before?.held) {
      log.warn("the clock leapt from {from} to {to}: nothing is removed by days for a day", {
        from: new Date(this.#last.held.to).toISOString(),
        to: new Date(this.#last.seen).toISOString(),
      });
    }
    if (!isWorthNoting(this.#noted, this.#last)) return;
    try {
      await store.noteClock(this.#last);
      this.#noted = this.#last;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      log.warn("the clock could not be noted: {error}", { error: String(error) });
    }
  }

  /** The time that days are counted to. */
  readonly countTo = (now: number): number => countedTo(this.#last, now);

  /** Until when the clock is not believed; undefined: it is. */
  get heldUntil(): number | undefined {
    const { held } = this.#last ?? {};
    return held && this.#parts.clock.now() < held.until ? held.until : undefined;
  }
}
