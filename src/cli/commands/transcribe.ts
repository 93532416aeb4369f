import { resolve } from "node:path";
import { message } from "../../errors.ts";
import { type Command, EXIT, openApp, tell, tellDemoModel, tellJson } from "../context.ts";
import { plainLines } from "../plain.ts";
import { withProgress } from "../with_progress.ts";

/** `greffier transcribe FILE`: the text on standard output, all else on standard error; writes nothing. */
export function transcribe(file: string): Command {
  return async (context) => {
    const { io } = context;
    await using app = await openApp(context);
    const what = message("progress.transcribing");
    const heard = await withProgress(
      context,
      { what, unit: "seconds" },
      ({ at, signal }) => app.transcribe(resolve(file), { signal, onProgress: at }),
    );
    if (context.json) tellJson(context, { file, ...heard });
    else if (heard.text.trim() === "") tell(context, message("cli.noSpeech", { file }), io.stderr);
    else io.stdout.write(plainLines(heard.text.trimEnd()) + "\n");
    await tellDemoModel(context, app, io.stderr);
    return EXIT.well;
  };
}
