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

/**
 * Time between two readings, in milliseconds. The server sends every 10 to 50 ms, and what a reading costs is the waking up:
 * all recordings are read at the same moments, the multiples of this time.
 */
const GATHER_MS = 200;

/**
 * Of so many readings one is made at once after another, and waits for what the server sends next: that sound has just
 * come, where any other may have lain in the pipe for as long as a fragment takes.
 */
const TIMED_READING = 5;

/** Readings that are looked back on for the one that was least late: two of them were timed. */
const ORIGINS = 2 * TIMED_READING;

/** Sound that is later than that one by less was held up on its way; by more, some may be lost. In milliseconds. */
const HELD_UP_MS = 200;

/** What a reading gives that has waited for it, and what one gives at least that finds a backlog, in milliseconds. */
const JUST_COME_MS = 1.5 * FRAGMENT_MS;
const BACKLOG_MS = GATHER_MS + JUST_COME_MS;

/** Room for a third of a second at 48 kHz, as much as a pipe holds. What is more waits in `parec`. */
const BUFFER_BYTES = 65_536;

/**
 * Sound is given out when what `parec` said beside it has been read, which is something every 50 ms. One that says nothing for
 * so long, in milliseconds, is waited for no more; and without any sound, what it says is read this often.
 */
const BEAT_MS = 1000;

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
  #readings = 0;
  /** Samples that came, and when the first of them would have come, by each of the last readings. */
  #came = 0;
  #origins: number[] = [];
  /** The next reading is made at once: because more waits, or so that it waits for what comes next. */
  #isBehind = false;
  #isTimed = true;
  readonly #stopping = new AbortController();
  /** What is said from now on is to be heard, and was. */
  #listenNow = Promise.withResolvers<void>();
  #heard = Promise.withResolvers<void>();
  /** It says something, as it should. */
  #speaks = true;
  #beating: Promise<void> | undefined;

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
      if (!this.#isBehind && !this.#isTimed) {
        await this.#sleep(GATHER_MS - this.#clock.monotonic() % GATHER_MS);
      }
      const bytes = await this.#child.read(this.#buffer.subarray(this.#rest));
      const cameMs = this.#clock.monotonic();
      // In a backlog, what was said of it has been heard before it: words take less room.
      if (this.#isBehind) this.#listenNow.resolve();
      else if (bytes) await this.#hear();
      if (!bytes || this.#moved) return undefined;
      this.#buffer = new Uint8Array(bytes.buffer);
      const filled = this.#rest + bytes.length;
      const count = Math.floor(filled / 4);
      this.#rest = filled - count * 4;
      this.#pace(count / this.#rate * 1000, filled === BUFFER_BYTES);
      if (count > 0) return this.#sound(count, filled, cameMs);
    }
  }

  /** Decides whether the next reading waits: a backlog is read without waiting, until it is no more than what just came. */
  #pace(ms: number, isFull: boolean): void {
    if (isFull || ms >= BACKLOG_MS) this.#isBehind = true;
    else if (ms <= JUST_COME_MS) this.#isBehind = false;
    this.#isTimed = this.#readings++ % TIMED_READING === 0;
  }

  /** Sleeps. Stopping wakes it, and is then told by the end of what the child writes. */
  async #sleep(ms: number): Promise<void> {
    await this.#clock.sleep(ms, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** Takes in what was said until now. */
  async #hear(): Promise<void> {
    this.#heard = Promise.withResolvers();
    this.#listenNow.resolve();
    if (!this.#speaks) return;
    const heard = this.#heard.promise.then(() => true);
    // One may be over at once.
    for (let beats = 0; beats < 2; beats++) if (await Promise.race([heard, this.#beat()])) return;
    this.#speaks = false;
  }

  /** Resolves within a beat: a timer for each wait would cost more than what is waited for. */
  #beat(): Promise<void> {
    return this.#beating ??= this.#sleep(BEAT_MS).then(() => {
      this.#beating = undefined;
    });
  }

  #sound(count: number, filled: number, cameMs: number): Sound {
    const given = new Float32Array(this.#buffer.buffer, 0, count);
    const samples = this.#samples.subarray(0, count);
    for (let n = 0; n < count; n++) {
      const sample = given[n];
      // Float devices may go past full scale. What is no number is silence.
      samples[n] = sample > 1 ? 1 : sample < -1 ? -1 : sample === sample ? sample : 0;
    }
    this.#buffer.copyWithin(0, count * 4, filled);
    const discontinuity = this.#overrun;
    this.#overrun = false;
    if (discontinuity) this.#origins.length = 0;
    const heldUp = this.#heldUp(cameMs, count);
    const duration = count / this.#rate * 1000;
    const atMs = Math.max(this.#lastAtMs, cameMs - heldUp - duration - this.#knownLatency());
    this.#lastAtMs = atMs;
    return { samples, atMs, discontinuity };
  }

  /** How long sound was held up before it was read, most of all in the pipe, in milliseconds, as far as the readings before tell. */
  #heldUp(cameMs: number, count: number): number {
    this.#came += count;
    const origin = cameMs - this.#came / this.#rate * 1000;
    this.#origins.push(origin);
    if (this.#origins.length > ORIGINS) this.#origins.shift();
    const late = origin - Math.min(...this.#origins);
    return late < HELD_UP_MS ? late : 0;
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
    for await (const line of linesOf(this.#pieces())) {
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

  /** What is said, in pieces; once it is connected, the next is read when it is to be heard. */
  async *#pieces(): AsyncGenerator<string> {
    try {
      for await (const piece of this.#child.words) {
        yield piece;
        this.#speaks = true;
        this.#heard.resolve();
        if (this.#source === undefined || this.#stopping.signal.aborted) continue;
        await Promise.race([this.#listenNow.promise, this.#beat()]);
        this.#listenNow = Promise.withResolvers();
      }
    } finally {
      this.#speaks = false;
      this.#heard.resolve();
    }
  }

  #fail(cause: string): void {
    this.#cause ||= cause;
    this.#connected.resolve();
  }

  /** Ends it; a read that waits gives undefined. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#listenNow.resolve();
    this.#heard.resolve();
    await this.#child[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#listening;
  }
}
