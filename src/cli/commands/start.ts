import type { StartRequest } from "../../app.ts";
import type { Side } from "../../model/mod.ts";
import { message } from "../../errors.ts";
import { type Command, isNewHome, oneOf, openApp, tell } from "../context.ts";
import { accompany, leaveApart } from "../recording/accompany.ts";
import { StopRequests } from "../stop_requests.ts";

/** What `greffier start` was asked, as written. */
export interface StartOptions extends Omit<StartRequest, "only" | "signal"> {
  readonly only?: string;
  readonly background?: boolean;
}

const SIDES: readonly Side[] = ["system", "microphone"];

/**
 * `greffier start`: records, and writes the report as the meeting goes on. Ctrl+C ends the recording and lets the
 * report be finished; with `--background` it returns once bytes are on disk.
 */
export function start({ only: written, background = false, ...request }: StartOptions): Command {
  return async (context) => {
    const only = written === undefined ? undefined : oneOf<Side>(written, SIDES);
    const isNew = await isNewHome(context);
    await using app = await openApp(context);
    if (isNew) tell(context, message("cli.newHome", { home: app.home }), context.io.stderr);
    let started;
    {
      using stop = new StopRequests(context.io, {
        first: "now",
        tell: (text) => tell(context, text, context.io.stderr),
      });
      started = await stop.during(
        app.recordings.start({ ...request, ...(only ? { only } : {}), signal: stop.now }),
      );
    }
    return background ? await leaveApart(context, app, started) : await accompany(context, app, started);
  };
}
