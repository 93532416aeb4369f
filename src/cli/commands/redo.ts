import type { RedoStage } from "../../app.ts";
import { nearest } from "../../config/mod.ts";
import { message, UsageError } from "../../errors.ts";
import { type Command, EXIT, oneOf, openApp, tell, tellJson } from "../context.ts";

/** Sessions named in a message at most. */
const NAMED = 5;

/** `greffier redo ID [STAGE]`: deletes what a stage made, and what was made from it, and reopens the session. */
export function redo(written: string, stage: string | undefined): Command {
  return async (context) => {
    const { REDO_STAGES } = await import("../../app.ts");
    const named = stage === undefined ? undefined : oneOf<RedoStage>(stage, REDO_STAGES);
    await using app = await openApp(context);
    const id = resolveId(written, (await app.list()).map((session) => session.id));
    const done = await app.redo(id, named);
    if (context.json) tellJson(context, done);
    else {
      for (const name of done.deleted) context.io.stdout.write(`  ${name}\n`);
      tell(context, message("cli.reopened", { id: done.id, n: done.deleted.length }));
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
