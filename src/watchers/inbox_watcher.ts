import { watch } from "chokidar";

/** How often a folder that sends no events is looked at, in milliseconds. */
const POLL_MS = 2000;

/** How an inbox is watched. */
export interface WatchOptions {
  /** Looks at the folder time and again instead of waiting for events: a folder of a server sends none. @default {false} */
  readonly poll?: boolean;
}

/**
 * Rings when a name in `inbox` appears or changes. One that goes rings nobody: most go because a meeting was published,
 * and a look at the whole home after each would make a thousand of them wait. It watches the names of the folder only, not what is inside its
 * folders: Windows refuses to rename a folder that is watched. Events are hints; missing all of them costs a rescan.
 *
 * `onError` hears of a watcher that cannot work (a share without events); the rescan goes on alone.
 */
export function watchInbox(
  inbox: string,
  ring: () => void,
  onError: (error: unknown) => void,
  { poll = false }: WatchOptions = {},
): AsyncDisposable {
  const polling = poll ? { usePolling: true, interval: POLL_MS, binaryInterval: POLL_MS } : {};
  const watcher = watch(inbox, { depth: 0, ignoreInitial: true, persistent: true, ...polling });
  for (const event of ["add", "addDir", "change"] as const) watcher.on(event, ring);
  watcher.on("error", onError);
  return { [Symbol.asyncDispose]: () => watcher.close() };
}
