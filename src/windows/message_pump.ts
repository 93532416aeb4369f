import { user32Windows } from "./user32_windows.ts";
import type { WindowCalls } from "./window_calls.ts";

/** Messages taken in one turn: a window that is flooded must not stop everything else. */
const MOST_AT_ONCE = 200;

/**
 * How often waiting messages are looked for, in milliseconds: seldom while nothing happens, and often for some turns after
 * something did. The pointer moves over an icon before it clicks, so a click never meets the first.
 */
const QUIET_MS = 250;
const BUSY_MS = 30;
const BUSY_TURNS = 100;

/** However long the work takes for which nothing is pumped, in milliseconds: then the window answers again. */
const LONGEST_HOLD_MS = 30_000;

/**
 * Lets the windows of this thread have their messages, by a timer that does not keep the program alive. One for all of
 * them: Windows queues messages by thread, so whoever pumps, pumps for every window.
 *
 * What came in is handled after the pump, outside of Windows' calls, where code may wait and throw.
 */
export class MessagePump {
  readonly #pumpOne: () => boolean;
  readonly #handlers = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busyTurns = 0;
  #holds = 0;
  #turning = false;

  /** @param pumpOne As {@linkcode WindowCalls.pumpOne}. */
  constructor(pumpOne: WindowCalls["pumpOne"]) {
    this.#pumpOne = pumpOne;
  }

  /** Pumps until it is disposed; `handle` is called after each time. */
  join(handle: () => void): Disposable {
    this.#handlers.add(handle);
    if (this.#timer === undefined) this.#turnLater();
    return {
      [Symbol.dispose]: () => {
        this.#handlers.delete(handle);
        if (this.#handlers.size > 0) return;
        clearTimeout(this.#timer);
        this.#timer = undefined;
      },
    };
  }

  #turnLater(): void {
    const timer = setTimeout(() => {
      this.turn();
      if (this.#timer === timer) this.#turnLater();
    }, this.#busyTurns > 0 ? BUSY_MS : QUIET_MS);
    Deno.unrefTimer(timer);
    this.#timer = timer;
  }

  /** Pumps all that waits, unless something holds. */
  turn(): void {
    if (this.#holds > 0 || this.#turning) return;
    this.#turning = true;
    this.#busyTurns = Math.max(0, this.#busyTurns - 1);
    try {
      for (let count = 0; count < MOST_AT_ONCE && this.#holds === 0; count++) {
        if (!this.#pumpOne()) break;
        this.#busyTurns = BUSY_TURNS;
      }
      for (const handle of [...this.#handlers]) handle();
    } finally {
      this.#turning = false;
    }
  }

  /** Answers no message until `work` has settled: whoever sent one waits so long, and so does Windows. */
  async hold(work: Promise<unknown>): Promise<void> {
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, LONGEST_HOLD_MS);
    this.#holds++;
    try {
      await Promise.race([work, patience.promise]);
    } finally {
      clearTimeout(timer);
      this.#holds--;
    }
  }
}

let ours: MessagePump | undefined;

/** The one of this thread. */
export function messagePump(): MessagePump {
  return ours ??= new MessagePump(() => user32Windows().pumpOne());
}
