import { basename, join } from "node:path";
import { PART, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeTree } from "./folders.ts";
import type { HomeLayout } from "./layout.ts";
import { copyFile } from "./move.ts";

/** A model to bring into a home. */
export interface ModelToInstall {
  /** Absolute path of its folder, in the layout of transformers.js. */
  readonly from: string;
  /** Name of its folder in `models/`. */
  readonly name: string;
  /** Its list of files, `SHA256SUMS`. */
  readonly list: string;
  /** Name of that list. */
  readonly listName: string;
  /** Ends it; what was copied is removed. */
  readonly signal?: AbortSignal;
  /** Called with the length of each block that was copied, in bytes, and the name of its file. */
  readonly onBytes?: (count: number, file: string) => void;
}

/** The files of a folder and those below it, relative, with `/`; hidden ones (`.git`) are left out. */
export async function filesBelow(files: Files, folder: string, within = ""): Promise<string[]> {
  const found: string[] = [];
  for (const { name, isFolder } of await files.list(join(folder, within))) {
    if (name.startsWith(".")) continue;
    const path = within === "" ? name : `${within}/${name}`;
    if (isFolder) found.push(...await filesBelow(files, folder, path));
    else found.push(path);
  }
  return found.sort();
}

/**
 * Copies a model into `models/<name>`, every file compared with its copy. The folder appears whole by one rename; what a
 * cut installation left is begun again. Returns the folder. Throws `AlreadyExists` when the name is taken.
 */
export async function installModel(
  files: Files,
  layout: HomeLayout,
  { from, name, list, listName, signal, onBytes }: ModelToInstall,
): Promise<string> {
  const target = join(layout.models, name);
  if (await files.stat(target)) throw new Deno.errors.AlreadyExists(target);
  const part = target + PART;
  await removeTree(files, part);
  await ensureFolder(files, part);
  try {
    const paths = (await filesBelow(files, from)).filter((path) => path !== listName);
    for (const path of paths) {
      signal?.throwIfAborted();
      const copy = join(part, ...path.split("/"));
      await ensureFolder(files, join(copy, ".."));
      await copyFile(files, join(from, ...path.split("/")), copy, {
        signal,
        onBytes: (count) => onBytes?.(count, basename(path)),
      });
    }
    await writeAtomic(files, join(part, listName), new TextEncoder().encode(list));
    await files.rename(part, target);
    await files.syncFolder(layout.models);
    return target;
  } catch (error) {
    await removeTree(files, part);
    throw error;
  }
}
