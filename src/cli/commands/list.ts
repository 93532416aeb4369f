import { type Message, message } from "../../errors.ts";
import { type Command, EXIT, openHome, tell, tellJson } from "../context.ts";
import { sessionJson, sessionTable } from "../summary.ts";

/** `greffier list`: the sessions of the home, newest first. */
export const list: Command = async (context) => {
  await using app = await openHome(context);
  const newer: Message[] = [];
  const sessions = await app.list({ onNewer: (why) => newer.push(why) });
  if (context.json) tellJson(context, sessions.map(sessionJson));
  else if (sessions.length === 0) tell(context, message("cli.noSessions", { home: app.home }));
  else context.io.stdout.write(sessionTable(sessions, context.language));
  for (const why of newer) tell(context, why, context.io.stderr);
  return EXIT.well;
};
