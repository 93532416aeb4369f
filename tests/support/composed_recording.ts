import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { wavHeader } from "../../src/audio/mod.ts";

const RECORDINGS = fileURLToPath(new URL("../../demo/recordings", import.meta.url));
const HEADER_BYTES = 44;
const RATE = 16_000;

/**
 * Writes a recording of at least `minutes`, made of the demo's French meeting again and again with two seconds of quiet
 * between. Returns how often it is in it.
 */
export async function composeRecording(path: string, minutes: number): Promise<number> {
  const meeting = (await Deno.readFile(join(RECORDINGS, "reunion-projet-atlas.wav"))).subarray(HEADER_BYTES);
  const quiet = new Uint8Array(2 * RATE * 2);
  const times = Math.ceil(minutes * 60 * RATE * 2 / (meeting.length + quiet.length));
  const frames = times * (meeting.length + quiet.length) / 2;
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const parts = [
    wavHeader({ channels: 1, rate: RATE, frames }),
    ...Array(times).fill([meeting, quiet]).flat(),
  ];
  for (const part of parts) {
    for (let written = 0; written < part.length;) written += await file.write(part.subarray(written));
  }
  return times;
}
