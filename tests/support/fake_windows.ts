import {
  MessagePump,
  type WindowAnswer,
  type WindowCalls,
  type WindowMessage,
  type WindowSystem,
} from "../../src/windows/mod.ts";

interface Sent {
  readonly window: bigint;
  readonly message: WindowMessage;
  readonly answered: (answer: number | undefined) => void;
}

/** The windows of one thread, without Windows: messages wait until the pump takes them, as there. */
export class FakeWindows implements WindowSystem {
  readonly pump: MessagePump = new MessagePump(() => this.calls.pumpOne());
  /** Why Windows should wait, by window. */
  readonly reasons = new Map<bigint, string>();
  readonly #windows = new Map<bigint, { readonly name: string; readonly answer: WindowAnswer }>();
  readonly #queue: Sent[] = [];
  readonly #names: string[] = [];
  #made = 0n;

  readonly calls: WindowCalls = {
    create: (name, _title, answer) => {
      const window = ++this.#made;
      this.#windows.set(window, { name, answer });
      return window;
    },
    destroy: (window) => void this.#windows.delete(window),
    pumpOne: () => {
      const next = this.#queue.shift();
      if (!next) return false;
      next.answered(this.#windows.get(next.window)?.answer(next.message));
      return true;
    },
    setBlockReason: (window, reason) => {
      if (reason === null) this.reasons.delete(window);
      else this.reasons.set(window, reason);
    },
    messageNamed: (name) => {
      if (!this.#names.includes(name)) this.#names.push(name);
      return 0xc000 + this.#names.indexOf(name);
    },
  };

  /** How many windows there are. */
  get count(): number {
    return this.#windows.size;
  }

  /** Puts a message into the queue of the window of a class; resolves with its answer, once the pump took it. */
  send(name: string, id: number, { wParam = 0n, lParam = 0n } = {}): Promise<number | undefined> {
    const [window] = Array.from(this.#windows).find(([, made]) => made.name === name) ?? [];
    if (window === undefined) throw new Error(`No window is a "${name}".`);
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    this.#queue.push({ window, message: { id, wParam, lParam }, answered: resolve });
    return promise;
  }
}
