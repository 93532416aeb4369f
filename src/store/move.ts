import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { PART } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder } from "./folders.ts";
import { BLOCK_BYTES, sha256OfFile } from "./hash.ts";

/** Whether a rename failed because the two names lie on different volumes. */
function isOtherVolume(error: unknown): boolean {
  return (error as { code?: string }).code === "EXDEV";
}

/** How {@linkcode copyFile} goes along. */
export interface CopyOptions {
  /** Ends the copy between two blocks; the part that was written is left to the caller. */
  readonly signal?: AbortSignal;
  /** Called with the length of each block that was written, in bytes. */
  readonly onBytes?: (count: number) => void;
}

/** Copies a file so that it appears whole or not at all; returns the SHA-256 of what was read. */
export async function copyFile(
  files: Files,
  from: string,
  to: string,
  { signal, onBytes }: CopyOptions = {},
): Promise<string> {
  const hash = createHash("sha256");
  {
    await using reader = await files.openToRead(from);
    await using writer = await files.openToWrite(to + PART);
    const block = new Uint8Array(BLOCK_BYTES);
    for (let offset = 0;;) {
      const count = await reader.read(offset, block);
      if (count === 0) break;
      signal?.throwIfAborted();
      const bytes = block.subarray(0, count);
      hash.update(bytes);
      await writer.write(bytes);
      onBytes?.(count);
      offset += count;
    }
    await writer.sync();
  }
  const digest = hash.digest("hex");
  if (await sha256OfFile(files, to + PART) !== digest) {
    throw new Deno.errors.InvalidData(`The copy of ${from} differs from it`);
  }
  await files.rename(to + PART, to);
  await files.syncFolder(dirname(to));
  return digest;
}

/**
 * Moves a file, or a folder with everything in it: by renaming, or to another volume by copying, comparing and only then
 * removing, file by file. Without `sync` the caller forces the folder's names to the disk, once for many files.
 */
export async function moveFile(
  files: Files,
  from: string,
  to: string,
  { sync = true }: { readonly sync?: boolean } = {},
): Promise<void> {
  try {
    await files.rename(from, to);
    if (sync) await files.syncFolder(dirname(to));
    return;
  } catch (error) {
    if (!isOtherVolume(error)) throw error;
  }
  if ((await files.stat(from))?.isFolder) {
    await ensureFolder(files, to);
    for (const { name } of await files.list(from)) await moveFile(files, join(from, name), join(to, name));
  } else await copyFile(files, from, to);
  await files.remove(from);
}
