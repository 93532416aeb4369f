import { isStarted } from "../../app.ts";
import { message } from "../../errors.ts";
import { type Command, EXIT, openHome, tell } from "../context.ts";
import { accompany, leaveApart } from "../recording/accompany.ts";
import { sessionNamed, tellRequestJson } from "../recording/session_named.ts";
import { StopRequests } from "../stop_requests.ts";

/** What `greffier resume` was asked, as written. */
export interface ResumeOptions {
  readonly session?: string;
  readonly background?: boolean;
}

/**
 * `greffier resume`: goes on after a pause. With `--session`, an interrupted recording goes on, and is accompanied as
 * by `greffier start`.
 */
export function resume({ session: written, background = false }: ResumeOptions): Command {
  return async (context) => {
    await using app = await openHome(context);
    const id = await sessionNamed(app, written);
    let answer;
    {
      using stop = new StopRequests(context.io, {
        first: "now",
        tell: (text) => tell(context, text, context.io.stderr),
      });
      answer = await stop.during(app.recordings.resume(id, { signal: stop.now }));
    }
    if (isStarted(answer)) {
      return background ? await leaveApart(context, app, answer) : await accompany(context, app, answer);
    }
    const { session: { name }, already, confirmed } = answer;
    if (context.json) tellRequestJson(context, answer);
    else if (!confirmed) tell(context, message("recording.asked", { name }));
    else {
      tell(context, already ? message("recording.wentOn", { name }) : message("recording.goesOn", { name }));
    }
    return confirmed ? EXIT.well : EXIT.trouble;
  };
}
