import { dirname, join } from "node:path";
import type { Files, FolderEntry } from "./files.ts";
import { NAMES } from "./layout.ts";

/** Makes a folder and those above it, if missing. */
export async function ensureFolder(files: Files, folder: string): Promise<void> {
  if (await files.stat(folder)) return;
  await ensureFolder(files, dirname(folder));
  try {
    await files.makeFolder(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}

/** Removes a file or an empty folder, if it is there. */
export async function removeIfThere(files: Files, path: string): Promise<boolean> {
  if (!await files.stat(path)) return false;
  try {
    await files.remove(path);
    return true;
  } catch (error) {
    // A scan beside a publishing removes the same emptied folder: whoever comes second finds it done.
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** What tells what a session's folder is and what is to become of it: removed last, in this order. */
const TELLING: readonly string[] = [NAMES.rejection, NAMES.session];

/**
 * The names of a folder with `session.json` last, and `rejection.json` just before it: stopped in between, the folder is
 * still known for what it is, and a session that is being rejected for one.
 */
export async function listSessionLast(files: Files, folder: string): Promise<FolderEntry[]> {
  return (await files.list(folder)).sort((a, b) => TELLING.indexOf(a.name) - TELLING.indexOf(b.name));
}

/** Removes a folder with everything in it. Only ever called on folders that hold nothing but the program's own files. */
export async function removeTree(files: Files, folder: string): Promise<void> {
  for (const { name, isFolder } of await listSessionLast(files, folder)) {
    const path = join(folder, name);
    if (isFolder) await removeTree(files, path);
    else await files.remove(path);
  }
  if (await files.stat(folder)) await files.remove(folder);
}
