import { basename, dirname, join } from "node:path";
import type { Clock } from "../clock.ts";
import { GreffierError, isFileSystemError, message } from "../errors.ts";
import {
  isSidecarName,
  LARGEST_USER_TEXT,
  readSidecar,
  type Sidecar,
  SIDECAR_ENDING,
  WRITTEN_BY_ADD,
} from "../model/mod.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import { type DroppedFile, isLeftAlone, readDrop, Sidecars } from "./drops.ts";
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
  /** What is told of it beside what it tells itself. */
  readonly sidecar?: Sidecar;
}

/**
 * How a recording comes into the inbox: `copy`, compared with its file; `link`, as a second name of its file, where the
 * volume is the same; `move`, as a link where that can be, else as a copy, for {@linkcode removeAdded} to end.
 */
export type AddingWay = "copy" | "link" | "move";

/** How {@linkcode addToInbox} goes along. */
export interface AddingOptions {
  readonly clock: Clock;
  /** @default {"copy"} */
  readonly way?: AddingWay;
  /** Ends it; nothing is added then. */
  readonly signal?: AbortSignal;
  /** Called with the length of each block that was copied, in bytes, and the name it is for. */
  readonly onBytes?: (count: number, name: string) => void;
  /** Called once when another process is adding to this home: this one waits until it is done. */
  readonly onWait?: () => void;
}

/** Ending of what is being copied into the inbox. Who has the lock may remove it: nobody else writes it. */
const ADDING = `.add${PART}`;

const LEFT = /\.add\.part(\.part)?$|\.greffier\.json\.part$/i;

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
 * Brings recordings into the inbox, under names that nobody has there, each with its sidecar before it; with their times,
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
    const parts: string[] = [];
    for (const [index, addition] of additions.entries()) {
      // Two of one name must not meet before they have their names.
      const part = join(inbox, `${shortened(addition.name)}.${index}${ADDING}`);
      await bring(files, addition, part, options);
      parts.push(part);
    }
    options.signal?.throwIfAborted();
    const names: string[] = [];
    for (const [index, addition] of additions.entries()) {
      names.push(await place(files, inbox, parts[index]!, addition));
    }
    await files.syncFolder(inbox);
    return names;
  } catch (error) {
    await sweep(files, inbox);
    throw error;
  }
}

/**
 * Ends the moving of what was added: its files go, and its folders that are empty then. One that changed since, or that the
 * system does not give up, stays; returns those, by their absolute paths.
 */
export async function removeAdded(files: Files, additions: readonly Addition[]): Promise<string[]> {
  const kept: string[] = [];
  for (const { from, isFolder, files: added } of additions) {
    for (const { path, bytes, modifiedMs } of added) {
      const file = join(from, path);
      try {
        const now = await files.stat(file);
        if (now && now.bytes === bytes && now.modifiedMs === modifiedMs) await files.remove(file);
        else if (now) kept.push(file);
      } catch (error) {
        if (!isFileSystemError(error)) throw error;
        kept.push(file);
      }
    }
    if (isFolder) await removeEmpty(files, from);
  }
  return kept;
}

/** Removes the folders of a tree that hold nothing. What the system keeps stays: no recording is in it. */
async function removeEmpty(files: Files, folder: string): Promise<void> {
  for (const { name, isFolder, isLink } of await files.list(folder)) {
    if (isFolder && !isLink) await removeEmpty(files, join(folder, name));
  }
  if ((await files.list(folder)).length > 0) return;
  try {
    await files.remove(folder);
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
  }
}

/** Copies or links one recording, a folder with what is wanted of it, to `part`. */
async function bring(
  files: Files,
  { from, name, isFolder, files: wanted }: Addition,
  part: string,
  { way = "copy", signal, onBytes }: AddingOptions,
): Promise<void> {
  for (const { path, bytes, modifiedMs } of wanted) {
    signal?.throwIfAborted();
    const to = isFolder ? join(part, ...path.split("/")) : part;
    await ensureFolder(files, dirname(to));
    const file = join(from, path);
    if (way !== "copy" && await isLinked(files, file, to, way)) {
      onBytes?.(bytes, name);
      continue;
    }
    await copyFile(files, file, to, { signal, onBytes: (count) => onBytes?.(count, name) });
    await files.setModified(to, modifiedMs);
  }
}

/** Gives a file a second name; false when it cannot have one and is to be copied. */
async function isLinked(files: Files, file: string, to: string, way: AddingWay): Promise<boolean> {
  // The second name of a symbolic link would be one too, and the inbox takes none.
  const isSymbolic = (await files.list(dirname(file))).some(({ name, isLink }) =>
    isLink && name === basename(file)
  );
  try {
    if (!isSymbolic) await files.link(file, to);
    if (!isSymbolic) return true;
  } catch (error) {
    if (!isFileSystemError(error) || error instanceof Deno.errors.NotFound) throw error;
    if (way === "link") throw new GreffierError(message("add.noLink", { file }), { cause: error });
  }
  if (way === "link") throw new GreffierError(message("add.noLink", { file }));
  return false;
}

/** Gives what was brought its name in the inbox, one that nobody has or takes in the same instant, and returns it. */
async function place(
  files: Files,
  inbox: string,
  part: string,
  { name, isFolder, sidecar }: Addition,
): Promise<string> {
  for (;;) {
    const free = await freshName(files, inbox, name, { beside: [SIDECAR_ENDING] });
    const to = join(inbox, free);
    // Before the recording: it is taken with what is there by then.
    if (sidecar) {
      await writeAtomic(files, to + SIDECAR_ENDING, jsonBytes({ ...sidecar, by: WRITTEN_BY_ADD }));
    }
    if (await (isFolder ? moveFolder : moveAlone)(files, part, to)) return free;
    if (sidecar) await files.remove(to + SIDECAR_ENDING);
  }
}

/** Renames a file unless the name is taken by now: false then. A rename alone would replace what somebody just dropped. */
async function moveAlone(files: Files, from: string, to: string): Promise<boolean> {
  try {
    await files.link(from, to);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    if (!isFileSystemError(error)) throw error;
    // Here files have one name only (FAT): nothing but a look just before tells whether it is free.
    if (await files.stat(to)) return false;
    await files.rename(from, to);
    return true;
  }
  await files.remove(from);
  return true;
}

/** The same for a folder: no system replaces one that holds something. */
async function moveFolder(files: Files, from: string, to: string): Promise<boolean> {
  try {
    await files.rename(from, to);
    return true;
  } catch (error) {
    if (isFileSystemError(error) && await files.stat(to)) return false;
    throw error;
  }
}

/** Removes what an adding that was cut has left: what was being brought, and sidecars that wait for what never came. */
async function sweep(files: Files, inbox: string): Promise<void> {
  const entries = await files.list(inbox);
  for (const { name, isFolder } of entries) {
    if (!LEFT.test(name)) continue;
    if (isFolder) await removeTree(files, join(inbox, name));
    else await files.remove(join(inbox, name));
  }
  const sidecars = new Sidecars(entries);
  const awaited = new Set(entries.map(({ name }) => sidecars.of(name)));
  for (const { name, isFolder } of entries) {
    if (isFolder || !isSidecarName(name) || awaited.has(name)) continue;
    const path = join(inbox, name);
    const stat = await files.stat(path);
    if (!stat || stat.bytes > LARGEST_USER_TEXT) continue;
    const read = readSidecar(name, await files.read(path));
    if ("sidecar" in read && read.sidecar.by === WRITTEN_BY_ADD) await files.remove(path);
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
