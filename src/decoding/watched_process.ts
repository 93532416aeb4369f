import type { Clock } from "../clock.ts";

/** How much of what a process printed last is kept, in characters. */
const LAST_WORDS = 8_000;

/** How often its silence is measured, in milliseconds. */
const LOOK_MS = 1_000;

/** A process to start. */
export interface WatchedOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Whether it is fed through its standard input. */
  readonly input: boolean;
  readonly clock: Clock;
  /** It is ended when it neither takes nor gives anything for so long while it is waited for. */
  readonly silenceSeconds: number;
  readonly signal?: AbortSignal;
}

/** A process that gives bytes, and is ended when it hangs, when nobody wants it any more, or with its owner. */
export class Watched implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>> | undefined;
  readonly #options: WatchedOptions;
  readonly #over = new AbortController();
  readonly #ends: Promise<unknown>;
  /** How long nothing was heard of it while it was waited for, in milliseconds. */
  #silentMs = 0;
  #paused = false;
  #words = "";
  /** Whether it was ended because it gave nothing. */
  stuck = false;
  /** Whether it still takes what is written to it. */
  listens = true;
  /** Why its owner gave it up. */
  failure: unknown;

  private constructor(process: Deno.ChildProcess, options: WatchedOptions) {
    this.#process = process;
    this.#options = options;
    this.#input = options.input ? process.stdin.getWriter() : undefined;
    this.#input?.closed.catch(() => this.listens = false);
    options.signal?.addEventListener("abort", this.kill);
    this.#ends = Promise.all([this.#watch(), this.#readWords(), process.status]);
    if (options.signal?.aborted) this.kill();
  }

  /** Throws the system's error when the program cannot be started. */
  static start(options: WatchedOptions): Watched {
    const { program, args, input } = options;
    const process = new Deno.Command(program, {
      args: [...args],
      stdin: input ? "piped" : "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    return new Watched(process, options);
  }

  /** What it prints, to be read once. */
  get output(): ReadableStream<Uint8Array> {
    const { stdout } = this.#process;
    const noticed = new TransformStream<Uint8Array, Uint8Array>({
      transform: (bytes, controller) => {
        this.#sign();
        controller.enqueue(bytes);
      },
    });
    return stdout.pipeThrough(noticed);
  }

  get status(): Promise<Deno.CommandStatus> {
    return this.#process.status;
  }

  /** What it said last on standard error. */
  get words(): string {
    return this.#words;
  }

  /** Nobody waits for it now. */
  pause(): void {
    this.#paused = true;
  }

  /** Somebody waits for it again. */
  resume(): void {
    this.#paused = false;
    this.#sign();
  }

  /** Writes to it; what it does not want any more is nobody's loss, as its end says why. */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await this.#input?.write(bytes);
      this.#sign();
    } catch {
      this.listens = false;
    }
  }

  async closeInput(): Promise<void> {
    try {
      await this.#input?.close();
    } catch {
      this.listens = false;
    }
  }

  /** Ends it and keeps why. */
  fail(error: unknown): void {
    this.failure = error;
    this.kill();
  }

  readonly kill = (): void => {
    try {
      this.#process.kill("SIGKILL");
    } catch (error) {
      // It has already ended: the very thing wanted.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  };

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    await this.closeInput();
    await this.#process.status;
    this.#options.signal?.removeEventListener("abort", this.kill);
    this.#over.abort();
    if (!this.#process.stdout.locked) await this.#process.stdout.cancel();
    await this.#ends;
  }

  #sign(): void {
    this.#silentMs = 0;
  }

  async #watch(): Promise<void> {
    const { clock, silenceSeconds } = this.#options;
    while (!this.#over.signal.aborted) {
      const before = clock.monotonic();
      try {
        await clock.sleep(LOOK_MS, { signal: this.#over.signal });
      } catch {
        return;
      }
      if (this.#paused) continue;
      // A look that comes late says nothing of the process: this one stood still as well, as in a PC that slept.
      this.#silentMs += Math.min(clock.monotonic() - before, 2 * LOOK_MS);
      if (this.#silentMs < silenceSeconds * 1000) continue;
      this.stuck = true;
      this.kill();
      return;
    }
  }

  async #readWords(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#process.stderr) {
      this.#words = (this.#words + decoder.decode(bytes, { stream: true })).slice(-LAST_WORDS);
    }
  }
}
