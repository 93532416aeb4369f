/** A message that a window was sent. */
export interface WindowMessage {
  /** `WM_…` */
  readonly id: number;
  readonly wParam: bigint;
  readonly lParam: bigint;
}

/** What a window answers to a message at once; undefined leaves the answer to Windows. */
export type WindowAnswer = (message: WindowMessage) => number | undefined;

/** What is asked of Windows for a window that nobody sees: `user32_windows.ts`, and a fake in tests. */
export interface WindowCalls {
  /**
   * Makes a hidden top-level window; `answer` is called inside of Windows' calls and must not throw. Throws when it
   * cannot be made. Returns its handle.
   */
  create(name: string, title: string, answer: WindowAnswer): bigint;
  /** Not to be called while `answer` runs. */
  destroy(window: bigint): void;
  /** Lets a window of this thread have the next message that waits, and those that others wait for; false: none did. */
  pumpOne(): boolean;
  /** Tells Windows why it should wait at the end of the session; null: it need not any more. */
  setBlockReason(window: bigint, reason: string | null): void;
  /** Number of a message that Windows sends by name, the same in every program of a session. */
  messageNamed(name: string): number;
}
