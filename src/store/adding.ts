import { dirname, join } from "node:path";
import type { Clock } from "../clock.ts";
import { PART } from "./atomic.ts";
import { type DroppedFile, isLeftAlone, readDrop } from "./drops.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeTree } from "./folders.ts";
import { freshName, shortened } from "./fresh_name.ts";
import type { HomeLayout } from "./layout.ts";
import { copyFile } from "./move.ts";

/** A file, or a folder with the files of it that are wanted, to be copied into the inbox. */
export interface Addition {
  /** Absolute path. */
  readonly from: string;
  /** The name it is to have in the inbox; where it is taken, a number is added. */
  readonly name: string;
  readonly isFolder: boolean;
  /** By their paths below `from`, with `/`; of a file alone, `.`. */
  readonly files: readonly DroppedFile[];
}

/** How {@linkcode addToInbox} goes along. */
export interface AddingOptions {
  readonly clock: Clock;
  /** Ends it; nothing is added then. */
  readonly signal?: AbortSignal;
  /** Called with the length of each block that was copied, in bytes, and the name it is for. */
  readonly onBytes?: (count: number, name: string) => void;
  /** Called once when another process is adding to this home: this one waits until it is done. */
  readonly onWait?: () => void;
}

/** Ending of what is being copied into the inbox. Who has the lock may remove it: nobody else writes it. */
const ADDING = `.add${PART}`;

const LEFT = /\.add\.part(\.part)?$/;

/** How often another process that adds is looked for, in milliseconds. */
const AGAIN_MS = 200;

/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

// deno-lint-ignore no-control-regex -- these are what no name of Windows may have
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;

/**
 * `written` as the name of a file that every system takes and that the inbox does not pass over: `16:30 / suite` becomes
 * `16-30 - suite`. Empty when nothing of it can be in a name.
 */
export function inboxName(written: string): string {
  const clean = written.normalize("NFC").replace(FORBIDDEN, "-").replace(/^[.~$\s]+|[.\s]+$/g, "")
    .replace(DEVICE, "$1_");
  return isLeftAlone(clean) ? `${clean}_` : clean;
}

/**
 * The files at `from`, an absolute path, as the inbox would see them if they were dropped: hidden ones, links and what lies
 * deeper than four folders left out. Undefined when nothing is there.
 */
export async function lookAtAddition(
  files: Files,
  from: string,
): Promise<Pick<Addition, "isFolder" | "files"> | undefined> {
  const stat = await files.stat(from);
  if (!stat) return undefined;
  const seen = await readDrop(files, from, { name: ".", isFolder: stat.isFolder, isLink: false });
  return seen && { isFolder: seen.isFolder, files: seen.files };
}

/**
 * Copies recordings into the inbox, each compared with its copy, under names that nobody has there; with their times,
 * since a recording that does not say when it was made is as old as its file. None appears before all of them are whole.
 * Returns their names in the inbox.
 */
export async function addToInbox(
  files: Files,
  layout: HomeLayout,
  additions: readonly Addition[],
  options: AddingOptions,
): Promise<string[]> {
  const { inbox } = layout;
  await using _alone = await addAlone(files, layout, options);
  await sweep(files, inbox);
  try {
    const copies: string[] = [];
    for (const [index, addition] of additions.entries()) {
      // Two of one name must not meet before they have their names.
      const copy = join(inbox, `${shortened(addition.name)}.${index}${ADDING}`);
      await copyOne(files, addition, copy, options);
      copies.push(copy);
    }
    options.signal?.throwIfAborted();
    const names: string[] = [];
    for (const [index, { name }] of additions.entries()) {
      const free = await freshName(files, inbox, name);
      await files.rename(copies[index]!, join(inbox, free));
      names.push(free);
    }
    await files.syncFolder(inbox);
    return names;
  } catch (error) {
    await sweep(files, inbox);
    throw error;
  }
}

async function copyOne(
  files: Files,
  { from, name, isFolder, files: wanted }: Addition,
  copy: string,
  { signal, onBytes }: AddingOptions,
): Promise<void> {
  for (const { path, modifiedMs } of wanted) {
    const to = isFolder ? join(copy, ...path.split("/")) : copy;
    await ensureFolder(files, dirname(to));
    await copyFile(files, join(from, path), to, { signal, onBytes: (count) => onBytes?.(count, name) });
    await files.setModified(to, modifiedMs);
  }
}

/** Removes what an adding that was cut has left. */
async function sweep(files: Files, inbox: string): Promise<void> {
  for (const { name, isFolder } of await files.list(inbox)) {
    if (!LEFT.test(name)) continue;
    if (isFolder) await removeTree(files, join(inbox, name));
    else await files.remove(join(inbox, name));
  }
}

/** Two that add at once would see the same name free. */
async function addAlone(
  files: Files,
  { state, inbox }: HomeLayout,
  { clock, signal, onWait }: AddingOptions,
): Promise<AsyncDisposable> {
  await ensureFolder(files, inbox);
  await ensureFolder(files, state);
  for (let first = true;; first = false) {
    signal?.throwIfAborted();
    const lock = await files.lock(join(state, "adding.lock"));
    if (lock) return lock;
    if (first) onWait?.();
    await clock.sleep(AGAIN_MS, { signal });
  }
}
