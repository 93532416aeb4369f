import { resolve } from "node:path";
import { message } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { type Command, EXIT, openApp, tell, tellDemoModel, tellJson } from "../context.ts";
import { duration } from "../format.ts";
import { LiveBar } from "../live_bar.ts";
import { plain, plainLines } from "../plain.ts";
import { PaceMeter } from "../pace.ts";
import { StopRequests } from "../stop_requests.ts";

/** `greffier transcribe FILE`: the text on standard output, all else on standard error; writes nothing. */
export function transcribe(file: string): Command {
  return async (context) => {
    const { io, language } = context;
    await using app = await openApp(context);
    using bar = new LiveBar(io.stderr);
    using stop = new StopRequests(io, {
      first: "now",
      tell: (text) => bar.write(plain(say(text, language)) + "\n"),
    });
    const pace = new PaceMeter();
    pace.started(io.clock.monotonic());
    const heard = await stop.during(app.transcribe(resolve(file), {
      signal: stop.now,
      onProgress(done, total) {
        const { remaining } = pace.finished(done, total, io.clock.monotonic());
        const note = remaining === null
          ? ""
          : say(message("cli.remaining", { time: duration(remaining) }), language);
        bar.show(done, total, note);
      },
    }));
    bar.clear();
    if (context.json) tellJson(context, { file, ...heard });
    else if (heard.text.trim() === "") tell(context, message("cli.noSpeech", { file }), io.stderr);
    else io.stdout.write(plainLines(heard.text.trimEnd()) + "\n");
    await tellDemoModel(context, app, io.stderr);
    return EXIT.well;
  };
}
