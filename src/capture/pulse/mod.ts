/**
 * Sound by PulseAudio, and by PipeWire where it answers for it: the microphone is the default source, the sound of the
 * computer the monitor of the default sink.
 *
 * @module
 */
export { createPulseSource, type PulseSourceOptions } from "./pulse_source.ts";
