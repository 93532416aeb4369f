import { encodePcm16 } from "../../src/audio/mod.ts";

/** Interleaved 16-bit PCM at 16 kHz, loud and quiet as speech is; the channels take turns. */
export function speechPcm(seconds: number, channels: number): Uint8Array {
  const frames = seconds * 16_000;
  return encodePcm16(
    Array.from({ length: channels }, (_, channel) =>
      Float32Array.from({ length: frames }, (_, frame) => {
        const time = frame / 16_000;
        const speaks = time % 2.5 < 2 && Math.floor(time / 2.5) % channels === channel;
        return speaks ? 0.3 * Math.sin(2 * Math.PI * 220 * time) : 0;
      })),
  );
}
