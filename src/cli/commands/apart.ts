import type { App } from "../../app.ts";
import type { Clock } from "../../clock.ts";
import { GreffierError, isFileSystemError } from "../../errors.ts";
import { logOf } from "../../log.ts";
import { type Command, EXIT, openApp } from "../context.ts";
import { Reviving } from "../recording/reviving.ts";

/** How often whoever follows a recording looks whether its recorder is there, in milliseconds. */
const LOOK_MS = 1000;

/**
 * The recorder's process, started by `greffier start`. It has no terminal: what it has to say is in the session's
 * folder. The system's wish to end it is a clean end of the recording.
 */
export function recorder(id: string): Command {
  return async (context) => {
    using _deaf = context.io.ignoreKeyboard();
    await using app = await openApp(context);
    const ending = new AbortController();
    using _listening = context.io.onEndRequest(() => ending.abort());
    return await app.recordings.record(id, { signal: ending.signal }) ? EXIT.well : EXIT.trouble;
  };
}

/**
 * Whoever writes the report of a recording that nobody shows: started in the background, or its window was closed. Its
 * recorder is started again when it dies.
 */
export function follow(id: string): Command {
  return async (context) => {
    using _deaf = context.io.ignoreKeyboard();
    await using app = await openApp(context);
    const ending = new AbortController();
    using _listening = context.io.onEndRequest(() => ending.abort());
    const over = new AbortController();
    const keeping = keepAlive(app, id, {
      clock: context.io.clock,
      signal: AbortSignal.any([ending.signal, over.signal]),
    });
    try {
      return await app.recordings.follow(id, { signal: ending.signal }) ? EXIT.well : EXIT.trouble;
    } catch (error) {
      if (ending.signal.aborted) return EXIT.stopped;
      throw error;
    } finally {
      over.abort();
      await keeping;
    }
  };
}

/** Starts the recorder again when it dies, until the recording has ended; what stands in the way goes to the logs. */
async function keepAlive(
  app: App,
  id: string,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const log = logOf("recorder").with({ session: id });
  const reviving = new Reviving(app, id);
  while (!signal.aborted) {
    try {
      const glance = await app.recordings.glance(id);
      if (!glance) return;
      if (glance.state === "interrupted" && await reviving.revive()) {
        log.warn("the recorder had died; another goes on");
      }
    } catch (error) {
      const cause = error instanceof Error && error.cause ? `: ${error.cause}` : "";
      log.error("the recording cannot be looked after: {error}", { error: `${error}${cause}` });
      // One that could not be looked at now may be well; of one that is given up, the sentence says how to go on.
      if (error instanceof GreffierError || !isFileSystemError(error)) return;
    }
    await clock.sleep(LOOK_MS, { signal }).catch(() => {});
  }
}
