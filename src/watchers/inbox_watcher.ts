import { watch } from "chokidar";

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
): AsyncDisposable {
  const watcher = watch(inbox, { depth: 0, ignoreInitial: true, persistent: true });
  for (const event of ["add", "addDir", "change"] as const) watcher.on(event, ring);
  watcher.on("error", onError);
  return { [Symbol.asyncDispose]: () => watcher.close() };
}
