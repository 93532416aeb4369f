import type { Clock } from "../clock.ts";

/** What became of time since the last look. */
export interface TimePassed {
  /** On `monotonic()`, in milliseconds. */
  readonly nowMs: number;
  /** Milliseconds that the machine slept and `monotonic()` did not count. */
  readonly sleptMs: number;
  /** Somebody set the time of day. */
  readonly clockSet: boolean;
}

/** What differs by less is no sleep and no setting of the clock: `uptime()` goes in steps. In milliseconds. */
const TOLERANCE_MS = 2000;

/** A step of `uptime()`: by so much it may lag behind. In milliseconds. */
const STEP_MS = 1000;

/** Tells sleep, and a clock that was set, from time that just passes. */
export function createTimeBase(clock: Clock): { look(): TimePassed } {
  const start = clock.monotonic();
  let uptimeAhead = clock.uptime() - start;
  let wallAhead = clock.now() - start;
  return {
    look() {
      const nowMs = clock.monotonic();
      const slept = clock.uptime() - nowMs - uptimeAhead;
      const jumped = clock.now() - nowMs - wallAhead;
      let sleptMs = 0;
      // The uptime may not have come to its next step: what it lacks, the time of day has.
      if (slept > TOLERANCE_MS || (jumped > TOLERANCE_MS && jumped - slept <= STEP_MS)) {
        // The time of day is finer than the uptime, where both agree.
        sleptMs = Math.abs(jumped - slept) < TOLERANCE_MS ? jumped : slept;
        uptimeAhead += slept;
      } else uptimeAhead += Math.max(0, slept);
      wallAhead += jumped;
      return { nowMs, sleptMs, clockSet: Math.abs(jumped - sleptMs) > TOLERANCE_MS };
    },
  };
}
