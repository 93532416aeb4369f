import type { ByteSource } from "../../src/audio/mod.ts";

/** Bytes in memory as a source. `most`: bytes that one read gives at most, as a slow share may. */
export function memorySource(
  bytes: Uint8Array,
  { most = Infinity }: { readonly most?: number } = {},
): ByteSource {
  return {
    size: bytes.length,
    read(offset, into) {
      const count = Math.max(0, Math.min(into.length, most, bytes.length - offset));
      into.set(bytes.subarray(offset, offset + count));
      return Promise.resolve(count);
    },
  };
}
