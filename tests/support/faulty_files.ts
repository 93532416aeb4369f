import type { FileReader, Files, FileWriter } from "../../src/store/mod.ts";

/** An operation of the file system about to be done: its name, its path and its number, from 1. */
export interface Operation {
  readonly name: string;
  readonly path: string;
  readonly number: number;
}

/**
 * Files that tell `before` of every operation before it is done; what that throws is thrown in its place. Counts the
 * operations that change something, unless `all`, for these are the ones that a stop or a fault can lose something at.
 */
export function watchedFiles(
  inner: Files,
  before: (operation: Operation) => void | Promise<void>,
  { all = false }: { readonly all?: boolean } = {},
): Files {
  let number = 0;
  const tell = async (name: string, path: string) => await before({ name, path, number: ++number });
  const look = async (name: string, path: string) => {
    if (all) await tell(name, path);
  };
  const reader = (open: FileReader, path: string): FileReader => ({
    size: open.size,
    async read(offset, into) {
      await look("read", path);
      return await open.read(offset, into);
    },
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  });
  const writer = (open: FileWriter, path: string): FileWriter => ({
    async write(bytes) {
      await tell("write", path);
      await open.write(bytes);
    },
    async writeAt(offset, bytes) {
      await tell("writeAt", path);
      await open.writeAt(offset, bytes);
    },
    async truncate(bytes) {
      await tell("truncate", path);
      await open.truncate(bytes);
    },
    async sync() {
      await tell("sync", path);
      await open.sync();
    },
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  });
  return {
    async list(folder) {
      await look("list", folder);
      return await inner.list(folder);
    },
    async stat(path) {
      await look("stat", path);
      return await inner.stat(path);
    },
    async read(path) {
      await look("read", path);
      return await inner.read(path);
    },
    async openToRead(path) {
      await look("openToRead", path);
      return reader(await inner.openToRead(path), path);
    },
    async openToWrite(path) {
      await tell("openToWrite", path);
      const open = await inner.openToWrite(path);
      return writer(open, path);
    },
    async openToChange(path) {
      await tell("openToChange", path);
      return writer(await inner.openToChange(path), path);
    },
    async rename(from, to, options) {
      await tell("rename", to);
      await inner.rename(from, to, options);
    },
    async link(from, to) {
      await tell("link", to);
      await inner.link(from, to);
    },
    async makeFolder(path) {
      await tell("makeFolder", path);
      await inner.makeFolder(path);
    },
    async remove(path) {
      await tell("remove", path);
      await inner.remove(path);
    },
    async setModified(path, modifiedMs) {
      await tell("setModified", path);
      await inner.setModified(path, modifiedMs);
    },
    async syncFolder(path) {
      await tell("syncFolder", path);
      await inner.syncFolder(path);
    },
    lock: (path) => inner.lock(path),
    freeBytes: (path) => inner.freeBytes(path),
  };
}
