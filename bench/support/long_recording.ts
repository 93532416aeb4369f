import { join } from "node:path";
import { wavHeader } from "../../src/audio/mod.ts";
import { SAMPLE_RATE } from "../../src/model/mod.ts";

const RECORDING = join(import.meta.dirname!, "..", "..", "demo", "recordings", "reunion-projet-atlas.wav");

/** Bytes before the samples of the demo's recording: a plain header of 16-bit mono at 16 kHz. */
const HEADER_BYTES = 44;

const PAUSE_SECONDS = 2;

/**
 * Writes a long meeting: the demo's recording over and over with pauses between, 16 kHz mono, exactly `hours` long. Each
 * time round it is a little quieter or louder, so that no two stretches have the same samples.
 */
export async function writeLongRecording(path: string, hours: number): Promise<void> {
  const bytes = await Deno.readFile(RECORDING);
  const spoken = new Int16Array(bytes.buffer, HEADER_BYTES, (bytes.length - HEADER_BYTES) >> 1);
  const frames = Math.round(hours * 3600 * SAMPLE_RATE);
  using file = await Deno.open(path, { write: true, create: true });
  const writer = file.writable.getWriter();
  await writer.write(wavHeader({ channels: 1, rate: SAMPLE_RATE, frames }));
  for (let left = frames, round = 0; left > 0; round++) {
    const gain = 1 - (round % 20) / 100;
    const said = spoken.subarray(0, left).map((sample) => Math.round(sample * gain));
    const pause = Math.min(left - said.length, PAUSE_SECONDS * SAMPLE_RATE);
    await writer.write(new Uint8Array(said.buffer, said.byteOffset, said.byteLength));
    if (pause > 0) await writer.write(new Uint8Array(pause * 2));
    left -= said.length + pause;
  }
  writer.releaseLock();
}
