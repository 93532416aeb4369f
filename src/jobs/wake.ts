/**
 * The one bell that everything rings: a watcher's event, a timer, a finished job. However often it rings while nobody
 * waits, it is heard once, and a scan then finds out what there is.
 */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, at once if it has rung since the last wait; rejects when the signal aborts. */
  heard(options?: { readonly signal?: AbortSignal }): Promise<void>;
}

/** Makes a bell that has not rung. */
export function createBell(): Bell {
  let rung = false;
  let waiter: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      waiter?.();
    },
    heard({ signal } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const end = () => {
          signal?.removeEventListener("abort", onAbort);
          waiter = undefined;
        };
        const onAbort = () => {
          end();
          reject(signal?.reason);
        };
        waiter = () => {
          end();
          rung = false;
          resolve();
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        if (rung) waiter();
      });
    },
  };
}
