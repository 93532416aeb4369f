/**
 * Sound as numbers: WAV in and out, another rate, the channels of a call, cutting on paper. Pure: bytes come from a
 * {@linkcode ByteSource}, samples go out in blocks, and nothing here knows of files.
 *
 * A recording goes through it like this: `readWavInfo` → `readFrames` → `createChannelPlanner`, and once more
 * `readFrames` → `mixDown` → `createResampler` → `createChunker` → `packWindows`.
 *
 * @module
 */
export { type ByteSource, inOrder, type OrderedSource, readFully } from "./byte_source.ts";
export { type ChannelPlanner, type ChannelPlannerOptions, createChannelPlanner } from "./channel_plan.ts";
export { type Chunker, type ChunkerOptions, createChunker } from "./chunker.ts";
export { decibels, loudnessOf, NOTHING_DB } from "./loudness.ts";
export { mixDown } from "./mix_down.ts";
export { quietestNearEnd } from "./quietest.ts";
export { createResampler, type Resampler, type ResamplerOptions } from "./resample.ts";
export { codecName, type FormatFields, readFormat } from "./wav_format.ts";
export { isHeaderSatisfied, readWavCodec, readWavInfo, type WavCodec, type WavInfo } from "./wav_info.ts";
export { SNIFFED_BYTES, whyNotWav } from "./sniff.ts";
export { type Decoder, decoderOf, type SampleLayout } from "./wav_samples.ts";
export { readFrames, type ReadFramesOptions } from "./wav_reader.ts";
export { wavHeader, type WavHeaderOptions } from "../model/mod.ts";
export { encodePcm16 } from "./wav_writer.ts";
export { type PackOptions, packWindows } from "./windows.ts";
export {
  condense,
  type Condensed,
  type CondenseOptions,
  findSpeech,
  type SpeechOptions,
  type SpeechSpan,
} from "./speech.ts";
