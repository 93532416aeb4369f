import type { App, Started, StartRequest } from "../../app.ts";
import type { Side } from "../../model/mod.ts";
import { message, UsageError } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { type Command, type Context, EXIT, isNewHome, oneOf, openApp, tell } from "../context.ts";
import { duration } from "../format.ts";
import { accompany, leaveApart } from "../recording/accompany.ts";
import { StoppedError, StopRequests } from "../stop_requests.ts";

/** What `greffier start` was asked, as written. */
export interface StartOptions extends Omit<StartRequest, "only" | "signal"> {
  readonly only?: string;
  readonly background?: boolean;
  /** Whether to ask for the meeting's name, unless one is given. */
  readonly askName?: boolean;
}

const SIDES: readonly Side[] = ["system", "microphone"];

/**
 * `greffier start`: records, and writes the report as the meeting goes on. Ctrl+C ends the recording and lets the
 * report be finished; with `--background` it returns once bytes are on disk.
 */
export function start(
  { only: written, background = false, askName = false, ...request }: StartOptions,
): Command {
  const asks = askName && request.name === undefined;
  return async (context) => {
    const only = written === undefined ? undefined : oneOf<Side>(written, SIDES);
    if (asks && !canAsk(context)) throw new UsageError(message("recording.cannotAsk"));
    const isNew = await isNewHome(context);
    await using app = await openApp(context);
    if (isNew) tell(context, message("cli.newHome", { home: app.home }), context.io.stderr);
    const begin = async (name: string | undefined) => {
      using stop = new StopRequests(context.io, {
        first: "now",
        stopping: message("recording.startStopping"),
        stopped: message("recording.startStopped"),
        tell: (text) => tell(context, text, context.io.stderr),
      });
      const named = name === undefined ? request : { ...request, name };
      return await stop.during(
        app.recordings.start({ ...named, ...(only ? { only } : {}), signal: stop.now }),
      );
    };
    const record = async (name: string | undefined) => {
      // The recorder may have begun when the start hears of it, and nobody else listens before it is accompanied.
      let stopAsked = false;
      using _listening = context.io.onStopRequest(() => stopAsked = true);
      const started = await begin(name);
      if (!background) return await accompany(context, app, started, { stopAsked: () => stopAsked });
      const code = await leaveApart(context, app, started);
      return stopAsked ? await endApart(context, app, started) : code;
    };
    return asks ? await withAskedName(context, record) : await record(undefined);
  };
}

/** Ends a recording that was left to itself; whoever follows it apart writes its report. */
async function endApart(context: Context, app: App, { session: { id } }: Started): Promise<number> {
  const { session: { name }, seconds } = await app.recordings.stop(id);
  tell(context, message("recording.isStopped", { name, length: duration(seconds) }), context.io.stderr);
  return EXIT.stopped;
}

function canAsk({ io }: Context): boolean {
  return io.stdin.isTerminal && io.stdout.isTerminal;
}

/** Asks for a name until `begin` can be done with it; Enter alone leaves the name to greffier. */
async function withAskedName<T>(
  context: Context,
  begin: (name: string | undefined) => Promise<T>,
): Promise<T> {
  for (;;) {
    const written = await context.io.stdin.ask(say(message("recording.askName"), context.language));
    if (written === null) throw new StoppedError("no name was given");
    try {
      return await begin(written.trim() === "" ? undefined : written.trim());
    } catch (error) {
      if (!(error instanceof UsageError && error.text.key === "recording.badName")) throw error;
      tell(context, error.text, context.io.stderr);
    }
  }
}
