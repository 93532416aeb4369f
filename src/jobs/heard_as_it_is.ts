import type { WavInfo } from "../audio/mod.ts";
import { SAMPLE_RATE } from "../model/mod.ts";

/** Whether windows can be read from a file as it is: 16 kHz, 16 bits, at most two channels. */
export function isHeardAsItIs({ format }: Pick<WavInfo, "format">): boolean {
  return format.encoding === "pcm" && format.bits === 16 && format.rate === SAMPLE_RATE &&
    format.channels <= 2 &&
    format.container === "RIFF";
}
