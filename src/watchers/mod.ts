/**
 * Things that ring the bell. None of them decides anything.
 *
 * @module
 */
export { type InboxWatch, watchInbox, type WatchOptions } from "./inbox_watcher.ts";
export { rescan, RESCAN_MS } from "./rescan.ts";
