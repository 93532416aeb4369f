import type { Clock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import type { Child, Children } from "./children.ts";
import { PATIENCE_MS, SERVER } from "./server.ts";
import { linesOf, parseWord } from "./words.ts";

/** What to record. */
export interface RecordingOptions {
  readonly children: Children;
  readonly clock: Clock;
  /** Name of a source, or number of a sink input. */
  readonly from: { readonly source: string } | { readonly sinkInput: number };
  /** For the errors. */
  readonly deviceName: string;
  /** In Hz. */
  readonly rate: number;
  readonly signal?: AbortSignal;
}

/** Sound that has just come, and what is known of it. */
export interface Sound {
  /** Mono, -1 to 1. Used again for the next. */
  readonly samples: Float32Array;
  /** When its first sample was heard, on the clock's `monotonic()`, in milliseconds. */
  readonly atMs: number;
  /** Sound was lost before it. */
  readonly discontinuity: boolean;
}

/**
 * How much sound the server gathers before it sends it, in milliseconds. A monitor makes its sink keep to that as well, so
 * that a short time would wake the sound card often, in the middle of the call that is recorded.
 */
const FRAGMENT_MS = 50;

/** Least time between two readings, in milliseconds: the server sends every 10 to 50 ms, and each reading costs. */
const GATHER_MS = 100;

/** Room for a third of a second at 48 kHz, as much as a pipe holds. */
const BUFFER_BYTES = 65_536;

/** Latencies that are looked back on: `parec` says one every 50 ms or so. */
const LATENCIES = 40;

const failed = (device: string, cause: string) =>
  new GreffierError(message("capture.failed", { device, cause }));

const isOfServer = (cause: string) => /connection/i.test(cause);

/** The sentence for what `parec` could not do at the start. */
function refusal(device: string, cause: string): GreffierError {
  if (/not found/.test(cause)) {
    return new GreffierError(message("capture.programMissing", { program: "parec" }));
  }
  if (/busy/i.test(cause)) return new GreffierError(message("capture.busy", { device }));
  if (/access denied/i.test(cause)) return new GreffierError(message("capture.forbidden"));
  if (isOfServer(cause)) {
    return new GreffierError(message("capture.noServer", { server: SERVER, cause }));
  }
  return failed(device, cause);
}

/**
 * One `parec`. It is asked for 32-bit float at the device's own rate, mixed to mono: the server's resampler is "speex-float-1"
 * unless somebody changed it, which takes away what is high in a voice; greffier's own does not. Only while the server does
 * not move it: what comes from another device is not given out.
 */
export class Recording implements AsyncDisposable {
  readonly #child: Child;
  readonly #clock: Clock;
  readonly #rate: number;
  readonly #listening: Promise<void>;
  readonly #connected = Promise.withResolvers<void>();
  #source: string | undefined;
  #moved = false;
  #cause = "";
  #latencies: number[] = [];
  #overrun = false;
  #buffer = new Uint8Array(BUFFER_BYTES);
  /** Bytes at the start of the buffer that are not a whole sample yet. */
  #rest = 0;
  #samples = new Float32Array(BUFFER_BYTES / 4);
  #lastAtMs = -Infinity;
  #nextReadMs = -Infinity;
  readonly #stopping = new AbortController();

  private constructor({ children, clock, from, rate }: RecordingOptions) {
    this.#clock = clock;
    this.#rate = rate;
    this.#child = children.start("parec", [
      "source" in from ? `--device=${from.source}` : `--monitor-stream=${from.sinkInput}`,
      "--raw",
      "--verbose",
      "--format=float32le",
      "--channels=1",
      `--rate=${rate}`,
      `--latency-msec=${FRAGMENT_MS}`,
      "--client-name=greffier",
      "--stream-name=greffier",
      // Not the volume that the server remembers for greffier.
      "--volume=65536",
      // PipeWire then ends the stream where PulseAudio would move it.
      "--property=node.dont-reconnect=true",
    ]);
    // A pipe that breaks is as good as an end.
    this.#listening = this.#listen().catch((error) => this.#fail(String(error)));
  }

  /** Starts, and waits until the device is really connected. Throws a `GreffierError` otherwise. */
  static async open(options: RecordingOptions): Promise<Recording> {
    options.signal?.throwIfAborted();
    const recording = new Recording(options);
    try {
      await recording.#connect(options);
      return recording;
    } catch (error) {
      await recording[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #connect({ clock, from, deviceName, signal }: RecordingOptions): Promise<void> {
    const over = new AbortController();
    const waiting = AbortSignal.any(signal ? [signal, over.signal] : [over.signal]);
    const late = clock.sleep(PATIENCE_MS, { signal: waiting }).then(() => {
      throw refusal(deviceName, "Connection timed out");
    });
    try {
      await Promise.race([this.#connected.promise, late]);
    } finally {
      over.abort();
      await late.catch(() => {});
    }
    if (this.#source === undefined) throw refusal(deviceName, this.#cause || "parec");
    if ("source" in from && this.#source !== from.source) throw failed(deviceName, `parec: ${this.#source}`);
  }

  /** Whether it ended because the server did. */
  get serverGone(): boolean {
    return isOfServer(this.#cause);
  }

  /** What comes next; undefined when it is over: ended, moved to another device, or disposed. */
  async read(): Promise<Sound | undefined> {
    for (;;) {
      await this.#gather();
      const bytes = await this.#child.read(this.#buffer.subarray(this.#rest));
      if (!bytes || this.#moved) return undefined;
      this.#buffer = new Uint8Array(bytes.buffer);
      const filled = this.#rest + bytes.length;
      const count = Math.floor(filled / 4);
      this.#rest = filled - count * 4;
      // A backlog is taken without waiting.
      const backlog = count / this.#rate * 1000 > 2 * GATHER_MS;
      this.#nextReadMs = this.#clock.monotonic() + (backlog ? 0 : GATHER_MS);
      if (count > 0) return this.#sound(count, filled);
    }
  }

  async #gather(): Promise<void> {
    const wait = this.#nextReadMs - this.#clock.monotonic();
    // Stopping wakes it, and is then told by the end of what the child writes.
    if (wait > 0) await this.#clock.sleep(wait, { signal: this.#stopping.signal }).catch(() => {});
  }

  #sound(count: number, filled: number): Sound {
    const given = new Float32Array(this.#buffer.buffer, 0, count);
    const samples = this.#samples.subarray(0, count);
    for (let n = 0; n < count; n++) {
      const sample = given[n];
      // Float devices may go past full scale. What is no number is silence.
      samples[n] = sample > 1 ? 1 : sample < -1 ? -1 : sample === sample ? sample : 0;
    }
    this.#buffer.copyWithin(0, count * 4, filled);
    const duration = count / this.#rate * 1000;
    const atMs = Math.max(this.#lastAtMs, this.#clock.monotonic() - duration - this.#knownLatency());
    this.#lastAtMs = atMs;
    const discontinuity = this.#overrun;
    this.#overrun = false;
    return { samples, atMs, discontinuity };
  }

  /**
   * How old sound is at least when it comes, in milliseconds: the least of the last latencies, which go up and down with
   * what is being gathered, without that part of it which may not have been waiting.
   */
  #knownLatency(): number {
    if (this.#latencies.length < LATENCIES) return 0;
    return Math.max(0, Math.min(...this.#latencies) - FRAGMENT_MS);
  }

  async #listen(): Promise<void> {
    for await (const line of linesOf(this.#child.words)) {
      const word = parseWord(line);
      if (word?.kind === "connected") {
        this.#source = word.source;
        this.#connected.resolve();
      } else if (word?.kind === "moved" && word.source !== this.#source) {
        this.#moved = true;
        await this.stop();
      } else if (word?.kind === "latency") {
        this.#latencies.push(word.ms);
        if (this.#latencies.length > LATENCIES) this.#latencies.shift();
      } else if (word?.kind === "overrun") {
        this.#overrun = true;
      } else if (word?.kind === "failed") {
        this.#cause = word.cause;
      }
    }
    this.#connected.resolve();
  }

  #fail(cause: string): void {
    this.#cause ||= cause;
    this.#connected.resolve();
  }

  /** Ends it; a read that waits gives undefined. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#child[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#listening;
  }
}
