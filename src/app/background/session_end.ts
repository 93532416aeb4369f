import type { Log } from "../../log.ts";
import { type Language, say } from "../../texts/mod.ts";
import { message } from "../../errors.ts";

/** What a process does when the person signs out, the PC shuts down, or sleeps. */
export interface SessionListener {
  /** What must be on disk is to be there when the promise settles; the process ends soon after, unless the person stays. */
  onEnd(): Promise<void>;
  /** The shutdown was called off. */
  onStay?(): void;
  /** The PC is about to sleep. */
  onSuspend?(): void;
}

/** Hears of the end of the session and of sleep, until it is disposed. */
export type HearSession = (listener: SessionListener) => Disposable;

const NOTHING: Disposable = { [Symbol.dispose]() {} };

/** How Windows tells of it. Other systems send signals, which the command line hears. */
export function hearSystemSession(
  { log, language }: { readonly log: Log; readonly language: Language },
): Promise<HearSession> | HearSession {
  if (Deno.build.os !== "windows") return () => NOTHING;
  return load(log, say(message("background.sessionEnds"), language));
}

async function load(log: Log, reason: string): Promise<HearSession> {
  const { hearSession } = await import("../../windows/mod.ts");
  const onError = (error: unknown) =>
    log.error("a message of Windows could not be answered: {error}", { error: String(error) });
  return (listener) => {
    try {
      return hearSession(listener, { reason, onError });
    } catch (error) {
      // What is on disk survives an end without a warning.
      log.warn("Windows does not tell when the session ends: {error}", { error: String(error) });
      return NOTHING;
    }
  };
}

/** The session of the person ended. */
class SessionEndedError extends Error {
  override name = "SessionEndedError";
}

/**
 * Does `work`, which can be broken off anywhere and done again: it is when the session of the person ends, and begins anew
 * should the person stay. Rejects with the reason of `signal` as `work` does.
 */
export async function besideSession<T>(
  hear: HearSession,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    const ending = new AbortController();
    const stays = Promise.withResolvers<void>();
    let settle = () => {};
    const settled = new Promise<void>((resolve) => settle = resolve);
    using _hearing = hear({
      onEnd() {
        ending.abort(new SessionEndedError("The session of the person ends"));
        return settled;
      },
      onStay: stays.resolve,
    });
    try {
      return await work(AbortSignal.any([signal, ending.signal]));
    } catch (error) {
      if (!ending.signal.aborted || signal.aborted) throw error;
      settle();
      await Promise.race([stays.promise, aborted(signal)]);
    } finally {
      settle();
    }
    signal.throwIfAborted();
  }
}

/** Resolves when a signal aborts. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
