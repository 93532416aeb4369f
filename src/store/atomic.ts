import { dirname } from "node:path";
import type { Files } from "./files.ts";

/** Ending of a file that is still being written. */
export const PART = ".part";

/** Writes a file so that it appears whole or not at all: `*.part`, forced to disk, renamed. */
export async function writeAtomic(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const part = path + PART;
  {
    await using writer = await files.openToWrite(part);
    await writer.write(bytes);
    await writer.sync();
  }
  await files.rename(part, path);
  await files.syncFolder(dirname(path));
}

/** The bytes of a JSON file: readable, one line at its end. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value, null, 2) + "\n");
}
