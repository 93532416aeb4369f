import { createResampler } from "../audio/mod.ts";
import type { AudioStream } from "../capture/audio_source.ts";
import { GreffierError, message } from "../errors.ts";
import { SAMPLE_RATE } from "../model/mod.ts";

/** The rates that are resampled, in Hz. Of higher ones, several samples are averaged to one first. */
const LEAST_RATE = 4000;
const MOST_RATE = 192_000;

/** No device has more, in Hz. */
const HIGHEST_RATE = 3_072_000;

/** Brings packets to 16 kHz. */
export interface Placer extends Disposable {
  /** Takes a packet; gives what is ready, in an array of the caller's own, and when its first sample was heard. */
  place(samples: Float32Array, atMs: number): { readonly ready: Float32Array; readonly readyMs: number };
}

/** Makes a placer for a stream. Throws a `GreffierError` when its rate is none that sound can have. */
export async function createPlacer({ device, rate }: Pick<AudioStream, "device" | "rate">): Promise<Placer> {
  if (!(rate >= LEAST_RATE && rate <= HIGHEST_RATE)) {
    throw new GreffierError(
      message("capture.formatUnknown", { device: device.name, found: `${rate} Hz` }),
    );
  }
  const by = Math.ceil(rate / MOST_RATE);
  const resampler = await createResampler({ channels: 1, from: rate / by });
  const average = averager(by);
  let taken = 0;
  let given = 0;
  return {
    place(samples, atMs) {
      // The resampler keeps some back.
      const readyMs = atMs - (taken / rate - given / SAMPLE_RATE) * 1000;
      const [ready] = resampler.push([average(samples)]);
      taken += samples.length;
      given += ready.length;
      return { ready, readyMs };
    },
    [Symbol.dispose]: () => resampler[Symbol.dispose](),
  };
}

/**
 * Makes one sample of each `by`, over a stream of any length. A mean has its zeros at the multiples of the new rate:
 * what would be mirrored into the first 8 kHz is at least 27 dB weaker.
 */
function averager(by: number): (samples: Float32Array) => Float32Array {
  if (by === 1) return (samples) => samples;
  let sum = 0;
  let count = 0;
  return (samples) => {
    const means = new Float32Array(Math.floor((count + samples.length) / by));
    let at = 0;
    for (const sample of samples) {
      sum += sample;
      if (++count < by) continue;
      means[at++] = sum / by;
      sum = count = 0;
    }
    return means;
  };
}
