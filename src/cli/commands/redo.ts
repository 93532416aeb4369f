import type { RedoStage } from "../../app.ts";
import { nearest } from "../../config/mod.ts";
import { message, UsageError } from "../../errors.ts";
import { plain } from "../plain.ts";
import { type Command, EXIT, oneOf, openHome, tell, tellJson } from "../context.ts";

/** Sessions named in a message at most. */
const NAMED = 5;

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

/** The one id that `written` is, or is a part of, case ignored. Throws a `UsageError` when none or several are. */
export function resolveId(written: string, ids: readonly string[]): string {
  const wanted = written.toLowerCase();
  const exact = ids.find((id) => id.toLowerCase() === wanted);
  if (exact) return exact;
  const found = ids.filter((id) => id.toLowerCase().includes(wanted));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const listed = found.slice(0, NAMED).join(", ") + (found.length > NAMED ? " …" : "");
    throw new UsageError(message("cli.idAmbiguous", { found: written, n: found.length, ids: listed }));
  }
  const near = nearest(written, ids);
  throw new UsageError(
    near
      ? message("cli.idUnknownNear", { found: written, nearest: near })
      : message("cli.idUnknown", { found: written }),
  );
}
