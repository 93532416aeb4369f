import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { type Clock, systemClock } from "../clock.ts";
import { GreffierError, message, textOf, WaitingError } from "../errors.ts";
import { type Log, silentLog } from "../log.ts";
import { type EngineCommand, EngineHandle } from "./engine_handle.ts";
import { MAX_PAYLOAD } from "./frames.ts";
import { type ComputeType, resolveModel } from "./model_files.ts";
import type { Answer, Request } from "./protocol.ts";
import type { EngineCost, Heard, LanguageScores, Samples, Transcriber } from "./transcriber.ts";

/** How to run a Whisper. */
export interface WhisperProcessOptions {
  /** Starts this program with the hidden command that calls {@linkcode runEngineChild}. */
  readonly command: EngineCommand;
  /** Absolute path of the model's folder. */
  readonly modelDirectory: string;
  /** Precision of the model's files to load. */
  readonly computeType: ComputeType;
  readonly device: "cpu" | "gpu";
  /** An engine found with more resident memory than this after a call is replaced before the next. In bytes. */
  readonly memoryCapBytes: number;
  /** Threads of one run of a network. @default defaultThreads() */
  readonly threads?: number;
  /** Where the native files of onnxruntime lie; null: in node_modules. @default null */
  readonly nativeFolder?: string | null;
  /** An engine that takes longer than this for one call hangs: it is killed and the call fails. @default 300 */
  readonly callLimitSeconds?: number;
  readonly log?: Log;
  readonly clock?: Clock;
}

/** Threads for `cores` logical processors: one core stays free, and hyperthreads, beyond four, do not count. */
export function defaultThreads(cores: number = availableParallelism()): number {
  return Math.max(1, Math.min(8, cores <= 4 ? cores - 1 : cores >> 1));
}

/** A {@linkcode Transcriber} whose Whisper runs in a child process, started at the first call and kept. */
export function createWhisperProcess(options: WhisperProcessOptions): Transcriber {
  return new WhisperProcess(options);
}

type Question = Exclude<Request, { kind: "cancel" }>;
type WithoutId<R> = R extends unknown ? Omit<R, "id"> : never;

class WhisperProcess implements Transcriber {
  readonly #options: WhisperProcessOptions;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #disposal = new AbortController();
  #engine: EngineHandle | null = null;
  #starting: Promise<EngineHandle> | null = null;
  #turn: Promise<void> = Promise.resolve();
  #nextId = 1;
  #past: EngineCost = { encoderPasses: 0, peakMemoryBytes: 0, cpuSeconds: 0 };
  #disposed: Promise<void> | null = null;

  constructor(options: WhisperProcessOptions) {
    this.#options = options;
    this.#log = options.log ?? silentLog;
    this.#clock = options.clock ?? systemClock;
  }

  async detect(
    samples: Samples,
    { languages, signal }: Parameters<Transcriber["detect"]>[1],
  ): Promise<LanguageScores> {
    const answer = await this.#call({ kind: "detect", languages: [...languages] }, samples, signal);
    if (answer.kind !== "detected") throw unexpected(answer);
    return { scores: answer.scores, noSpeech: answer.noSpeech };
  }

  async transcribe(
    samples: Samples,
    { language, signal }: Parameters<Transcriber["transcribe"]>[1],
  ): Promise<Heard> {
    const answer = await this.#call({ kind: "transcribe", language }, samples, signal);
    if (answer.kind !== "transcribed") throw unexpected(answer);
    return { pieces: answer.pieces, noSpeech: answer.noSpeech };
  }

