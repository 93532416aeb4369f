import type { Clock } from "../clock.ts";

/** Waits for `work`, for so many milliseconds at most and until `signal` aborts; undefined when it has not ended by then. */
export async function bounded<T>(
  work: PromiseLike<T>,
  { clock, forMs, signal }: { readonly clock: Clock; readonly forMs: number; readonly signal?: AbortSignal },
): Promise<{ readonly value: T } | undefined> {
  const done = new AbortController();
  const waiting = signal ? AbortSignal.any([signal, done.signal]) : done.signal;
  try {
    return await Promise.race([
      work.then((value) => ({ value })),
      clock.sleep(forMs, { signal: waiting }).then(() => undefined, () => undefined),
    ]);
  } finally {
    done.abort();
  }
}
