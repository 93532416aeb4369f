import type { GreffierError } from "../../errors.ts";
import type { AudioStream, Packet, StreamRequest } from "../audio_source.ts";
import { lost, type StreamParts } from "./device_stream.ts";
import type { Entry } from "./listing.ts";
import { createMixer } from "../mixer.ts";
import { type Ancestry, programName, sinkInputsOf } from "./programs.ts";
import { Recording } from "./recording.ts";
import { type Watch, watchServer } from "./server.ts";

/** What everything is recorded at, so that it can be mixed, in Hz: what programs play at, nearly always. */
const RATE = 48_000;

/**
 * What one program plays, wherever it plays it: each of its sink inputs is recorded before the volume of the device, and
 * they are mixed. They come and go with calls and notifications, and move from device to device; between them the program
 * is silent, and so is the stream.
 */
class ProgramStream implements AudioStream {
  readonly silentWhenIdle = true;
  readonly rate = RATE;
  readonly device: AudioStream["device"];
  readonly #parts: StreamParts;
  readonly #wanted: string;
  readonly #ancestry: Ancestry;
  readonly #over = new AbortController();
  readonly #mixer = createMixer(RATE);
  /** By the number of the sink input. */
  readonly #recordings = new Map<
    number,
    { readonly recording: Recording; readonly reading: Promise<void> }
  >();
  readonly #watch: Watch;
  #wake = Promise.withResolvers<void>();
  #gone = false;
  #closing: Promise<void> | undefined;

  constructor(parts: StreamParts, wanted: string, ancestry: Ancestry, first: Entry) {
    this.#parts = parts;
    this.#wanted = wanted;
    this.#ancestry = ancestry;
    this.device = { id: wanted, name: programName(first) };
    this.#watch = watchServer({ ...parts, facility: "sink-input", look: () => this.#look() });
  }

  /** Resolves when what the program plays now is being recorded. */
  started(): Promise<void> {
    return this.#watch.nudge();
  }

  /** Begins to record what the program has begun to play. What ended by itself was told by its recording. */
  async #look(): Promise<void> {
    const { signal } = this.#over;
    let inputs: readonly Entry[];
    try {
      inputs = await this.#parts.server.sinkInputs(signal);
    } catch {
      if (!signal.aborted) this.#gone = true;
      this.#wake.resolve();
      return;
    }
    for (const input of await sinkInputsOf(this.#wanted, inputs, this.#ancestry)) {
      if (signal.aborted || this.#recordings.has(input.index)) continue;
      try {
        await this.#record(input);
      } catch {
        // It stopped playing meanwhile, or moves to another device: the server says when there is more.
      }
    }
  }

  async #record(input: Entry): Promise<void> {
    const recording = await Recording.open({
      ...this.#parts,
      from: { sinkInput: input.index },
      deviceName: programName(input),
      rate: RATE,
      signal: this.#over.signal,
    });
    const lane = this.#mixer.lane();
    const reading = (async () => {
      for (;;) {
        // A pipe that breaks is as good as an end.
        const sound = await recording.read().catch(() => undefined);
        if (!sound) break;
        lane.add(sound.samples, sound.atMs + sound.samples.length / RATE * 1000);
        this.#wake.resolve();
      }
      lane.close();
      this.#wake.resolve();
      await recording[Symbol.asyncDispose]();
      this.#recordings.delete(input.index);
      // It may only have moved to another device.
      this.#watch.nudge();
    })();
    this.#recordings.set(input.index, { recording, reading });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Packet> {
    let lastMs = -Infinity;
    for (;;) {
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
      if (this.#over.signal.aborted) return;
      for (let mixed = this.#mixer.take(); mixed; mixed = this.#mixer.take()) {
        lastMs = Math.max(lastMs, mixed.endMs - mixed.samples.length / RATE * 1000);
        yield { samples: mixed.samples, atMs: lastMs, discontinuity: false };
        if (this.#over.signal.aborted) return;
      }
      if (this.#gone) throw lost("server-gone", this.device.name);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing ??= (async () => {
      this.#over.abort();
      this.#wake.resolve();
      await this.#watch[Symbol.asyncDispose]();
      await Promise.all([...this.#recordings.values()].map(async ({ recording, reading }) => {
        await recording.stop();
        await reading;
      }));
    })();
  }
}

/** Opens the programs whose names hold `request.process`; `unknown` is thrown when none of them plays. */
export async function openProgramStream(
  parts: StreamParts,
  request: StreamRequest & { readonly process: string },
  { ancestry, unknown }: { readonly ancestry: Ancestry; readonly unknown: () => GreffierError },
): Promise<AudioStream> {
  const inputs = await parts.server.sinkInputs(request.signal);
  const [first] = await sinkInputsOf(request.process, inputs, ancestry);
  if (!first) throw unknown();
  const stream = new ProgramStream(parts, request.process, ancestry, first);
  try {
    await stream.started();
    request.signal?.throwIfAborted();
    return stream;
  } catch (error) {
    await stream[Symbol.asyncDispose]();
    throw error;
  }
}
