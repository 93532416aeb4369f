import { message } from "../../errors.ts";
import { type Command, EXIT, openHome, tell, tellJson } from "../context.ts";
import { sessionNamed } from "../recording/session_named.ts";
import { sessionJson } from "../summary.ts";

/** `greffier consent WHO`: keeps with the recording who says that everybody was told and agrees. */
export function consent(by: string, { session: written }: { readonly session?: string }): Command {
  return async (context) => {
    await using app = await openHome(context);
    const session = await app.recordings.consent(by, await sessionNamed(app, written));
    const who = by.trim();
    if (context.json) {
      tellJson(context, { ...sessionJson(session) as Record<string, unknown>, consent: who });
    } else tell(context, message("recording.consentGiven", { by: who }));
    return EXIT.well;
  };
}
