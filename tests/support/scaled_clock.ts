import type { Clock } from "../../src/clock.ts";
import { systemClock } from "../../src/clock.ts";

/** Time of this machine in milliseconds, finer than `Date.now()` and the same in every process. */
export function machineTime(): number {
  return performance.timeOrigin + performance.now();
}

/** A clock that goes `speed` times as fast as the machine's, the same in every process that is given the same `epoch`. */
export class ScaledClock implements Clock {
  readonly #speed: number;
  readonly #epoch: number;
  readonly #start: number;

  /** `epoch`: the {@linkcode machineTime} at which its `monotonic()` was 0 and its `now()` was `start`. */
  constructor(
    { speed, epoch, start }: { readonly speed: number; readonly epoch: number; readonly start: number },
  ) {
    this.#speed = speed;
    this.#epoch = epoch;
    this.#start = start;
  }

  now(): number {
    return this.#start + this.monotonic();
  }

  monotonic(): number {
    return (machineTime() - this.#epoch) * this.#speed;
  }

  uptime(): number {
    return this.monotonic();
  }

  sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
    return systemClock.sleep(ms / this.#speed, options);
  }
}
