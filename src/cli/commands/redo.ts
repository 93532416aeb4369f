import type { Backend, RedoOverrides, RedoStage } from "../../app.ts";
import { message, UsageError } from "../../errors.ts";
import { plain } from "../plain.ts";
import { type Command, EXIT, oneOf, openHome, tell, tellJson } from "../context.ts";
import { resolveId } from "../resolve_id.ts";
import { withProgress } from "../with_progress.ts";

/** What `greffier redo` was asked besides the stage, as written. */
export interface RedoOptions {
  readonly model?: string;
  readonly backend?: string;
  readonly template?: string;
}

/**
 * `greffier redo ID [STAGE]`: deletes what a stage made, and what was made from it, and reopens the session. Another
 * language model or kind of meeting is for this session alone.
 */
export function redo(
  written: string,
  stage: string | undefined,
  { model, backend, template }: RedoOptions = {},
): Command {
  return async (context) => {
    const { BACKENDS, REDO_STAGES } = await import("../../app.ts");
    if (model?.trim() === "") throw new UsageError(message("cli.optionMissingValue", { option: "--model" }));
    const overrides: RedoOverrides = {
      ...(model === undefined ? {} : { model: model.trim() }),
      ...(backend === undefined ? {} : { backend: oneOf<Backend>(backend, BACKENDS) }),
      ...(template === undefined ? {} : { template }),
    };
    const named = stage === undefined ? undefined : oneOf<RedoStage>(stage, REDO_STAGES);
    await using app = await openHome(context);
    const sessions = await app.list();
    const id = resolveId(written, sessions.map((session) => session.id));
    const name = sessions.find((session) => session.id === id)?.name ?? id;
    const what = message("progress.reopening");
    const done = await withProgress(context, { what }, () => app.redo(id, named, overrides));
    if (context.json) tellJson(context, done);
    else {
      tell(context, message("cli.reopened", { id: done.id, name, n: done.deleted.length }));
      for (const file of done.deleted) context.io.stdout.write(`  ${plain(file)}\n`);
      if (done.sentTo !== undefined) tell(context, message("writer.leaves", { where: done.sentTo }));
    }
    return EXIT.well;
  };
}
