/**
 * Sound made small for keeping: WAV into FLAC without loss, or into Opus, and the proof that it can be heard again.
 *
 * @module
 */
export {
  type Archived,
  type ArchiveFormat,
  type ArchiveOptions,
  archiveWav,
  checkArchive,
  roomFor,
  whyNot,
} from "./archive_wav.ts";
export { createFlacEncoder, type FlacFormat } from "./flac_encoder.ts";
export { createOpusEncoder } from "./opus_encoder.ts";
export type { Encoded, SoundEncoder, SoundSink } from "./sound_encoder.ts";
export type { SoundBlock, SoundReader } from "./sound_reader.ts";
