import type { AudioStream, Packet } from "../../src/capture/audio_source.ts";
import type { Clock } from "../../src/clock.ts";
import { until } from "./until.ts";

/** A packet as it was received. */
export interface HeardPacket {
  readonly samples: Float32Array;
  readonly atMs: number;
  readonly discontinuity: boolean;
  /** When the reader had it, on the clock's `monotonic()`. */
  readonly receivedMs: number;
}

/** A stretch of packets. */
export interface Heard {
  readonly rate: number;
  readonly packets: readonly HeardPacket[];
}

/** How much to listen to. */
export interface CollectOptions {
  /** Seconds of sound to keep. */
  readonly seconds: number;
  /** Seconds of sound to let go by before. @default {0} */
  readonly skip?: number;
}

/** A stream and its one reader. */
export interface Ear {
  readonly stream: AudioStream;
  readonly packets: AsyncIterator<Packet>;
}

/** The reader of a stream: to be asked for once. */
export const earOf = (stream: AudioStream): Ear => ({ stream, packets: stream[Symbol.asyncIterator]() });

/** Reads packets, copies them, and leaves the stream open. Fails when the stream ends too soon. */
export async function collect(
  { stream, packets: reader }: Ear,
  clock: Clock,
  { seconds, skip = 0 }: CollectOptions,
): Promise<Heard> {
  const packets: HeardPacket[] = [];
  let left = Math.round(skip * stream.rate);
  let wanted = Math.round(seconds * stream.rate);
  while (wanted > 0) {
    const { done, value } = await reader.next();
    if (done) throw new Error(`The stream of "${stream.device.name}" ended ${wanted} samples too soon.`);
    const { samples, atMs, discontinuity } = value;
    if (left > 0) {
      left -= samples.length;
      continue;
    }
    packets.push({ samples: samples.slice(), atMs, discontinuity, receivedMs: clock.monotonic() });
    wanted -= samples.length;
  }
  return { rate: stream.rate, packets };
}

/** All samples of a stretch, one after the other. */
export function samplesOf({ packets }: Heard): Float32Array {
  const all = new Float32Array(packets.reduce((sum, { samples }) => sum + samples.length, 0));
  let at = 0;
  for (const { samples } of packets) {
    all.set(samples, at);
    at += samples.length;
  }
  return all;
}

/**
 * How loud a sine of `hz` is in a stretch, as its peak: the Goertzel algorithm over a Hann window, which keeps other
 * tones out.
 */
export function amplitudeAt(heard: Heard, hz: number): number {
  const samples = samplesOf(heard);
  const step = 2 * Math.PI * hz / heard.rate;
  const turn = 2 * Math.cos(step);
  let [one, two] = [0, 0];
  samples.forEach((sample, n) => {
    const hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / samples.length);
    [one, two] = [sample * hann + turn * one - two, one];
  });
  const power = one * one + two * two - turn * one * two;
  // A Hann window halves a tone, and half of a sine is at the negative frequency.
  return Math.sqrt(Math.max(0, power)) / samples.length * 4;
}

/** Whether anything but silence is heard. */
export function hearing(heard: Heard): boolean {
  return samplesOf(heard).some((sample) => Math.abs(sample) > 0.001);
}

/** The result of `work`, or an error when it takes longer than `ms` of real time; `pass` lets other time go by. */
export async function within<T>(
  ms: number,
  work: PromiseLike<T>,
  pass?: () => void | Promise<void>,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came in ${ms} ms.`)), ms);
  });
  let settled = false;
  const watched = Promise.resolve(work).finally(() => settled = true);
  try {
    const passing = pass && until(() => settled, pass);
    return await Promise.race([watched, late, ...(passing ? [passing.then(() => watched)] : [])]);
  } finally {
    settled = true;
    clearTimeout(timer);
  }
}
