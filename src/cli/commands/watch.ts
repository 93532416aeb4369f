import { join, resolve } from "node:path";
import { message } from "../../errors.ts";
import {
  type Command,
  type Context,
  EXIT,
  openApp,
  resolveSettings,
  tell,
  tellDemoModel,
} from "../context.ts";
import { ProgressView } from "../progress_view.ts";
import { StopRequests } from "../stop_requests.ts";

/** `greffier watch`: does everything due, for ever. Ctrl+C ends after the running job, a second one at once. */
export const watch: Command = async (context) => {
  await using app = await openApp(context);
  return await watchWith(context, app, () => tell(context, message("cli.watching", { home: app.home })));
};

/** No command, a double-click: makes the home if needed, greets, and watches. */
export const welcome: Command = async (context) => {
  await using app = await openApp(context);
  await app.init();
  const { settings } = await resolveSettings(context);
  return await watchWith(context, app, () => {
    tell(context, message("cli.greeting", { inbox: join(app.home, "inbox") }));
    tell(context, message("cli.greetingStop", { outbox: resolve(app.home, settings.output.directory) }));
  });
};

async function watchWith(
  context: Context,
  app: Awaited<ReturnType<typeof openApp>>,
  greet: () => void,
): Promise<number> {
  const { io, language } = context;
  using view = new ProgressView({ output: io.stdout, language, clock: io.clock });
  using stop = new StopRequests(io, { first: "finish", tell: (text) => view.tell(text) });
  greet();
  await tellDemoModel(context, app, io.stdout);
  await stop.during(app.watch({ finish: stop.finish, signal: stop.now, onProgress: view.onProgress }));
  view.tell(message("cli.watchEnded"));
  return EXIT.well;
}
