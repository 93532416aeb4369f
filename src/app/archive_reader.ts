import type { SoundReader } from "../archive/mod.ts";

/** Reads archives back with the program's own decoders, which are loaded when one is read. */
export function archiveReader(): SoundReader {
  return async function* (reader, options) {
    const { readArchive } = await import("../decoding/mod.ts");
    yield* readArchive(reader, options);
  };
}
