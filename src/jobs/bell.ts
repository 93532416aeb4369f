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
    async heard({ signal } = {}) {
      signal?.throwIfAborted();
      if (!rung) {
        await new Promise<void>((resolve, reject) => {
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
            resolve();
          };
          signal?.addEventListener("abort", onAbort, { once: true });
        });
      }
      // Only here, so that rings between the first one and the waiter's turn are the same ring.
      rung = false;
    },
  };
}
