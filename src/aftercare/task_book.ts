import { textOf } from "../errors.ts";
import type { ErrorRecord } from "../model/mod.ts";

/** Tries that count before a task is given up. */
export const ATTEMPTS = 3;

const FIRST_WAIT_MS = 10_000;

/** The longest waits, in milliseconds: for something outside, and after a failure that the same files will give again. */
const LONGEST_WAIT_MS = 3_600_000, LONGEST_AFTER_FAILURE_MS = 86_400_000;

function longestMs(kind: ErrorRecord["kind"]): number {
  return kind === "waiting" ? LONGEST_WAIT_MS : LONGEST_AFTER_FAILURE_MS;
}

/** Milliseconds to wait before a task is tried again that was tried `tries` times. */
export function waitMs(tries: number, kind: ErrorRecord["kind"]): number {
  return Math.min(longestMs(kind), FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1));
}

/** Whether a task is to be left alone still. A clock that was set back makes nobody wait longer than the longest wait. */
export function mustWait({ retryAt, kind }: ErrorRecord, now: number): boolean {
  return retryAt > now && retryAt - now <= longestMs(kind);
}

/** What is known of tasks that did not succeed. It is also in their error files. */
export class TaskBook {
  readonly #records = new Map<string, ErrorRecord>();

  /**
   * Takes over what an earlier program wrote, unless this one knows better. What waited is tried at once, for its cause may
   * be gone; what failed, only when its time comes: a broken file must not be encoded at every start.
   */
  remember(record: ErrorRecord): void {
    if (this.#records.has(record.job)) return;
    this.#records.set(record.job, record.kind === "waiting" ? { ...record, retryAt: 0 } : record);
  }

  of(job: string): ErrorRecord | undefined {
    return this.#records.get(job);
  }

  /** Counts a failure. */
  failed(job: string, kind: ErrorRecord["kind"], error: unknown, now: number): ErrorRecord {
    const before = this.#records.get(job);
    const tries = (before?.tries ?? 0) + 1;
    const record: ErrorRecord = {
      schema: 1,
      job,
      attempts: (before?.attempts ?? 0) + (kind === "failed" ? 1 : 0),
      tries,
      retryAt: now + waitMs(tries, kind),
      kind,
      cause: textOf(error),
    };
    this.#records.set(job, record);
    return record;
  }

  /** Forgets a task that succeeded, or that is not wanted any more. */
  over(job: string): void {
    this.#records.delete(job);
  }
}
