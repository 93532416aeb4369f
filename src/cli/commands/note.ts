import { message } from "../../errors.ts";
import { type Command, EXIT, openHome, tell, tellJson } from "../context.ts";
import { clock } from "../recording/levels_text.ts";
import { sessionNamed } from "../recording/session_named.ts";

/** `greffier note [TEXT]`: marks this moment of the recording. */
export function note(text: string, { session: written }: { readonly session?: string }): Command {
  return async (context) => {
    await using app = await openHome(context);
    // The moment is now, not when everything has been looked up.
    const { id, at } = await app.recordings.now(await sessionNamed(app, written));
    await app.recordings.note(text, { session: id, at });
    const time = clock(at);
    if (context.json) tellJson(context, { id, at, text: text.trim() });
    else {
      tell(
        context,
        text.trim() === ""
          ? message("recording.noted", { time })
          : message("recording.notedText", { time, text: text.trim() }),
      );
    }
    return EXIT.well;
  };
}
