import type { FileReader } from "../store/mod.ts";

/** A stretch of decoded sound. */
export interface SoundBlock {
  /** An array of samples a channel, full scale 1. Used again for the next block. */
  readonly channels: readonly Float32Array[];
  /** In Hz. */
  readonly rate: number;
}

/** Reads an archive back: a port, for what decodes stands beside this folder. */
export type SoundReader = (
  reader: FileReader,
  options: { /** For messages. */ readonly name: string; readonly signal?: AbortSignal },
) => AsyncIterable<SoundBlock>;
