import { encodePcm16, wavHeader } from "../../src/audio/mod.ts";

/** How {@linkcode spokenWav} sounds. */
export interface SpokenWavOptions {
  readonly seconds: number;
  /** @default {1} */
  readonly channels?: 1 | 2;
  /** In Hz. @default {16000} */
  readonly rate?: number;
  readonly startedAt?: string;
  /** Gives recordings that differ. @default {1} */
  readonly seed?: number;
}

/**
 * A 16-bit WAV of bursts of tone, two seconds long, with pauses of half a second: loud and quiet as speech is. With two
 * channels they take turns, as the sides of a call do.
 */
export function spokenWav(
  { seconds, channels = 1, rate = 16_000, startedAt, seed = 1 }: SpokenWavOptions,
): Uint8Array {
  const frames = Math.round(seconds * rate);
  const planar = Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) {
      const time = frame / rate;
      const turn = Math.floor(time / 2.5);
      const speaks = time % 2.5 < 2 && (channels === 1 || turn % 2 === channel);
      if (speaks) samples[frame] = 0.3 * Math.sin(2 * Math.PI * (180 + 17 * ((turn * seed) % 11)) * time);
    }
    return samples;
  });
  const header = wavHeader({ channels, rate, frames, startedAt });
  const data = encodePcm16(planar);
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}
