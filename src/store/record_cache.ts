import { NewerFileError } from "../errors.ts";
import { readRecord } from "../model/mod.ts";
import type { z } from "../schema.ts";
import type { Files, FileStat } from "./files.ts";
import { sha256 } from "./hash.ts";

/** A record read from a file, and the SHA-256 of the file's bytes. */
export interface Derived<T> {
  readonly value: T;
  readonly sha256: string;
}

/** `value` is undefined when the file does not hold what it should. */
interface Held extends Derived<unknown> {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** How a file is looked at. */
export interface LookOptions {
  /**
   * A file known by now is not even asked for its size and time: for files that never change, in a folder just listed
   * in which they still are. @default {false}
   */
  readonly trust?: boolean;
}

/**
 * Reads records, and reads a file again only when its size or time differs. A file that is missing, is not JSON or
 * breaks its schema is no record: its stage makes it again. One that a newer greffier wrote is not for this program to
 * make again: {@linkcode NewerFileError}.
 */
export class RecordCache {
  readonly #files: Files;
  /** Records and plain hashes apart: a path may be asked for both ways. */
  readonly #records = new Map<string, Held>();
  readonly #hashes = new Map<string, Held>();
  readonly #stats = new Map<string, FileStat>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** The record at `path`, or undefined. */
  async record<T>(
    path: string,
    schema: z.ZodType<T>,
    { trust = false }: LookOptions = {},
  ): Promise<Derived<T> | undefined> {
    const parse = (bytes: Uint8Array) => recordIn(path, bytes, schema);
    const held = trust && this.#records.get(path) || await this.#look(this.#records, path, parse);
    return held?.value === undefined ? undefined : held as Derived<T>;
  }

  /** SHA-256 of the file at `path`, or undefined when there is none. */
  async hash(path: string): Promise<string | undefined> {
    return (await this.#look(this.#hashes, path, () => null))?.sha256;
  }

  /** Size and time of the file at `path`, or undefined. */
  async stat(path: string, { trust = false }: LookOptions = {}): Promise<FileStat | undefined> {
    const known = trust ? this.#stats.get(path) : undefined;
    if (known) return known;
    const stat = await this.#files.stat(path);
    if (stat) this.#stats.set(path, stat);
    else this.#stats.delete(path);
    return stat;
  }

  /** Forgets everything below `folder`. */
  forget(folder: string): void {
    for (const held of [this.#records, this.#hashes, this.#stats]) {
      for (const path of held.keys()) if (path.startsWith(folder)) held.delete(path);
    }
  }

  /** Forgets one file: it was written or removed. */
  forgetFile(path: string): void {
    for (const held of [this.#records, this.#hashes, this.#stats]) held.delete(path);
  }

  async #look(
    found: Map<string, Held>,
    path: string,
    parse: (bytes: Uint8Array) => unknown,
  ): Promise<Held | undefined> {
    const stat = await this.#files.stat(path);
    if (!stat || stat.isFolder) {
      found.delete(path);
      return undefined;
    }
    const known = found.get(path);
    if (known && known.bytes === stat.bytes && known.modifiedMs === stat.modifiedMs) return known;
    const bytes = await this.#files.read(path);
    const { modifiedMs } = stat;
    const held = { value: parse(bytes), sha256: sha256(bytes), bytes: stat.bytes, modifiedMs };
    found.set(path, held);
    return held;
  }
}

/**
 * The record in the bytes of the file at `path`; undefined when they hold none. Throws {@linkcode NewerFileError} when a
 * newer greffier wrote them.
 */
export function recordIn<T>(path: string, bytes: Uint8Array, schema: z.ZodType<T>): T | undefined {
  const reading = readRecord(schema, parseJson(bytes));
  if (reading.kind === "newer") throw new NewerFileError(path);
  return reading.kind === "record" ? reading.value : undefined;
}

/** The JSON value in `bytes`; undefined when it is not JSON. A byte-order mark, as Windows editors write, is skipped. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
