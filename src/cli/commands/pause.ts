import { message } from "../../errors.ts";
import { type Command, EXIT, openHome, tell } from "../context.ts";
import { sessionNamed, tellRequestJson } from "../recording/session_named.ts";

/** `greffier pause`: nothing is recorded until `greffier resume`. Paused already is well too. */
export function pause(written: string | undefined): Command {
  return async (context) => {
    await using app = await openHome(context);
    const asked = await app.recordings.pause(await sessionNamed(app, written));
    const { session: { name }, already, confirmed } = asked;
    if (context.json) tellRequestJson(context, asked);
    else if (!confirmed) tell(context, message("recording.asked", { name }));
    else {
      tell(
        context,
        already ? message("recording.wasPaused", { name }) : message("recording.isPaused", { name }),
      );
    }
    return confirmed ? EXIT.well : EXIT.trouble;
  };
}
