import type { RedoStage } from "../../app.ts";
import { message } from "../../errors.ts";
import { plain } from "../plain.ts";
import { type Command, EXIT, oneOf, openHome, tell, tellJson } from "../context.ts";
import { resolveId } from "../resolve_id.ts";

/** `greffier redo ID [STAGE]`: deletes what a stage made, and what was made from it, and reopens the session. */
export function redo(written: string, stage: string | undefined): Command {
  return async (context) => {
    const { REDO_STAGES } = await import("../../app.ts");
    const named = stage === undefined ? undefined : oneOf<RedoStage>(stage, REDO_STAGES);
    await using app = await openHome(context);
    const sessions = await app.list();
    const id = resolveId(written, sessions.map((session) => session.id));
    const name = sessions.find((session) => session.id === id)?.name ?? id;
    const done = await app.redo(id, named);
    if (context.json) tellJson(context, done);
    else {
      tell(context, message("cli.reopened", { id: done.id, name, n: done.deleted.length }));
      for (const file of done.deleted) context.io.stdout.write(`  ${plain(file)}\n`);
    }
    return EXIT.well;
  };
}
