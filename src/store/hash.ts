import { createHash } from "node:crypto";
import type { Files } from "./files.ts";

/** Bytes read at once when a file is hashed or copied. */
export const BLOCK_BYTES = 1 << 20;

/** SHA-256 of bytes or text, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a value's JSON, in hexadecimal. Keys count in the order they stand. */
export function sha256OfJson(value: unknown): string {
  return sha256(JSON.stringify(value));
}

/** SHA-256 of a file of any length, in hexadecimal. */
export async function sha256OfFile(
  files: Files,
  path: string,
  options: {
    readonly signal?: AbortSignal;
    /** Called with the length of each block that was read, in bytes. */
    readonly onBytes?: (count: number) => void;
  } = {},
): Promise<string> {
  await using reader = await files.openToRead(path);
  const hash = createHash("sha256");
  // Sealing hashes hundreds of small files: a whole block for each would take 40 MB before they are collected.
  const block = new Uint8Array(Math.min(BLOCK_BYTES, Math.max(1, reader.size)));
  for (let offset = 0;;) {
    options.signal?.throwIfAborted();
    const count = await reader.read(offset, block);
    if (count === 0) return hash.digest("hex");
    hash.update(block.subarray(0, count));
    options.onBytes?.(count);
    offset += count;
  }
}
