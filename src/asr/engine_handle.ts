import type { Clock } from "../clock.ts";
import { GreffierError, message } from "../errors.ts";
import type { Log } from "../log.ts";
import { encodeHead, readFrames } from "./frames.ts";
import { Answer, type Meter, parseMessage, type Request } from "./protocol.ts";

/** How much of what an engine printed last is kept, in characters. */
const LAST_WORDS = 2_000;

/** How long an engine that was told to end may take, in milliseconds. */
const GRACE_MS = 2_000;

/** A program to start: the hidden command of this very program. */
export interface EngineCommand {
  readonly program: string;
  readonly args: readonly string[];
}

type Question = Exclude<Request, { kind: "cancel" }>;
type Pending = { resolve(answer: Answer): void; reject(error: unknown): void };

/**
 * One running engine process. Once it ends, by itself or by what is done here, every question to it rejects and it
 * stays ended; the owner starts another.
 */
export class EngineHandle {
  /** As of its last answer; null before the first. */
  meter: Meter | null = null;
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #pending = new Map<number, Pending>();
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #done: Promise<void>;
  #words = "";
  #ending: GreffierError | null = null;
  #cause: unknown;
  #closing: Promise<void> | null = null;

  private constructor(process: Deno.ChildProcess, log: Log, clock: Clock) {
    this.#process = process;
    this.#input = process.stdin.getWriter();
    this.#log = log;
    this.#clock = clock;
    // Its end is seen on `status`; a pipe that breaks says nothing more.
    this.#input.closed.catch(() => {});
    this.#done = this.#watch();
  }

  /** Starts a process. Throws the system's error when the program cannot be started. */
  static start(command: EngineCommand, log: Log, clock: Clock): EngineHandle {
    const process = new Deno.Command(command.program, {
      args: [...command.args],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    log.debug("Speech engine {pid} started", { pid: process.pid });
    return new EngineHandle(process, log, clock);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Whether it still answers. */
  get running(): boolean {
    return this.#ending === null && this.#closing === null;
  }

  /** Sends a question and gives its answer; a `failed` one is thrown. */
  async ask(question: Question, payload?: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    if (this.#ending !== null) throw this.#ending;
    this.#pending.set(question.id, { resolve, reject });
    // A broken pipe means that the process ends; `status` then says how, which tells more.
    this.#input.write(encodeHead(question, payload?.length)).catch(() => {});
    if (payload !== undefined) this.#input.write(payload).catch(() => {});
    const answer = await promise;
    if (answer.kind === "failed") throw new GreffierError(answer.text);
    return answer;
  }

  /** Gives up a question: its answer, if any still comes, is for nobody. */
  cancel(id: number, reason: unknown): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    pending.reject(reason);
    // Nobody waits any more: a pipe that broke is as good as a cancelled question.
    this.#input.write(encodeHead({ kind: "cancel", id } satisfies Request)).catch(() => {});
  }

  /** Ends it at once; `cause` is told to whoever waits for an answer. */
  kill(cause?: unknown): void {
    this.#cause ??= cause;
    try {
      this.#process.kill("SIGKILL");
    } catch (error) {
      // It has already ended: the very thing wanted.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Lets it end by itself, kills it when it takes too long, and resolves when it is gone. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const over = new AbortController();
    // Already broken or closed: its end is what is wanted, and `status` tells it.
    this.#input.close().catch(() => {});
    const grace = this.#clock.sleep(GRACE_MS, { signal: over.signal }).then(() => this.kill(), () => {});
    await this.#done;
    over.abort();
    await grace;
  }

  async #watch(): Promise<void> {
    const [status] = await Promise.all([this.#process.status, this.#readAnswers(), this.#readWords()]);
    const words = this.#words.trim().split(/\s*\n\s*/).slice(-3).join(" / ").slice(-300) || "-";
    this.#log.debug("Speech engine {pid} ended", { pid: this.pid, code: status.code, signal: status.signal });
    const text = status.signal !== null
      ? message("asr.engineKilled", { signal: status.signal, words })
      : message("asr.engineEnded", { code: status.code, words });
    this.#ending = this.#cause instanceof GreffierError
      ? this.#cause
      : new GreffierError(text, { cause: this.#cause });
    for (const { reject } of this.#pending.values()) reject(this.#ending);
    this.#pending.clear();
  }

  async #readAnswers(): Promise<void> {
    try {
      const stray = (bytes: Uint8Array) =>
        this.#log.warn("Speech engine {pid} printed {bytes} bytes between its answers", {
          pid: this.pid,
          bytes: bytes.length,
        });
      for await (const { header } of readFrames(this.#process.stdout, stray)) {
        const answer = parseMessage(Answer, header);
        this.meter = answer.meter;
        this.#pending.get(answer.id)?.resolve(answer);
        this.#pending.delete(answer.id);
      }
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      this.kill(new GreffierError(message("asr.engineGarbled", { found }), { cause: error }));
    }
  }

  async #readWords(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#process.stderr) {
      this.#words = (this.#words + decoder.decode(bytes, { stream: true })).slice(-LAST_WORDS);
    }
  }
}
