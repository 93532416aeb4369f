import type { Exported } from "../../app.ts";
import { Format } from "../../config/mod.ts";
import { message, UsageError } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { chosenMeetings } from "../chosen_meetings.ts";
import { type Command, type Context, EXIT, jsonText, oneOf, openHome, tell, tellJson } from "../context.ts";
import { withProgress } from "../with_progress.ts";

/** Options of `greffier export`, as written. */
export interface ExportFlags {
  readonly to?: string;
  readonly formats?: string;
  readonly withAudio?: boolean;
  readonly force?: boolean;
}

/** `greffier export ID|all --to FOLDER`: copies of reports for elsewhere. */
export function exportMeetings(which: string, { to, formats, withAudio, force }: ExportFlags): Command {
  return async (context) => {
    if (to === undefined || to.trim() === "") {
      throw new UsageError(message("cli.optionMissingValue", { option: "--to" }));
    }
    const wanted = formats?.split(",").map((name) => name.trim()).filter((name) => name !== "")
      .map((name) => oneOf(name, Format.options));
    if (wanted?.length === 0) {
      throw new UsageError(message("cli.optionMissingValue", { option: "--formats" }));
    }
    await using app = await openHome(context);
    const meetings = await chosenMeetings(app, which);
    const exported = await withProgress(
      context,
      { what: message("export.working"), unit: "bytes" },
      ({ at, signal }) =>
        app.export(meetings.map(({ id }) => id), {
          to,
          ...(wanted ? { formats: wanted } : {}),
          ...{ withAudio, force, signal, onProgress: at },
        }),
    );
    if (context.json) tellJson(context, exported.map((one) => exportedJson(one, context)));
    else tellExported(exported, withAudio === true, context);
    const isWell = exported.every(({ differs, missing }) => differs.length + missing.length === 0);
    return isWell ? EXIT.well : EXIT.trouble;
  };
}

function exportedJson({ missing, ...one }: Exported, { language }: Context): unknown {
  return { ...one, missing: missing.map(({ what, why }) => ({ what, why: jsonText(why, language) })) };
}

function tellExported(exported: readonly Exported[], withAudio: boolean, context: Context): void {
  const { io, language } = context;
  for (const { id, name, folder, copied, same, differs, missing } of exported) {
    if (copied.length > 0) tell(context, message("export.done", { name, id, n: copied.length, folder }));
    else if (same.length > 0 && differs.length === 0) {
      tell(context, message("export.same", { name, id, folder }));
    }
    if (differs.length > 0) {
      const values = { name, id, n: differs.length, files: differs.join(", ") };
      tell(context, message("export.differs", values), io.stderr);
    }
    for (const { what, why } of missing) {
      tell(context, message("export.missing", { name, id, what, cause: say(why, language) }), io.stderr);
    }
  }
  const hasPage = exported.some(({ copied }) => copied.includes("report.html"));
  if (hasPage && !withAudio) tell(context, message("export.withoutAudio"));
}
