import { createResampler, type Resampler } from "../../audio/mod.ts";
import { SAMPLE_RATE } from "../../model/mod.ts";
import type { AudioStream, Packet } from "../audio_source.ts";
import { createMixer, type Lane } from "../mixer.ts";
import type { WasapiStream } from "./stream.ts";

/**
 * Two outputs may differ by so much in how soon their sound is known: by the period of Windows, ten milliseconds, and by
 * their latency, which is in the stamps. In milliseconds.
 */
const HOLD_MS = 100;

/** Longer than the filter of the resampler, so that silence of this length brings out what it keeps; shorter than what makes a stream idle. */
const FLUSH_SECONDS = 0.01;

/** A packet so much later than the end of the one before does not follow it: nothing played between. In milliseconds. */
const PAUSE_MS = 50;

interface Output {
  readonly stream: WasapiStream;
  readonly lane: Lane;
  readonly resampler: Resampler;
  /** Samples that came, at the stream's rate, and that the resampler gave. */
  taken: number;
  given: number;
  /** When the last of them was heard. */
  endMs: number;
  /** Nothing follows what came so far. */
  paused: boolean;
  waiting?: Promise<void>;
}

/**
 * What two outputs play, as one sound. They are looked at in turn by one reader, so that what had to wait in the buffers
 * of Windows is complete before it is mixed. When one is lost, so is this, for that reason: opened again, it hears what
 * is there then.
 */
export async function hearBoth(
  streams: readonly WasapiStream[],
  device: AudioStream["device"],
): Promise<AudioStream> {
  await using held = new AsyncDisposableStack();
  for (const stream of streams) held.use(stream);
  const mixer = createMixer(SAMPLE_RATE, { missed: Infinity, holdMs: HOLD_MS });
  const outputs: Output[] = [];
  for (const stream of streams) {
    const resampler = held.use(await createResampler({ channels: 1, from: stream.rate }));
    const lane = mixer.lane();
    lane.pause();
    outputs.push({ stream, resampler, lane, taken: 0, given: 0, endMs: -Infinity, paused: true });
  }
  const resources = held.move();
  let isOver = false;
  let closed: Promise<void> | undefined;
  let lastMs = -Infinity;
  let isBroken = false;
  let loss: unknown;

  function add(output: Output, samples: Float32Array, atMs: number): void {
    const { stream, resampler, lane } = output;
    const [ready] = resampler.push([samples]);
    output.taken += samples.length;
    output.given += ready.length;
    output.endMs = atMs + samples.length / stream.rate * 1000;
    // The resampler keeps some back: what it gives ends before the packet does.
    const kept = output.taken / stream.rate - output.given / SAMPLE_RATE;
    if (ready.length > 0) lane.add(ready, output.endMs - kept * 1000);
  }

  /** What comes next does not follow: the rest of what came is got out of the resampler by a little silence. */
  function pause(output: Output): void {
    if (output.paused) return;
    output.paused = true;
    add(output, new Float32Array(Math.ceil(output.stream.rate * FLUSH_SECONDS)), output.endMs);
    output.lane.pause();
  }

  function take(): Packet | undefined {
    const mixed = mixer.take();
    if (!mixed) return undefined;
    lastMs = Math.max(lastMs, mixed.endMs - mixed.samples.length / SAMPLE_RATE * 1000);
    const discontinuity = isBroken;
    isBroken = false;
    return { samples: mixed.samples, atMs: lastMs, discontinuity };
  }

  /** Takes all that lies ready. */
  function poll(): void {
    for (const output of outputs) {
      for (let packet = output.stream.poll(); packet; packet = output.stream.poll()) {
        const follows = packet.atMs - output.endMs < PAUSE_MS && !packet.discontinuity;
        if (!follows) pause(output);
        isBroken ||= packet.discontinuity;
        output.paused = false;
        add(output, packet.samples, packet.atMs);
      }
      if (output.stream.isIdle) pause(output);
    }
  }

  async function next(): Promise<IteratorResult<Packet>> {
    while (!isOver) {
      try {
        if (loss === undefined) poll();
      } catch (error) {
        loss = error;
        // What was heard before is given first.
        outputs.forEach(pause);
      }
      const value = take();
      if (value) return { done: false, value };
      if (loss !== undefined) throw loss;
      await Promise.race(outputs.map(waitFor));
    }
    return { done: true, value: undefined };
  }

  /** One wait for each at a time: that for the other may still go on. */
  const waitFor = (output: Output) =>
    output.waiting ??= output.stream.wait().finally(() => output.waiting = undefined);

  async function close(): Promise<void> {
    isOver = true;
    await resources.disposeAsync();
    await Promise.all(outputs.map(({ waiting }) => waiting));
  }

  return {
    device,
    rate: SAMPLE_RATE,
    silentWhenIdle: true,
    [Symbol.asyncIterator]: () => ({ next }),
    [Symbol.asyncDispose]: () => closed ??= close(),
  };
}
