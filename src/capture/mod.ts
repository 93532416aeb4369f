/**
 * What the PC plays and what the microphone hears, as packets of samples in time: one adapter a way to sound, and the
 * choice between them.
 *
 * @module
 */
export {
  type AudioDevice,
  type AudioSource,
  type AudioStream,
  type DeviceFormat,
  type LossReason,
  type Packet,
  StreamLostError,
  type StreamRequest,
} from "./audio_source.ts";
export {
  type CaptureType,
  type ChooseOptions,
  chooseSource,
  type ChosenSource,
  type SourceMakers,
  type SourceName,
  type SourceParts,
} from "./choose.ts";
export { findDevice } from "./find_device.ts";
export { createFfmpegSource } from "./programs/ffmpeg.ts";
export { createMicrophoneSource, type MicrophoneOptions } from "./programs/microphone.ts";
export type { ProgramOptions } from "./programs/options.ts";
export { createSoxSource } from "./programs/sox.ts";
export { createPulseSource, type PulseSourceOptions } from "./pulse/mod.ts";
export { createWasapiSource, type WasapiSourceOptions } from "./wasapi/mod.ts";
