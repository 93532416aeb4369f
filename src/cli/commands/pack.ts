import { message } from "../../errors.ts";
import { size } from "../../texts/mod.ts";
import { type Command, EXIT, openHome, tell, tellJson } from "../context.ts";
import { resolveMeeting } from "../resolve_id.ts";
import { withProgress } from "../with_progress.ts";

/** Options of `greffier pack`. */
export interface PackFlags {
  readonly to?: string;
  readonly audio?: boolean;
}

/** `greffier pack ID`: a meeting in a zip, for another greffier or for whoever helps. */
export function pack(which: string, { to, audio }: PackFlags): Command {
  return async (context) => {
    const { io, language } = context;
    await using app = await openHome(context);
    const { id } = resolveMeeting(which, await app.list());
    const packed = await withProgress(
      context,
      { what: message("pack.working"), unit: "bytes" },
      ({ at, signal }) =>
        app.pack(id, { ...(to === undefined ? {} : { to }), audio, signal, onProgress: at }),
    );
    if (context.json) tellJson(context, packed);
    else {
      const { file, files, bytes, open } = packed;
      tell(context, message("pack.done", { file, n: files, size: size(bytes, language) }));
      if (open) tell(context, message("pack.open"));
      if (!packed.audio) tell(context, message("pack.noAudio"));
    }
    tell(context, message("pack.private"), io.stderr);
    return EXIT.well;
  };
}
