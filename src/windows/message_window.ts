import { type MessagePump, messagePump } from "./message_pump.ts";
import { user32Windows } from "./user32_windows.ts";
import type { WindowAnswer, WindowCalls, WindowMessage } from "./window_calls.ts";

/** What Windows is asked with; tests give a fake. */
export interface WindowSystem {
  readonly calls: WindowCalls;
  readonly pump: MessagePump;
}

/** That of this PC. Only on Windows. */
export function windowSystem(): WindowSystem {
  return { calls: user32Windows(), pump: messagePump() };
}

/** How to make a window. */
export interface MessageWindowOptions {
  /** Name of its class, by which other programs find it. */
  readonly name: string;
  /**
   * Answers a message at once, inside of Windows' call: what takes longer belongs into `hear`. Undefined leaves the
   * message to Windows.
   */
  readonly answer: WindowAnswer;
  /** Called with each message that `answer` answered, soon after, in order, outside of Windows' calls. */
  readonly hear: (message: WindowMessage) => void;
  /** Given what the two throw: it never reaches Windows, which would end the process. */
  readonly onError: (error: unknown) => void;
  /** @default {windowSystem()} */
  readonly system?: WindowSystem;
}

/** Name that Windows shows beside the reason for which it waits. */
const TITLE = "greffier";

/**
 * A top-level window that nobody sees, until it is disposed. Not a message-only one: those get no broadcast, and neither
 * sleep nor the end of the session. It does not keep the program alive.
 */
export class MessageWindow implements Disposable {
  /** HWND. */
  readonly handle: bigint;
  readonly #system: WindowSystem;
  readonly #pumped: Disposable;
  readonly #waiting: WindowMessage[] = [];
  #answering = 0;
  #disposed = false;

  /** Throws when Windows makes no window. */
  constructor({ name, answer, hear, onError, system = windowSystem() }: MessageWindowOptions) {
    this.#system = system;
    this.handle = system.calls.create(name, TITLE, (message) => {
      if (this.#disposed) return undefined;
      this.#answering++;
      try {
        const answered = answer(message);
        if (answered !== undefined) this.#waiting.push(message);
        return answered;
      } catch (error) {
        queueMicrotask(() => onError(error));
        return undefined;
      } finally {
        this.#answering--;
      }
    });
    this.#pumped = system.pump.join(() => {
      if (this.#disposed) return this.#destroy();
      for (const message of this.#waiting.splice(0)) {
        try {
          hear(message);
        } catch (error) {
          onError(error);
        }
      }
    });
  }

  /** Shows Windows why it should wait at the end of the session; null: it need not. */
  setBlockReason(reason: string | null): void {
    this.#system.calls.setBlockReason(this.handle, reason);
  }

  /** Answers no message, in any window, until `work` has settled. */
  hold(work: Promise<unknown>): Promise<void> {
    return this.#system.pump.hold(work);
  }

  #destroy(): void {
    this.#pumped[Symbol.dispose]();
    this.#system.calls.destroy(this.handle);
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#waiting.length = 0;
    // A window procedure that still runs must not be freed: the next turn of the pump does it.
    if (this.#answering === 0) this.#destroy();
  }
}
