import type { UpdateCheck } from "../../app.ts";
import { message } from "../../errors.ts";
import { size } from "../../texts/mod.ts";
import { type Command, type Context, EXIT, openApp, tell, tellJson } from "../context.ts";
import { plainLines } from "../plain.ts";
import { withProgress } from "../with_progress.ts";

/** `greffier version`: what this program is; with `check`, whether there is a newer one. Nobody is asked otherwise. */
export function version({ check = false }: { readonly check?: boolean }): Command {
  return async (context) => {
    const about = {
      version: context.io.program.version,
      platform: `${Deno.build.os} ${Deno.build.arch}`,
      deno: Deno.version.deno,
    };
    const found = check ? await look(context) : undefined;
    if (context.json) tellJson(context, found ? { ...about, update: found } : about);
    else {
      tell(context, message("updates.program", about));
      tell(context, message("updates.platform", about));
      if (found) tellUpdate(context, found);
    }
    return EXIT.well;
  };
}

async function look(context: Context): Promise<UpdateCheck> {
  await using app = await openApp(context);
  const what = message("progress.asking");
  return await withProgress(context, { what }, ({ signal }) => app.checkForUpdate({ signal }));
}

function tellUpdate(context: Context, found: UpdateCheck): void {
  const { verdict, current, latest, released, notes, files } = found;
  if (verdict !== "newer") {
    tell(
      context,
      verdict === "same"
        ? message("updates.same", { current })
        : message("updates.older", { current, latest }),
    );
    return;
  }
  tell(context, message("updates.newer", { current, latest, released }));
  if (notes.trim() !== "") context.io.stdout.write(`\n${plainLines(notes.trim())}\n\n`);
  for (const { address, bytes, sha256 } of files) {
    tell(context, message("updates.file", { address, size: size(bytes, context.language) }));
    tell(context, message("updates.hash", { sha256 }));
  }
  if (files.length > 0) tell(context, message("updates.how"));
}
