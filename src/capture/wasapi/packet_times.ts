import type { Clock } from "../../clock.ts";

/** The two clocks are set against each other this often. */
const PAIRING_MS = 10_000;

/** Two looks at the counter further apart than this were interrupted: the pair is not worth having. */
const PAIR_WIDTH_MS = 1;

/** How long before the buffer was seen empty, or the stream was opened, sound may have been heard that comes after. */
const OLDEST_MS = 500;

/** Packets follow each other: none can have begun by more than this before the one before it ended. */
const OVERLAP_MS = 80;

/** How much slower than its sound the clock of a device may run, many times what any does: one hundredth. */
const SLOWEST = 0.99;

/** After so many wrong stamps on end, none of a stream is believed any more. */
const WRONG_STAMPS = 20;

/**
 * Puts the stamps of packets, which count on the performance counter of Windows, on the program's own clock. A packet is
 * never placed before the one before it, and never later than it was received. A stamp that cannot be true counts as none:
 * some drivers let them stand still, or run at a speed of their own.
 */
export class PacketTimes {
  readonly #clock: Clock;
  readonly #counterMs: () => number;
  #offset: number;
  #pairedAt: number;
  /** When all had been taken, or the stream was opened: what comes now was heard after that, or just before. */
  #emptyAt: number;
  /** Where the next packet begins at the soonest, by the stamps that were believed. */
  #soonest = -Infinity;
  #wrong = 0;
  #last = -Infinity;

  /** @param counterMs The counter now, in milliseconds. */
  constructor(clock: Clock, counterMs: () => number) {
    this.#clock = clock;
    this.#counterMs = counterMs;
    this.#emptyAt = this.#pairedAt = clock.monotonic();
    this.#offset = this.#emptyAt - counterMs();
    this.#pair();
  }

  /** All that Windows had was taken. */
  drained(): void {
    this.#emptyAt = this.#clock.monotonic();
  }

  /** When the first frame of a packet was heard, on `monotonic()`. `counterMs`: its stamp; null: it has none to trust. */
  of(counterMs: number | null, durationMs: number): number {
    const now = this.#clock.monotonic();
    if (now - this.#pairedAt >= PAIRING_MS) this.#pair();
    const latest = now - durationMs;
    const stamped = counterMs === null ? null : Math.min(latest, counterMs + this.#offset);
    const isTrue = stamped !== null && this.#believes(stamped);
    this.#soonest = (isTrue ? Math.max(this.#soonest, stamped) : this.#soonest) + durationMs * SLOWEST;
    this.#last = Math.max(this.#last, isTrue ? stamped : latest);
    return this.#last;
  }

  #believes(stamped: number): boolean {
    if (this.#wrong >= WRONG_STAMPS) return false;
    const isTrue = stamped >= this.#emptyAt - OLDEST_MS && stamped >= this.#soonest - OVERLAP_MS;
    this.#wrong = isTrue ? 0 : this.#wrong + 1;
    return isTrue;
  }

  #pair(): void {
    const before = this.#counterMs();
    const now = this.#clock.monotonic();
    const after = this.#counterMs();
    if (after - before > PAIR_WIDTH_MS) return;
    this.#offset = now - (before + after) / 2;
    this.#pairedAt = now;
  }
}
