import type { ChosenSource } from "../../capture/mod.ts";
import type { Clock } from "../../clock.ts";
import type { Settings } from "../../config/mod.ts";
import { textOf } from "../../errors.ts";
import { logOf } from "../../log.ts";
import type { Store } from "../../store/mod.ts";
import type { HearSession } from "../background/session_end.ts";
import { openSession } from "./live_sessions.ts";

/** What {@linkcode runRecorder} needs. */
export interface RunParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly resolved: { readonly settings: Settings };
  readonly source: () => Promise<ChosenSource>;
  readonly openLogs: () => Promise<AsyncDisposable | undefined>;
  readonly hearSession: () => Promise<HearSession>;
}

/**
 * What the recorder's process does: records one session until it is asked to end, or `signal` aborts (a clean end too).
 * Whoever started it reads the session's `levels.json`: why it could not begin stands there. Returns whether it ended
 * well.
 */
export async function runRecorder(
  { store, clock, resolved: { settings }, source, openLogs, hearSession }: RunParts,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  await using _logs = await openLogs();
  const log = logOf("recorder").with({ session: id });
  const name = (await openSession(store, id))?.folder ?? id;
  await using folder = await store.openRecording(name).catch((error) => {
    log.error("the session cannot be opened: {trace}", { trace: trace(error) });
    throw error;
  });
  if (!folder) {
    log.error("another recorder has this session");
    return false;
  }
  // What nobody waits for must not end a recording.
  const stray = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    log.error("something failed that nobody waits for: {trace}", { trace: trace(event.reason) });
  };
  globalThis.addEventListener("unhandledrejection", stray);
  using _stray = { [Symbol.dispose]: () => globalThis.removeEventListener("unhandledrejection", stray) };
  const { keepAwake, raisePriority, record } = await import("../../recorder/mod.ts");
  let chosen: ChosenSource;
  try {
    chosen = await source();
  } catch (error) {
    log.error("there is no way to sound: {error}", { error: String(error) });
    await folder.writeFailure(textOf(error));
    return false;
  }
  raisePriority(log);
  await using _awake = keepAwake(log);
  try {
    // What the session was begun with; only the way to sound is that of now, for the one before may be what failed.
    const { audio, session = settings.session } = folder.record.pinned.settings;
    const hear = await hearSession();
    await record({
      ...{ folder, source: chosen.source, clock, settings: { audio, session }, log, signal },
      onDanger: (secure) => hear({ onEnd: secure, onSuspend: () => void secure() }),
    });
    return true;
  } catch (error) {
    // `levels.json` tells it to whoever waits; here is where it comes from.
    log.error("the recorder ends: {trace}", { trace: trace(error) });
    return false;
  }
}

/** Where a failure comes from, for the logs. */
function trace(error: unknown): string {
  return error instanceof Error ? error.stack ?? String(error) : String(error);
}
