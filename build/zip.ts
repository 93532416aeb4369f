import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
// @deno-types="./yazl.d.ts"
import { ZipFile } from "yazl";
import { filesOf } from "./carried.ts";

/** Written for every file, in no time zone: the same folder gives the same zip, whenever and wherever. */
const ALWAYS = new Date(2026, 0, 1);

/** What is in a zip. */
export interface ZipOptions {
  /** The folder that everything in the zip lies in. */
  readonly name: string;
  /** Whether a file, relative to the folder, may be run. @default none */
  readonly isProgram?: (path: string) => boolean;
}

/** Zips a folder, files in the order of their names. */
export async function zipFolder(folder: string, output: string, options: ZipOptions): Promise<void> {
  const { name, isProgram = () => false } = options;
  const zip = new ZipFile();
  for (const path of await filesOf(folder)) {
    zip.addFile(join(folder, path), `${name}/${path}`, {
      mtime: ALWAYS,
      forceDosTimestamp: true, // without a time zone
      mode: isProgram(path) ? 0o100755 : 0o100644,
      compressionLevel: 9,
    });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(output));
}
