import type { Clock } from "../../clock.ts";
import { isFileSystemError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { type HomeClaim, type Store, takeEndRequest } from "../../store/mod.ts";

/** How often a `watch` looks whether it is asked to end, in milliseconds. */
const LOOK_MS = 1000;

/** So many looks in a row must find that the home is not in its place: a drive may be away for a moment. */
const LOOKS_AWAY = 5;

/** Why a `watch` is to end: it was asked, or its home was moved away or removed. */
export type EndRequest = "asked" | "moved";

/** What {@linkcode awaitEndRequest} looks at. */
export interface EndRequestParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** The home, which this process holds. */
  readonly claim: HomeClaim;
}

/** Looks every second whether this process, which holds the home, is to end, until it is or `signal` aborts (undefined). */
export async function awaitEndRequest(
  { store, clock, log, claim }: EndRequestParts,
  signal: AbortSignal,
): Promise<EndRequest | undefined> {
  let refused = false;
  let looksAway = 0;
  while (!signal.aborted) {
    try {
      looksAway = await claim.isInPlace() ? 0 : looksAway + 1;
      if (looksAway === LOOKS_AWAY) return "moved";
      // A request in another home at the same path is none to this process.
      if (looksAway === 0 && await takeEndRequest(store, Deno.pid)) return "asked";
      refused = false;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      // A drive that is away comes back, and the request with it.
      if (!refused) log.warn("requests to end cannot be looked for: {error}", { error: String(error) });
      refused = true;
    }
    await clock.sleep(LOOK_MS, { signal }).catch(() => {});
  }
  return undefined;
}
