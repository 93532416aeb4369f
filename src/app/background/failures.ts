import { systemClock } from "../../clock.ts";
import { textOf } from "../../errors.ts";
import { homeLayout, leaveFailure, localTime, Store } from "../../store/mod.ts";

/**
 * Leaves word of why a command that works without a window ended, for whoever started it. Nothing is thrown: the home may
 * be what cannot be written.
 */
export async function tellFailureApart(home: string, command: string, error: unknown): Promise<void> {
  try {
    const store = new Store(homeLayout(home));
    // A home that is gone is not made again for this.
    if (!await store.files.stat(home)) return;
    await leaveFailure(store, {
      pid: Deno.pid,
      command,
      at: localTime(systemClock.now()),
      cause: textOf(error),
    });
  } catch {
    // The exit code is left to tell.
  }
}
