import { basename, extname, join, parse, resolve } from "node:path";
import type { Clock } from "../clock.ts";
import { GreffierError, message, UsageError } from "../errors.ts";
import { type Addition, addToInbox, inboxName, lookAtAddition, type Store } from "../store/mod.ts";
import { type Language, size } from "../texts/mod.ts";
import { isWithin } from "./is_within.ts";

/** A recording that was added to the inbox. */
export interface Added {
  /** Where it lies in the inbox: an absolute path. */
  readonly path: string;
  /** What it was copied from: an absolute path. */
  readonly from: string;
  /** How many files it is made of. */
  readonly files: number;
  readonly bytes: number;
}

/** How recordings are added. */
export interface AddOptions {
  /** What the meeting is to be called; for one file or one folder alone. @default its own name */
  readonly name?: string;
  /** Ends it; nothing is added then. */
  readonly signal?: AbortSignal;
  /** Called as bytes are copied: of how many, and what is being copied. */
  readonly onProgress?: (copied: number, total: number, name: string) => void;
  /** Called once when another process is adding to this home: this one waits until it is done. */
  readonly onWait?: () => void;
}

/** What adding works with. */
export interface AddingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
}

/**
 * Copies recordings into the inbox, each a meeting, a folder whole, as if a person had dropped them there. Whatever cannot
 * be added is told before the first is copied: then none is. Throws a sentence that names the file.
 *
 * @param paths Files and folders, relative to the folder of the process.
 */
export async function addRecordings(
  { store, clock, language }: AddingParts,
  paths: readonly string[],
  { name, signal, onProgress, onWait }: AddOptions = {},
): Promise<readonly Added[]> {
  if (name !== undefined && paths.length > 1) {
    throw new UsageError(message("add.oneName", { n: paths.length }));
  }
  const additions: Addition[] = [];
  for (const path of paths) additions.push(await additionOf(store, path, name));
  const bytesOf = ({ files }: Addition) => files.reduce((sum, { bytes }) => sum + bytes, 0);
  const total = additions.reduce((sum, addition) => sum + bytesOf(addition), 0);
  await store.makeFolders();
  const free = await store.freeBytes();
  if (free !== null && free < total) {
    const sizes = { size: size(total, language, "up"), free: size(free, language, "down") };
    throw new GreffierError(message("add.noRoom", { ...sizes, folder: store.layout.inbox }));
  }
  let copied = 0;
  const names = await addToInbox(store.files, store.layout, additions, {
    clock,
    signal,
    onWait,
    onBytes: (count, name) => onProgress?.(copied += count, total, name),
  });
  return additions.map((addition, index) => ({
    path: join(store.layout.inbox, names[index]!),
    from: addition.from,
    files: addition.files.length,
    bytes: bytesOf(addition),
  }));
}

/** What is to be copied of `path`; throws the sentence that says why it cannot be added. */
async function additionOf(
  { files, layout }: Store,
  path: string,
  asked: string | undefined,
): Promise<Addition> {
  const { isWavName } = await import("../jobs/mod.ts");
  const from = resolve(path);
  const found = await lookAtAddition(files, from);
  if (!found) throw new GreffierError(message("file.missing", { file: path }));
  if (isWithin(layout.inbox, from)) throw new GreffierError(message("add.alreadyThere", { file: path }));
  if (found.isFolder && isWithin(from, layout.inbox)) {
    throw new GreffierError(message("add.ownHome", { folder: path, home: layout.home }));
  }
  const wanted = found.isFolder ? found.files.filter(({ path }) => isWavName(path)) : found.files;
  if (found.isFolder ? wanted.length === 0 : !isWavName(from)) {
    throw new GreffierError(
      found.isFolder
        ? message("add.emptyFolder", { folder: path })
        : message("add.notAudio", { file: path, found: extname(from) || basename(from) }),
    );
  }
  const empty = wanted.find(({ bytes }) => bytes === 0);
  if (empty) throw new GreffierError(message("add.empty", { file: join(path, empty.path) }));
  const ending = found.isFolder ? "" : extname(from);
  // The root of a drive has no name of its own.
  const own = basename(from, ending) || parse(from).root;
  const name = inboxName(asked ?? own);
  if (name === "") throw new UsageError(message("add.badName", { found: asked ?? own }));
  return { from, name: name + ending, isFolder: found.isFolder, files: wanted };
}
