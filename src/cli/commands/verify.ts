import type { Verified } from "../../app.ts";
import { message } from "../../errors.ts";
import { say, size } from "../../texts/mod.ts";
import { chosenMeetings } from "../chosen_meetings.ts";
import { type Paint, paintFor } from "../colours.ts";
import { type Command, type Context, EXIT, jsonText, openHome, tell, tellJson } from "../context.ts";
import { plain } from "../plain.ts";
import { withProgress } from "../with_progress.ts";

/** `greffier verify [ID|all]`: whether finished meetings are still what was sealed; 1 when one is damaged. */
export function verify(which = "all"): Command {
  return async (context) => {
    await using app = await openHome(context);
    const meetings = await chosenMeetings(app, which);
    const verified = await withProgress(
      context,
      { what: message("verify.working"), unit: "bytes" },
      ({ at, signal }) => app.verify(meetings.map(({ id }) => id), { signal, onProgress: at }),
    );
    if (context.json) {
      tellJson(
        context,
        verified.map(({ trouble, ...one }) => ({
          ...one,
          trouble: trouble ? jsonText(trouble, context.language) : null,
        })),
      );
    } else tellVerified(verified, context);
    return verified.some(({ damaged }) => damaged) ? EXIT.trouble : EXIT.well;
  };
}

function tellVerified(verified: readonly Verified[], context: Context): void {
  const { io, language } = context;
  const paint = paintFor(io, io.stdout);
  const write = (text: Parameters<typeof say>[0], brush: keyof Paint) =>
    io.stdout.write(paint[brush](plain(say(text, language))) + "\n");
  for (const { id, name, sealed, damaged, files, bytes, findings, trouble } of verified) {
    if (trouble) write(message("verify.trouble", { id, name, cause: say(trouble, language) }), "bad");
    else if (damaged) write(message("verify.damaged", { id, name }), "bad");
    else if (!sealed) write(message("verify.open", { id, name }), "faint");
    else write(message("verify.well", { id, name, n: files, size: size(bytes, language) }), "good");
    for (const { file, finding } of findings) {
      const told = say({ key: `verify.finding.${finding}`, values: {} }, language);
      io.stdout.write(`  ${plain(file)}  ${told}\n`);
    }
  }
  const sealed = verified.filter(({ sealed, damaged }) => sealed || damaged).length;
  const damaged = verified.filter(({ damaged }) => damaged).length;
  if (sealed === 0) tell(context, message("verify.nothing"));
  else if (damaged > 0) tell(context, message("verify.someDamaged", { damaged, n: sealed }));
  else if (sealed > 1) tell(context, message("verify.allWell", { n: sealed }));
}
