/**
 * What the program carries with it: the speech engine's native files, the demo model, the demo's recordings. In a
 * checkout they lie in its folders. Inside the executable they lie in its embedded file system, which native code
 * cannot read and Deno reads in part (no `fstat`), so they are unpacked when they are needed, once, by content hash,
 * to a cache folder that may be deleted.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { type Clock, systemClock } from "../clock.ts";
import { isFileSystemError } from "../errors.ts";

/** What a carried folder holds: written beside its files by the build, as `carried.json`. */
export interface Carried {
  /** Hash of the names and contents of all files: the name of the folder they are unpacked to. */
  readonly id: string;
  /**
   * `path` is relative to the folder, with `/`; `bytes` and `sha256` are those of its content. It lies there compressed,
   * as `path` with {@linkcode COMPRESSED} at its end.
   */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** Name of the list of files that the build writes into each carried folder. */
export const CARRIED_LIST = "carried.json";

/** Ending of a file that the build compressed (Brotli, RFC 7932), for a download a quarter smaller than a zip's own. */
export const COMPRESSED = ".br";

/** A carried folder that cannot be unpacked because the executable itself is damaged. */
export class DamagedProgramError extends Error {
  override name = "DamagedProgramError";
}

/** Where the executable's bundle finds the native files; read by the bundled onnxruntime-node (build/bundle.ts). */
export const NATIVE_FOLDER = Symbol.for("greffier.nativeFolder");

/** Root of what is carried: the checkout, or the embedded file system. */
function carriedRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return Deno.build.standalone ? here : join(here, "..", "..");
}

/** The folder of the demo's recordings: the checkout's own, or `<cache>/recordings/<hash>` once unpacked. */
export async function demoRecordings(cache: string): Promise<string> {
  const recordings = join(carriedRoot(), "demo", "recordings");
  return Deno.build.standalone ? await unpack(recordings, join(cache, "recordings")) : recordings;
}

/**
 * The native files of the speech engine, unpacked to `<cache>/native/<hash>` when the program is an executable (or to
 * the temporary files of the account, see {@linkcode libraryParent}).
 *
 * @returns The folder to give to {@linkcode useNative} in the engine's process; null in a checkout, where
 * node_modules holds them.
 */
export async function ensureNative(cache: string): Promise<string | null> {
  if (!Deno.build.standalone) return null;
  return await unpack(join(carriedRoot(), "native"), libraryParent(join(cache, "native")));
}

/** The longest path from which Windows loads a library: MAX_PATH of minwindef.h without the zero at its end. */
const LONGEST_LIBRARY_PATH = 259;

/** Longer than the name of the folder and of every file in it. */
const LIBRARY_NAME_LENGTH = 64;

/** Below a home with a long path Windows finds no library: it then goes to the account's own temporary files. */
export function libraryParent(parent: string, os: typeof Deno.build.os = Deno.build.os): string {
  const fits = os !== "windows" || parent.length + LIBRARY_NAME_LENGTH <= LONGEST_LIBRARY_PATH;
  return fits ? parent : join(tmpdir(), "greffier", "native");
}

/**
 * The folder in which the models lie that the program carries (`greffier-demo`), in the layout of `models/`: the
 * checkout's own, or `<cache>/models/<hash>` once unpacked.
 */
export async function ensureBundledModels(cache: string): Promise<string> {
  const models = join(carriedRoot(), "models");
  return Deno.build.standalone ? await unpack(models, join(cache, "models")) : models;
}

/** Tells the engine of this process where its native files are; to be called before transformers.js is imported. */
export function useNative(folder: string | null): void {
  if (folder !== null) Object.assign(globalThis, { [NATIVE_FOLDER]: folder });
}

/**
 * Copies a carried folder to `<parent>/<hash>`, once: a folder of that name is complete, because it appears by one
 * rename. Several processes may do it at the same time; one of them wins and all return the same folder.
 *
 * @throws {DamagedProgramError} When a file's content is not what the build packed.
 */
export async function unpack(from: string, parent: string, clock: Clock = systemClock): Promise<string> {
  const list = JSON.parse(await Deno.readTextFile(join(from, CARRIED_LIST))) as Carried;
  const target = join(parent, list.id);
  if (await isComplete(target, list)) return target;
  await Deno.mkdir(parent, { recursive: true });
  await removeAbandoned(parent, clock);
  const part = join(parent, `${list.id}.${crypto.randomUUID()}.part`);
  try {
    for (const file of list.files) await copyFile(from, part, file);
    try {
      await Deno.rename(part, target);
    } catch (error) {
      if (await isComplete(target, list)) return target;
      // A folder that someone took files out of: state/ may be deleted at any time, in part too.
      if (!(await exists(target))) throw error;
      await Deno.remove(target, { recursive: true });
      await Deno.rename(part, target);
    }
    return target;
  } finally {
    if (await exists(part)) await Deno.remove(part, { recursive: true });
  }
}

const BUFFER_BYTES = 1 << 20;

async function copyFile(from: string, to: string, file: Carried["files"][number]): Promise<void> {
  const target = join(to, file.path);
  await Deno.mkdir(dirname(target), { recursive: true });
  using source = await Deno.open(join(from, file.path + COMPRESSED), { read: true });
  using copy = await Deno.open(target, { write: true, createNew: true });
  const hash = createHash("sha256");
  let length = 0;
  try {
    for await (const bytes of Readable.from(piecesOf(source)).compose(createBrotliDecompress())) {
      // No more than was packed is ever written, whatever a damaged file unpacks to.
      length += bytes.length;
      if (length > file.bytes) break;
      hash.update(bytes);
      for (let written = 0; written < bytes.length;) written += await copy.write(bytes.subarray(written));
    }
  } catch (error) {
    if (isFileSystemError(error)) throw error;
    throw new DamagedProgramError(`${file.path} inside the program cannot be unpacked`, { cause: error });
  }
  const found = hash.digest("hex");
  if (length !== file.bytes || found !== file.sha256) {
    throw new DamagedProgramError(`${file.path} inside the program has SHA-256 ${found}, not ${file.sha256}`);
  }
  await copy.syncData();
}

async function* piecesOf(file: Deno.FsFile): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  for (let read = await file.read(buffer); read !== null; read = await file.read(buffer)) {
    yield buffer.slice(0, read);
  }
}

async function isComplete(folder: string, list: Carried): Promise<boolean> {
  const sizes = await Promise.all(list.files.map((file) => sizeOf(join(folder, file.path))));
  return list.files.every((file, index) => sizes[index] === file.bytes);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await Deno.stat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return await sizeOf(path) !== null;
}

const ABANDONED_MS = 3_600_000;

/** Removes what a process that was killed while it unpacked left behind. */
async function removeAbandoned(parent: string, clock: Clock): Promise<void> {
  for await (const { name } of Deno.readDir(parent)) {
    if (!name.endsWith(".part")) continue;
    const path = join(parent, name);
    try {
      const { mtime } = await Deno.stat(path);
      if (mtime !== null && clock.now() - mtime.getTime() > ABANDONED_MS) {
        await Deno.remove(path, { recursive: true });
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error; // its owner has just renamed or removed it
    }
  }
}
