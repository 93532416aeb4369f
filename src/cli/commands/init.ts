import { message } from "../../errors.ts";
import { plain } from "../plain.ts";
import { type Command, EXIT, openApp, tell, tellJson } from "../context.ts";

/** `greffier init`: makes the home and says what to do with it. */
export const init: Command = async (context) => {
  await using app = await openApp(context);
  const { made } = await app.init();
  if (context.json) tellJson(context, { home: app.home, made });
  else {
    tell(
      context,
      made.length > 0
        ? message("cli.homeMade", { home: app.home })
        : message("cli.homeThere", { home: app.home }),
    );
    for (const path of made) context.io.stdout.write(`  ${plain(path)}\n`);
    tell(context, message("cli.dropHere"));
  }
  return EXIT.well;
};
