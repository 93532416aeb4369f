import { MESSAGES, POWER } from "./layouts.ts";
import { MessageWindow, type MessageWindowOptions } from "./message_window.ts";
import type { WindowMessage } from "./window_calls.ts";

/** What a process does when the session of the person at this PC ends, or the PC sleeps. */
export interface SessionListener {
  /**
   * The person signs out, or the PC shuts down: what must be whole on disk is to be made so, at once. Windows waits until
   * the promise settles; after five seconds it shows the person the reason and asks whether to end everything all the
   * same. The process is ended soon afterwards, unless `onStay` is called.
   */
  onEnd(): void | Promise<void>;
  /** The shutdown was called off, after `onEnd` had been called and has settled: the work goes on. */
  onStay?(): void;
  /** The PC is about to sleep. It waits for the call alone, not for what that begins: the rest goes on when it wakes up. */
  onSuspend?(): void;
  /** The PC woke up, by itself or by a person. */
  onResume?(): void;
  /** Another program asks this one to end, as the task manager does first. Without it that is ignored. */
  onClose?(): void;
}

/** How to hear of it. */
export interface SessionOptions extends Pick<MessageWindowOptions, "system"> {
  /** What Windows shows to a person who waits for `onEnd`: short, in the person's language. */
  readonly reason: string;
  /** Given what a listener throws, or rejects with. */
  readonly onError: (error: unknown) => void;
}

/** Name of the class of the window, by which other programs find it. */
export const SESSION_WINDOW = "greffier-session";

/**
 * Hears of the end of the session and of sleep until it is disposed, without keeping the program alive. Only on Windows:
 * a console program that loads user32.dll is not told by its console any more. Throws when no window can be made.
 *
 * Windows asks first (WM_QUERYENDSESSION) and then tells (WM_ENDSESSION); a process may be ended as soon as its window has
 * answered the second, and each answer may take five seconds. Closing a file takes several turns of the event loop, which
 * does not turn inside of a window procedure. So the question is answered with yes, the work begins, and no message is
 * taken out of the queue before it is done: the telling waits in the queue, and Windows waits for its answer. A program
 * without a visible window gets more than five seconds, and its reason is shown, only if it gave one by
 * ShutdownBlockReasonCreate: learn.microsoft.com/windows/win32/shutdown/shutdown-changes-for-windows-vista
 *
 * @example
 * ```ts ignore
 * using _session = hearSession({ onEnd: () => recording.end() }, { reason, onError });
 * ```
 */
export function hearSession(listener: SessionListener, options: SessionOptions): Disposable {
  const { reason, onError, system } = options;
  let ending: Promise<void> | undefined;
  let calledOff = false;

  async function end(): Promise<void> {
    try {
      await listener.onEnd();
    } catch (error) {
      onError(error);
    }
    window.setBlockReason(null);
  }

  function begin(): void {
    calledOff = false;
    if (ending) return;
    window.setBlockReason(reason);
    ending = end();
    void window.hold(ending);
  }

  async function stay(): Promise<void> {
    if (!ending) return;
    calledOff = true;
    await ending;
    if (!calledOff) return;
    calledOff = false;
    ending = undefined;
    listener.onStay?.();
  }

  function answer({ id, wParam }: WindowMessage): number | undefined {
    switch (id) {
      case MESSAGES.queryEndSession:
        begin();
        return 1;
      case MESSAGES.endSession:
        // Without having been asked, as when Windows has no time: what is done at once is all that can be done.
        if (wParam !== 0n) begin();
        return 0;
      case MESSAGES.powerBroadcast:
        return 1;
      case MESSAGES.close:
        return 0;
    }
    return undefined;
  }

  function hear({ id, wParam }: WindowMessage): void {
    switch (id) {
      case MESSAGES.endSession:
        if (wParam === 0n) stay().catch(onError);
        return;
      case MESSAGES.powerBroadcast:
        if (Number(wParam) === POWER.suspend) listener.onSuspend?.();
        else if (Number(wParam) === POWER.resumeAutomatic) listener.onResume?.();
        return;
      case MESSAGES.close:
        return listener.onClose?.();
    }
  }

  const window = new MessageWindow({ name: SESSION_WINDOW, answer, hear, onError, system });
  return window;
}
