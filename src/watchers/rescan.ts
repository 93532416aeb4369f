import type { Clock } from "../clock.ts";

/** Milliseconds between two scans when nothing rings. */
export const RESCAN_MS = 30_000;

/** Calls `ring` every {@linkcode RESCAN_MS} until the signal aborts. */
export async function rescan(
  clock: Clock,
  ring: () => void | Promise<void>,
  { signal, everyMs = RESCAN_MS }: { readonly signal: AbortSignal; readonly everyMs?: number },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep(everyMs, { signal });
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    await ring();
  }
}
