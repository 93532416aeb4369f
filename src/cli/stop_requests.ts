import { type Message, message } from "../errors.ts";
import type { CliIo } from "./io.ts";

/** What is told of a {@linkcode StoppedError}, and why it came. */
export interface StoppedOptions extends ErrorOptions {
  /** @default that the same command goes on where it was stopped */
  readonly text?: Message;
}

/** The work was stopped by a person before it was done. */
export class StoppedError extends Error {
  override name = "StoppedError";
  readonly text: Message;

  constructor(reason: string, { text = message("cli.stopped"), ...options }: StoppedOptions = {}) {
    super(reason, options);
    this.text = text;
  }
}

/** What {@linkcode StopRequests} does at the first request. */
export interface StopOptions {
  /** `finish`: the first request lets the running job end, the second stops it. `now`: the first stops it. */
  readonly first: "finish" | "now";
  /** What is told at the first request that lets the running job end. @default that it ends, and what one more does */
  readonly finishing?: Message;
  /** What is told at the request that stops the running job. @default that nothing is lost */
  readonly stopping?: Message;
  /** What is told of the job that was stopped. @default that the same command goes on with it */
  readonly stopped?: Message;
  /** Tells the person what happens, and what one more request does. */
  readonly tell: (text: Message) => void;
}

/**
 * Ctrl+C, in growing impatience: finish the running job, stop it, leave without waiting for it. Nothing is lost in any
 * of them; the next start goes on. Dispose to stop listening.
 */
export class StopRequests implements Disposable {
  readonly #finish = new AbortController();
  readonly #now = new AbortController();
  readonly #left: Promise<never>;
  readonly #listening: Disposable;
  readonly #stopped: Message | undefined;
  #leave: (reason: StoppedError) => void = () => {};

  constructor(io: CliIo, options: StopOptions) {
    const { first, tell, finishing = message("cli.finishing"), stopping = message("cli.stopping") } = options;
    this.#stopped = options.stopped;
    this.#left = new Promise((_resolve, reject) => this.#leave = reject);
    this.#left.catch(() => {}); // most commands end without it
    this.#listening = io.onStopRequest(() => {
      if (first === "finish" && !this.#finish.signal.aborted) {
        tell(finishing);
        this.#finish.abort(new StoppedError("asked to finish"));
      } else if (!this.#now.signal.aborted) {
        tell(stopping);
        this.#finish.abort(new StoppedError("asked to stop"));
        this.#now.abort(new StoppedError("asked to stop"));
      } else this.#leave(new StoppedError("asked to leave"));
    });
  }

  /** Aborted when the running job is to be the last. */
  get finish(): AbortSignal {
    return this.#finish.signal;
  }

  /** Aborted when the running job is to be stopped. */
  get now(): AbortSignal {
    return this.#now.signal;
  }

  /** The outcome of `work`, unless the person leaves before. Rejects with a {@linkcode StoppedError} when stopped. */
  async during<T>(work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, this.#left]);
    } catch (error) {
      if (this.#now.signal.aborted) {
        throw new StoppedError("stopped", {
          cause: error,
          ...(this.#stopped ? { text: this.#stopped } : {}),
        });
      }
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#listening[Symbol.dispose]();
  }
}
