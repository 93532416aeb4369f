import { message } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { type Command, EXIT, jsonText, openApp, tell, tellJson } from "../context.ts";
import { duration, number, size } from "../format.ts";
import { sessionJson } from "../summary.ts";

/** `greffier status`: what waits, what is being done, who does it. */
export const status: Command = async (context) => {
  const { io, language, json } = context;
  await using app = await openApp(context);
  const found = await app.status();
  if (json) {
    tellJson(context, {
      ...found,
      open: found.open.map(({ windowsDone, windows, troubles, ...line }) => ({
        ...(sessionJson(line) as Record<string, unknown>),
        windowsDone,
        windows,
        troubles: troubles.map((trouble) => ({ ...trouble, cause: jsonText(trouble.cause, language) })),
      })),
    });
    return EXIT.well;
  }
  tell(context, message("cli.home", { home: found.home }));
  tell(
    context,
    found.owner
      ? message("cli.worksHere", {
        pid: found.owner.pid,
        command: found.owner.command,
        since: found.owner.since,
      })
      : message("cli.nobodyWorks"),
  );
  for (const { name, bytes } of found.waitingFiles) {
    tell(context, message("cli.fileWaits", { name, size: size(bytes, language) }));
  }
  for (const { id, last, windows, windowsDone, troubles } of found.open) {
    tell(
      context,
      windows === 0 ? message("cli.openNew", { id }) : message("cli.openAt", {
        id,
        percent: Math.floor(100 * windowsDone / windows),
        length: duration(last.seconds ?? 0),
      }),
    );
    for (const { job, cause, retryAt } of troubles) {
      const said = say(cause, language);
      const wait = retryAt === null ? null : duration(Math.max(0, retryAt - io.clock.now()) / 1000);
      tell(
        context,
        wait === null
          ? message("cli.jobFailed", { job, cause: said })
          : message("cli.jobWaits", { job, cause: said, wait }),
      );
    }
  }
  if (found.waitingFiles.length + found.open.length === 0) tell(context, message("cli.inboxEmpty"));
  tell(context, message("cli.sealedCount", { count: number(found.sealed, language) }));
  if (found.rejected > 0) tell(context, message("cli.rejectedCount", { n: found.rejected }));
  if (found.freeBytes !== null) tell(context, message("cli.free", { size: size(found.freeBytes, language) }));
  tell(
    context,
    found.model.present
      ? message("cli.modelInUse", { name: found.model.name })
      : message("cli.modelMissing", { name: found.model.name }),
  );
  if (found.model.demo) tell(context, message("model.demoOnly", { model: found.model.name }));
  return EXIT.well;
};
