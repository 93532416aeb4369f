import { type Message, message } from "../../errors.ts";
import { type Command, EXIT, jsonText, openHome, tell, tellJson } from "../context.ts";

/**
 * `greffier quit`: asks the `watch` of the home, and its icon, to end after the running jobs. A recording goes on. That
 * nobody is there to be asked is no failure.
 */
export const quit: Command = async (context) => {
  await using app = await openHome(context);
  // The icon first: it would start another watch.
  const hadIcon = await app.askTrayToEnd();
  const asked = await app.askToEnd() || hadIcon;
  const { owner, open } = await app.status();
  const told: Message = asked
    ? message("background.asked")
    : owner && owner.pid !== 0
    ? message("background.otherWorks", { command: owner.command, home: app.home, pid: owner.pid })
    : message("background.notRunning", { home: app.home });
  const recording = open.some(({ recording }) => recording && recording.state !== "interrupted");
  const texts = recording ? [told, message("background.recordingGoesOn")] : [told];
  if (context.json) tellJson(context, { asked, told: texts.map((text) => jsonText(text, context.language)) });
  else for (const text of texts) tell(context, text);
  return EXIT.well;
};
