/**
 * Sound in any format: what a file is, by what it holds, and its samples. WAV is read as it is (`audio/`); MP3, FLAC, Opus,
 * Vorbis and the compressed kinds of WAV are decoded by this program, in a process of its own; the rest by ffmpeg.
 *
 * Importing this loads no decoder.
 *
 * @module
 */
export type { DecodeCommand } from "./child_decoder.ts";
export type { DecodedPart } from "./decoded.ts";
export { ffmpegVersion } from "./ffmpeg.ts";
export { lookAtSound, type LookedAtSound } from "./look_at_sound.ts";
export { type InsideFormat, recognise, type Recognised } from "./recognise.ts";
export { runDecodeChild } from "./run_decode_child.ts";
export {
  createSoundDecoder,
  type EncodedSound,
  type SoundDecoder,
  type SoundDecoderOptions,
} from "./sound_decoder.ts";
export { isSoundName } from "./sound_names.ts";
export { type ArchivePart, type ArchiveReading, readArchive } from "./archives.ts";
