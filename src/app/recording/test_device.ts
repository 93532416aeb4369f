import { createResampler, loudnessOf } from "../../audio/mod.ts";
import type { AudioDevice, AudioSource } from "../../capture/audio_source.ts";
import type { Clock } from "../../clock.ts";
import { GreffierError, textOf } from "../../errors.ts";
import { SAMPLE_RATE } from "../../model/mod.ts";
import type { DeviceTest } from "../recordings.ts";

/** How long a device is heard, in milliseconds. */
const HEAR_MS = 5000;

/** What {@linkcode testDevice} needs. */
export interface TestParts {
  readonly source: AudioSource;
  readonly clock: Clock;
  /** Writes down what is said in samples at 16 kHz. */
  readonly hear: (samples: Float32Array, signal?: AbortSignal) => Promise<string>;
  readonly signal?: AbortSignal;
}

/** Hears a device for five seconds. One that cannot be heard is a result too: its sentence. */
export async function testDevice(device: AudioDevice, parts: TestParts): Promise<DeviceTest> {
  const { source, clock, hear, signal } = parts;
  try {
    const samples = await record(device, { source, clock, signal });
    if (samples.length === 0) return { device, rms: null, peak: null, text: "", problem: null };
    return { device, ...loudnessOf(samples), text: await hear(samples, signal), problem: null };
  } catch (error) {
    if (signal?.aborted || !(error instanceof GreffierError)) throw error;
    return { device, rms: null, peak: null, text: "", problem: textOf(error) };
  }
}

/** What a device sends in five seconds, at 16 kHz. Nothing when nothing plays on it. */
async function record(
  { id, flow }: AudioDevice,
  { source, clock, signal }: Pick<TestParts, "source" | "clock" | "signal">,
): Promise<Float32Array> {
  const side = flow === "input" ? "microphone" : "system";
  await using stream = await source.open({ side, device: id, process: null, signal });
  using resampler = await createResampler({ channels: 1, from: stream.rate });
  const pieces: Float32Array[] = [];
  const over = new AbortController();
  // A device on which nothing plays sends nothing, for ever: the time ends it, by taking the stream away.
  const time = clock.sleep(HEAR_MS, { signal: signal ? AbortSignal.any([signal, over.signal]) : over.signal })
    .catch(() => {}).then(() => stream[Symbol.asyncDispose]());
  try {
    const enough = HEAR_MS / 1000 * stream.rate;
    let heard = 0;
    for await (const { samples } of stream) {
      pieces.push(...resampler.push([samples]));
      heard += samples.length;
      if (heard >= enough) break;
    }
    pieces.push(...resampler.finish());
  } finally {
    over.abort();
    await time;
  }
  signal?.throwIfAborted();
  return joined(pieces).subarray(0, HEAR_MS / 1000 * SAMPLE_RATE);
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
