import type { Clock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import type { Log } from "../../log.ts";
import {
  type AudioDevice,
  type AudioStream,
  type Packet,
  StreamLostError,
  type StreamRequest,
} from "../audio_source.ts";
import type { Child, CommandLine, Spawn } from "./child.ts";
import { LastWords, lossFrom, refusal, SERVER_NAME } from "./last_words.ts";

/** What every program is asked for: 16 kHz, the rate of the recordings, so that nothing is converted twice. In Hz. */
export const RATE = 16_000;

/** Of one read, in bytes: half a second. */
const READ_BYTES = RATE;

/** Of all packets but the last, in samples: 40 ms. */
const PACKET = RATE / 25;

/** A program that has given no sound after this long gives none. In milliseconds. */
const PATIENCE_MS = 10_000;

/** What is needed to run programs. */
export interface ProgramParts {
  readonly spawn: Spawn;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Starts a program that writes mono PCM of 16 bits at {@linkcode RATE} to its standard output, and waits for its first
 * samples. Throws a sentence when it ends before, or gives nothing; `capture.programMissing` when it is not installed.
 */
export async function openProgram(
  command: CommandLine,
  device: Pick<AudioDevice, "id" | "name">,
  request: StreamRequest,
  { spawn, clock, log, serverAnswers }: ProgramParts & {
    /** For programs that do not say whether the sound server or the device went away. */
    readonly serverAnswers?: () => Promise<boolean>;
  },
): Promise<AudioStream> {
  request.signal?.throwIfAborted();
  const { program } = command;
  log.debug("Starting {program} with {args}", { program, args: command.args });
  const stream = new ProgramStream(startProgram(command, spawn), device, { clock, log, serverAnswers });
  const over = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, over.signal]) : over.signal;
  const late = clock.sleep(PATIENCE_MS, { signal }).then(() => "silent" as const, () => "aborted" as const);
  const begun = stream.begin();
  try {
    const outcome = await Promise.race([begun, late]);
    request.signal?.throwIfAborted();
    if (outcome === "began") return stream;
    if (outcome !== "ended") {
      log.warn("{program} gives no sound: {words}", { program, words: stream.words });
      throw new GreffierError(message("capture.programSilent", { program, device: device.name }));
    }
    throw refusal(...await stream.farewell(), request, { program, name: device.name });
  } catch (error) {
    await stream[Symbol.asyncDispose]();
    throw error;
  } finally {
    over.abort();
    await late;
    await begun;
  }
}

/** Starts a program; `capture.programMissing` when it is not installed. */
export function startProgram(command: CommandLine, spawn: Spawn): Child {
  try {
    return spawn(command);
  } catch (error) {
    throw missing(error, command.program);
  }
}

/** Says in words that a program is not installed; any other error stays as it is. */
export function missing(error: unknown, program: string): unknown {
  if (!(error instanceof Deno.errors.NotFound)) return error;
  return new GreffierError(message("capture.programMissing", { program }), { cause: error });
}

/**
 * The sound of one program. A block is stamped with the time it was read less its length: it may have waited in the
 * program or in the pipe, so that is late, never early. Whether another device became the default is not known here;
 * and PulseAudio, when a device is taken away, moves the program to another without a word.
 */
class ProgramStream implements AudioStream {
  readonly device: Pick<AudioDevice, "id" | "name">;
  readonly rate = RATE;
  readonly silentWhenIdle = false;
  readonly #child: Child;
  readonly #words: LastWords;
  readonly #reader: ReadableStreamBYOBReader;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #serverAnswers: () => Promise<boolean>;
  readonly #samples = new Float32Array(PACKET);
  #buffer = new ArrayBuffer(READ_BYTES);
  /** Bytes of `#buffer` not given yet, `#from` to `#to`, and when they were read. */
  #from = 0;
  #to = 0;
  #readAt = 0;
  #stamp = -Infinity;
  #over = false;
  #disposal: Promise<void> | null = null;

  constructor(
    child: Child,
    device: Pick<AudioDevice, "id" | "name">,
    { clock, log, serverAnswers = () => Promise.resolve(true) }: {
      readonly clock: Clock;
      readonly log: Log;
      readonly serverAnswers?: () => Promise<boolean>;
    },
  ) {
    this.device = { id: device.id, name: device.name };
    this.#child = child;
    this.#words = new LastWords(child.stderr);
    this.#reader = child.stdout.getReader({ mode: "byob" });
    this.#clock = clock;
    this.#log = log;
    this.#serverAnswers = serverAnswers;
  }

  /** What the program has printed last. */
  get words(): string {
    return this.#words.text;
  }

  /** What it printed last and its exit code, once it has ended. */
  async farewell(): Promise<[words: string, code: number]> {
    await this.#words.complete;
    return [this.words, await this.#child.ended];
  }

  /** Waits for the first packet. */
  async begin(): Promise<"began" | "ended"> {
    return await this.#fill() ? "began" : "ended";
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Packet> {
    while (this.#disposal === null) {
      if (await this.#fill() || this.#waiting > 0) yield this.#take();
      else if (this.#disposal === null) throw await this.#loss();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#end();
    return this.#disposal;
  }

  /** Samples that were read and not given. */
  get #waiting(): number {
    return (this.#to - this.#from) >> 1;
  }

  /** Reads on until there is a whole packet; false when the program has ended before. */
  async #fill(): Promise<boolean> {
    while (this.#waiting < PACKET) {
      if (this.#over) return false;
      new Uint8Array(this.#buffer).copyWithin(0, this.#from, this.#to);
      [this.#from, this.#to] = [0, this.#to - this.#from];
      // The buffer goes to the system with the reading, and comes back with it.
      const rest = new Uint8Array(this.#buffer.slice(0, this.#to));
      const { value, done } = await this.#reader.read(new Uint8Array(this.#buffer, this.#to));
      if (done) {
        this.#over = true;
        this.#buffer = rest.buffer;
        return false;
      }
      this.#readAt = this.#clock.monotonic();
      this.#buffer = value.buffer;
      this.#to += value.length;
    }
    return true;
  }

  #take(): Packet {
    const count = Math.min(PACKET, this.#waiting);
    const view = new DataView(this.#buffer, this.#from);
    for (let i = 0; i < count; i++) this.#samples[i] = view.getInt16(2 * i, true) / 32768;
    // A block that waited behind another began before that was read: what was said of the other stands. As that one was
    // a whole packet, read before this one, this one still ends before it was read.
    const atMs = Math.max(this.#stamp, this.#readAt - this.#waiting / RATE * 1000);
    this.#stamp = atMs;
    this.#from += 2 * count;
    return { samples: this.#samples.subarray(0, count), atMs, discontinuity: false };
  }

  async #loss(): Promise<StreamLostError> {
    const [words, code] = await this.farewell();
    const { name } = this.device;
    this.#log.warn("The program that heard {name} has ended with {code}: {words}", { name, code, words });
    const reason = await this.#serverAnswers() ? lossFrom(words) : "server-gone";
    const text = reason === "server-gone"
      ? message("capture.lost.server-gone", { server: SERVER_NAME })
      : message("capture.lost.unplugged", { device: name });
    return new StreamLostError(reason, text, { cause: new Error(words) });
  }

  async #end(): Promise<void> {
    this.#child.kill();
    await this.#child.ended;
    await this.#reader.cancel();
    await this.#words.complete;
  }
}
