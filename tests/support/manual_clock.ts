import { setImmediate } from "node:timers";
import type { Clock } from "../../src/clock.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that moves only when a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #monotonic = 0;
  #uptime = 0;
  #sleepers: Sleeper[] = [];

  constructor(now = Date.parse("2026-11-23T14:05:00Z")) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  uptime(): number {
    return this.#uptime;
  }

  sleep(ms: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper: Sleeper = {
        until: this.#monotonic + ms,
        wake: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#sleepers.push(sleeper);
    });
  }

  /** How many wait for the clock. */
  get sleepers(): number {
    return this.#sleepers.length;
  }

  /** Somebody sets the machine's clock: only the time of day jumps. */
  set(now: number): void {
    this.#now = now;
  }

  /** The machine sleeps: its monotonic time stands still on Linux and macOS, and goes on where `counted` (Windows). */
  fallAsleep(ms: number, { counted = false }: { readonly counted?: boolean } = {}): void {
    this.#now += ms;
    this.#uptime += ms;
    if (counted) this.#monotonic += ms;
  }

  /** Moves all times on and wakes those whose time has come. */
  advance(ms: number): void {
    this.#now += ms;
    this.#monotonic += ms;
    this.#uptime += ms;
    const due = this.#sleepers.filter(({ until }) => until <= this.#monotonic);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#monotonic);
    for (const { wake } of due) wake();
  }
}

/** A clock on which nobody ever waits: sleeping moves it on at once. */
export class HastyClock extends ManualClock {
  override sleep(ms: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.advance(ms);
    // A turn of the event loop, so that whoever else is due goes first.
    return new Promise((resolve) => setImmediate(resolve));
  }
}
