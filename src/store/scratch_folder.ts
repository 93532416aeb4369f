import type { Files } from "./files.ts";
import { ensureFolder, removeTree } from "./folders.ts";
import { isHeld } from "./rename.ts";

/**
 * Lends an empty folder to a program that makes files of its own there. It is emptied before, since a stop may have left
 * it full, and removed afterwards, unless the program still holds something in it.
 */
export async function withScratchFolder<T>(
  files: Files,
  folder: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  await removeTree(files, folder);
  await ensureFolder(files, folder);
  try {
    return await use(folder);
  } finally {
    await removeUnlessHeld(files, folder);
  }
}

/** What is still held, or was removed meanwhile by whoever made it, is left to the next time. */
async function removeUnlessHeld(files: Files, folder: string): Promise<void> {
  try {
    await removeTree(files, folder);
  } catch (error) {
    if (!isHeld(error) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}
