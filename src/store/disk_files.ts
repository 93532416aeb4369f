import { statfs } from "node:fs/promises";
import type { FileReader, Files, FileWriter } from "./files.ts";
import { lockFile } from "./lock.ts";
import { retryingRename } from "./rename.ts";

async function openToRead(path: string): Promise<FileReader> {
  const file = await Deno.open(path, { read: true });
  let open = true;
  const { size } = await file.stat();
  return {
    size,
    async read(offset, into) {
      await file.seek(offset, Deno.SeekMode.Start);
      return await file.read(into) ?? 0;
    },
    // deno-lint-ignore require-await -- the interface is asynchronous, closing is not
    async [Symbol.asyncDispose]() {
      if (open) file.close();
      open = false;
    },
  };
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await file.write(bytes.subarray(written));
}

function writerOf(file: Deno.FsFile): FileWriter {
  let open = true;
  return {
    write: (bytes) => writeAll(file, bytes),
    async writeAt(offset, bytes) {
      await file.seek(offset, Deno.SeekMode.Start);
      await writeAll(file, bytes);
      await file.seek(0, Deno.SeekMode.End);
    },
    async truncate(bytes) {
      await file.truncate(bytes);
      await file.seek(0, Deno.SeekMode.End);
    },
    sync: () => file.sync(),
    // deno-lint-ignore require-await -- the interface is asynchronous, closing is not
    async [Symbol.asyncDispose]() {
      if (open) file.close();
      open = false;
    },
  };
}

async function openToChange(path: string): Promise<FileWriter> {
  const file = await Deno.open(path, { write: true });
  try {
    await file.seek(0, Deno.SeekMode.End);
  } catch (error) {
    file.close();
    throw error;
  }
  return writerOf(file);
}

/** The disk of this machine. */
export const diskFiles: Files = {
  async list(folder) {
    try {
      return await Array.fromAsync(
        Deno.readDir(folder),
        ({ name, isDirectory, isSymlink }) => ({ name, isFolder: isDirectory, isLink: isSymlink }),
      );
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  },
  async stat(path) {
    try {
      const { size, mtime, isDirectory } = await Deno.stat(path);
      return { bytes: size, modifiedMs: mtime?.getTime() ?? 0, isFolder: isDirectory };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      if (error instanceof Deno.errors.NotADirectory) return undefined; // a file stands where a folder was looked for
      throw error;
    }
  },
  read: (path) => Deno.readFile(path),
  openToRead,
  openToWrite: async (path) => writerOf(await Deno.open(path, { write: true, create: true, truncate: true })),
  openToChange,
  rename: retryingRename,
  link: (from, to) => Deno.link(from, to),
  makeFolder: (path) => Deno.mkdir(path),
  remove: (path) => Deno.remove(path),
  setModified: (path, modifiedMs) => Deno.utime(path, new Date(modifiedMs), new Date(modifiedMs)),
  async syncFolder(path) {
    // Windows keeps no handle to a folder that could be flushed; its renames are journalled.
    if (Deno.build.os === "windows") return;
    using folder = await Deno.open(path, { read: true });
    await folder.sync();
  },
  lock: lockFile,
  async freeBytes(path) {
    try {
      const { bavail, bsize } = await statfs(path);
      return Number(bavail) * Number(bsize);
    } catch {
      // A network drive may not tell; null says so, and callers then go without the check.
      return null;
    }
  },
};