  cost(): EngineCost {
    return added(this.#past, this.#engine);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  async #dispose(): Promise<void> {
    this.#disposal.abort(new DOMException("The speech engine was closed", "AbortError"));
    await this.#turn;
    // A start that fails is told to the call that asked for it; here only its end matters.
    await this.#starting?.catch(() => {});
    await this.#retire();
  }

  /** Runs a call in its turn. Calls that nobody waits for any more never reach the engine. */
  async #call(
    question: WithoutId<Exclude<Question, { kind: "load" }>>,
    samples: Samples,
    signal?: AbortSignal,
  ): Promise<Answer> {
    if (samples.byteLength > MAX_PAYLOAD) {
      throw new RangeError(`Expected at most 30 s of samples at 16 kHz, got ${samples.length} samples`);
    }
    const either = signal === undefined
      ? this.#disposal.signal
      : AbortSignal.any([signal, this.#disposal.signal]);
    const before = this.#turn;
    const { promise: over, resolve: finish } = Promise.withResolvers<void>();
    this.#turn = over;
    try {
      await unlessAborted(before, either);
      const engine = await unlessAborted(this.#ready(), either);
      const payload = new Uint8Array(samples.buffer as ArrayBuffer, samples.byteOffset, samples.byteLength);
      return await this.#ask(engine, { ...question, id: this.#nextId++ }, payload, either);
    } catch (error) {
      // The next try gets a fresh engine: what made this one fail may lie in its memory.
      if (!either.aborted) await this.#retire();
      throw error;
    } finally {
      // An aborted call that never had its turn must not let the next one overtake those before it.
      before.then(finish);
    }
  }

  async #ask(
    engine: EngineHandle,
    question: Question,
    payload?: Uint8Array<ArrayBuffer>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const { callLimitSeconds = 300 } = this.#options;
    const over = new AbortController();
    const onAbort = () => engine.cancel(question.id, signal?.reason);
    const limit = this.#clock.sleep(callLimitSeconds * 1000, { signal: over.signal }).then(
      () => engine.kill(new GreffierError(message("asr.engineSilent", { seconds: callLimitSeconds }))),
      () => {},
    );
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      return await engine.ask(question, payload);
    } finally {
      signal?.removeEventListener("abort", onAbort);
      over.abort();
      await limit;
    }
  }

  /** The engine, started anew when there is none, when the last one ended or when it has grown too large. */
  #ready(): Promise<EngineHandle> {
    this.#starting ??= this.#makeReady().finally(() => this.#starting = null);
    return this.#starting;
  }

  async #makeReady(): Promise<EngineHandle> {
    const bytes = this.#engine?.meter?.rssBytes ?? 0;
    const grown = bytes > this.#options.memoryCapBytes;
    if (grown) this.#log.info("The speech engine is replaced: it uses {bytes} bytes", { bytes });
    if (this.#engine !== null && (grown || !this.#engine.running)) await this.#retire();
    if (this.#engine !== null) return this.#engine;

    const { command, modelDirectory, computeType, device, nativeFolder = null } = this.#options;
    const { directory, dtype } = await resolveModel(modelDirectory, computeType);
    const engine = EngineHandle.start(command, this.#log, this.#clock);
    this.#engine = engine;
    const threads = this.#options.threads ?? defaultThreads();
    try {
      const id = this.#nextId++;
      await this.#ask(engine, { kind: "load", id, directory, dtype, device, threads, nativeFolder });
    } catch (error) {
      const ended = !engine.running;
      await this.#retire();
      if (ended) throw error;
      const { values } = textOf(error);
      const found = String(values.found ?? (error as Error).message);
      const text = message("asr.modelUnreadable", { model: basename(modelDirectory), found });
      throw new WaitingError(text, { cause: error });
    }
    return engine;
  }

  /** Ends the present engine and keeps its cost. */
  async #retire(): Promise<void> {
    const engine = this.#engine;
    if (engine === null) return;
    await engine.close();
    this.#past = added(this.#past, engine);
    this.#engine = null;
  }
}

function added(past: EngineCost, engine: EngineHandle | null): EngineCost {
  const meter = engine?.meter;
  if (!meter) return past;
  return {
    encoderPasses: past.encoderPasses + meter.encoderPasses,
    peakMemoryBytes: Math.max(past.peakMemoryBytes, meter.peakBytes),
    cpuSeconds: past.cpuSeconds + meter.cpuSeconds,
  };
}

function unexpected(answer: Answer): GreffierError {
  return new GreffierError(message("asr.engineGarbled", { found: answer.kind }));
}

/** The outcome of `promise`, unless `signal` aborts first; its failure is then nobody's. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
