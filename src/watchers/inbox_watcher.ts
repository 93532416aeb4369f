import { type FSWatcher, watch } from "chokidar";

/** How often a folder that sends no events is looked at, in milliseconds. */
const POLL_MS = 2000;

/** How long the end of a watcher is waited for, in milliseconds: one whose share is gone may never come to its end. */
const PATIENCE_MS = 3000;

/** How an inbox is watched. */
export interface WatchOptions {
  /** Looks at the folder time and again instead of waiting for events: a folder of a server sends none. @default {false} */
  readonly poll?: boolean;
  /** Begins to watch. @default that of chokidar */
  readonly start?: typeof watch;
  /** Milliseconds that the end of a watcher is waited for. @default {3000} */
  readonly patienceMs?: number;
}

/** An inbox that is watched. */
export interface InboxWatch extends AsyncDisposable {
  /**
   * Looks whether the folder is still the one that is watched, and begins anew when it is not, or could not be watched: a
   * share, a stick or a disk that was away is another folder to the system when it is back. Never waits for the end of the
   * watcher before, and never fails: the rescans that call it, and the end of the program, must not hang on it.
   */
  lookAgain(): Promise<void>;
}

/** What tells one folder from another at the same place; undefined while there is none. */
async function identityOf(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino, birthtime } = await Deno.stat(folder);
    return `${dev} ${ino} ${birthtime?.getTime()}`;
  } catch {
    // Away, or not to be looked at now, which is the same to whoever watches.
    return undefined;
  }
}

/** Waits for something that never fails, but not longer than so many milliseconds. */
async function within(ms: number, something: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  try {
    await Promise.race([something, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Rings when a name in `inbox` appears or changes. One that goes rings nobody: most go because a meeting was published,
 * and a look at the whole home after each would make a thousand of them wait. It watches the names of the folder only, not what is inside its
 * folders: Windows refuses to rename a folder that is watched. Events are hints; missing all of them costs a rescan.
 *
 * `onError` hears of a watcher that cannot work (a share without events), once until it works again; the rescan goes on
 * alone.
 */
export function watchInbox(
  inbox: string,
  ring: (path?: string) => void,
  onError: (error: unknown) => void,
  { poll = false, start = watch, patienceMs = PATIENCE_MS }: WatchOptions = {},
): InboxWatch {
  const polling = poll ? { usePolling: true, interval: POLL_MS, binaryInterval: POLL_MS } : {};
  let broken = false;
  let ready = false;
  let told = false;
  let closed = false;
  const begin = (): FSWatcher => {
    const watcher = start(inbox, { depth: 0, ignoreInitial: true, persistent: true, ...polling });
    for (const event of ["add", "addDir", "change"] as const) {
      watcher.on(event, (path) => {
        told = false;
        ring(path);
      });
    }
    ready = false;
    watcher.on("ready", () => ready = true);
    watcher.on("error", (error) => {
      if (!told) onError(error);
      told = broken = true;
    });
    return watcher;
  };
  /** The ends of watchers that are still waited for. */
  const ending = new Set<Promise<void>>();
  const end = (watcher: FSWatcher) => {
    const ended = watcher.close().catch(onError).finally(() => ending.delete(ended));
    ending.add(ended);
  };
  let watcher = begin();
  let watched = identityOf(inbox);
  return {
    async lookAgain() {
      const now = await identityOf(inbox);
      const before = await watched;
      if (closed || now === undefined || (now === before && !broken)) {
        // A folder that went is another one when it is back, even where it looks the same.
        if (now === undefined) watched = Promise.resolve(undefined);
        return;
      }
      // One that is closed while it still begins would keep the folder that is gone; the next look may do it.
      if (!ready && !broken) return;
      end(watcher);
      broken = false;
      watched = Promise.resolve(now);
      watcher = begin();
      ring();
    },
    async [Symbol.asyncDispose]() {
      if (!closed) end(watcher);
      closed = true;
      await within(patienceMs, Promise.all(ending));
    },
  };
}
