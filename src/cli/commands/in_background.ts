import type { ApartCommand } from "../../app.ts";
import { message } from "../../errors.ts";
import { type Command, EXIT, isNewHome, openApp, openDesk, tell, tellJson } from "../context.ts";

const RUNNING = {
  run: message("background.running", { command: "run" }),
  watch: message("background.runningWatch"),
  tray: message("background.runningTray"),
};

/** A command with `--background`: starts the same without a window, and returns once it is there. */
export function inBackground(command: ApartCommand): Command {
  return async (context) => {
    const isNew = await isNewHome(context);
    await using app = await openApp(context);
    if (isNew) tell(context, message("cli.newHome", { home: app.home }), context.io.stderr);
    await app.startApart(command);
    if (context.json) tellJson(context, { command, background: true });
    else if (command === "tray" && await (await openDesk(context)).isHidden()) {
      tell(context, message("background.runningUnseen", { home: app.home }));
    } else tell(context, RUNNING[command]);
    return EXIT.well;
  };
}
