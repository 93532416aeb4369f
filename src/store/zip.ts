import { Buffer } from "node:buffer";
import { once } from "node:events";
import { Readable } from "node:stream";
// @deno-types="./yazl.d.ts"
import { ZipFile } from "yazl";
import { PART } from "./atomic.ts";
import type { Files } from "./files.ts";
import { removeIfThere } from "./folders.ts";
import { BLOCK_BYTES } from "./hash.ts";

/** A file to be put into a zip. */
export interface ZipEntry {
  /** In the zip, with `/`. */
  readonly name: string;
  /** Absolute path, or the bytes themselves. */
  readonly from: string | Uint8Array;
  /** Length when it was looked at; a file that grows since is kept to it. */
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Sound hardly gets smaller, and an hour of it takes long. */
  readonly isSound: boolean;
}

/** How a zip is written. */
export interface ZipOptions {
  readonly signal?: AbortSignal;
  /** Called with the length of each block that was read, and the name of its file in the zip. */
  readonly onBytes?: (count: number, name: string) => void;
}

/** A file read and written by everyone who may read the folder, and no program. */
const MODE = 0o100644;

/**
 * Writes a zip that appears whole or not at all, its files read piece by piece; larger ones than 4 GB as ZIP64.
 */
export async function writeZip(
  files: Files,
  to: string,
  entries: readonly ZipEntry[],
  { signal, onBytes = () => {} }: ZipOptions = {},
): Promise<void> {
  const zip = new ZipFile();
  // What goes wrong while a file is read ends the reading of the zip, which tells it; before that nobody listens.
  zip.outputStream.on("error", () => {});
  zip.on("error", (error) => zip.outputStream.destroy(error));
  let open: Readable | undefined;
  for (const { name, from, bytes, modifiedMs, isSound } of entries) {
    const options = { mtime: new Date(modifiedMs), mode: MODE, compressionLevel: isSound ? 0 : 6 };
    if (typeof from !== "string") zip.addBuffer(Buffer.from(from), name, options);
    else {
      zip.addReadStreamLazy(name, { ...options, size: bytes }, (give) => {
        open = Readable.from(blocksOf(from, bytes, name));
        open.on("error", (error) => zip.emit("error", error));
        give(null, open);
      });
    }
  }
  zip.end();
  try {
    await using writer = await files.openToWrite(to + PART);
    for await (const block of zip.outputStream) {
      signal?.throwIfAborted();
      await writer.write(block);
    }
    await writer.sync();
  } catch (error) {
    zip.emit("error", error);
    if (open && !open.closed) {
      const closed = once(open, "close").catch(() => {}); // it may close with the very failure
      open.destroy();
      await closed;
    }
    // What happened is told by the first failure; a part that cannot be removed either is written over next time.
    await removeIfThere(files, to + PART).catch(() => {});
    throw error;
  }
  await files.rename(to + PART, to);

  /** Exactly `bytes` of a file. Throws when it has become shorter. */
  async function* blocksOf(path: string, bytes: number, name: string): AsyncGenerator<Buffer> {
    await using reader = await files.openToRead(path);
    for (let offset = 0; offset < bytes;) {
      signal?.throwIfAborted();
      // A block of its own each time: it is still on its way when the next one is read.
      const block = new Uint8Array(Math.min(BLOCK_BYTES, bytes - offset));
      const count = await reader.read(offset, block);
      if (count === 0) throw new Deno.errors.UnexpectedEof(`${path} has become shorter`);
      offset += count;
      onBytes(count, name);
      yield Buffer.from(block.buffer, 0, count);
    }
  }
}
