import { textOf } from "../errors.ts";
import type { ErrorRecord } from "../model/mod.ts";
import { type Job, sessionOfKey } from "./stage.ts";

/** Tries that count before a job is given up. */
export const ATTEMPTS = 3;

const FIRST_WAIT_MS = 2000;

/** The longest wait before a job is tried again, in milliseconds. */
export const LONGEST_WAIT_MS = 5 * 60_000;

/** Milliseconds to wait before try number `tries + 1` of a job that waits for something outside. */
export function waitMs(tries: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1));
}

/**
 * What is known of jobs that did not succeed. It is also in their error files; a program that starts anew reads those
 * and tries at once what waited, for its cause may be gone.
 */
export class RetryBook {
  readonly #records = new Map<string, ErrorRecord>();
  readonly #triesHere = new Map<string, number>();

  /** Takes over what an earlier program wrote, unless this one knows better. */
  remember(errors: ReadonlyMap<string, ErrorRecord>): void {
    for (const [job, record] of errors) {
      if (!this.#records.has(job)) this.#records.set(job, { ...record, retryAt: 0 });
    }
  }

  /** Forgets the jobs of sessions that are not open any more: a program that watches for months meets many. */
  forgetOthers(isOpen: (session: string) => boolean): void {
    for (const known of [this.#records, this.#triesHere]) {
      for (const job of known.keys()) if (!isOpen(sessionOfKey(job))) known.delete(job);
    }
  }

  of(job: string): ErrorRecord | undefined {
    return this.#records.get(job);
  }

  /** How often a job failed in this program, since it last succeeded. */
  triesHere(job: string): number {
    return this.#triesHere.get(job) ?? 0;
  }

  /** Counts a failure. `kind` is that of `failureKind()`, without `stopped` and `rejected`. */
  failed(job: Job, kind: "waiting" | "failed", error: unknown, now: number): ErrorRecord {
    const before = this.#records.get(job.key);
    const tries = (before?.tries ?? 0) + 1;
    const record: ErrorRecord = {
      schema: 1,
      job: job.key,
      attempts: (before?.attempts ?? 0) + (kind === "failed" ? 1 : 0),
      tries,
      retryAt: now + (kind === "failed" && tries < ATTEMPTS ? 0 : waitMs(tries)),
      kind,
      cause: textOf(error),
    };
    this.#records.set(job.key, record);
    this.#triesHere.set(job.key, this.triesHere(job.key) + 1);
    return record;
  }

  /** Forgets a job that succeeded; returns whether anything was known of it. */
  succeeded(job: string): boolean {
    this.#triesHere.delete(job);
    return this.#records.delete(job);
  }
}
