import { join, resolve } from "node:path";
import type { App, Desk } from "../../app.ts";
import { type Message, message, textOf } from "../../errors.ts";
import {
  type Command,
  type Context,
  EXIT,
  isHeld,
  isNewHome,
  openApp,
  openDesk,
  reportFolders,
  resolveSettings,
  tell,
} from "../context.ts";
import { ProgressView } from "../progress_view.ts";
import { StopRequests } from "../stop_requests.ts";
import { leavingLines } from "../writer_lines.ts";
import { alreadyThere } from "./tray.ts";

/** `greffier watch`: does everything due, for ever. Ctrl+C ends after the running job, a second one at once. */
export const watch: Command = async (context) => {
  const isNew = await isNewHome(context);
  await using app = await openApp(context);
  return await watchWith(context, app, {
    greet(say) {
      if (isNew) tell(context, message("cli.newHome", { home: app.home }), context.io.stderr);
      say(message("cli.watching", { home: app.home }));
    },
  });
};

/**
 * No command, a double-click: makes the home if needed, greets, watches, and shows the icon near the clock where there is a
 * place for it. When greffier works here already, that one is brought to attention.
 */
export const welcome: Command = async (context) => {
  await using app = await openApp(context);
  await app.init();
  const desk = await openDesk(context);
  const { settings } = await resolveSettings(context);
  const boxes: Boxes = {
    inbox: join(app.home, "inbox"),
    outbox: resolve(app.home, settings.output.directory),
  };
  // A pipe is no person at a desktop.
  const hasIcon = context.io.stdout.isTerminal && await desk.hasPlace();
  if (await desk.call()) {
    tell(context, await alreadyThere(desk, app.home));
    return await showAround(context, desk, boxes, { opens: hasIcon });
  }
  try {
    return await watchWith(context, app, {
      greet(say) {
        say(message("cli.greeting", { inbox: boxes.inbox }));
        say(message(hasIcon ? "cli.greetingOutbox" : "cli.greetingStop", { outbox: boxes.outbox }));
      },
      ...(hasIcon ? { beside: (say) => showIcon(app, say), farewell: message("tray.goesOn") } : {}),
    });
  } catch (error) {
    if (!isHeld(error)) throw error;
    tell(context, error.text, context.io.stderr);
    if (hasIcon) await showIcon(app, (text) => tell(context, text));
    return await showAround(context, desk, boxes, { opens: hasIcon });
  }
};

/** Where a home takes recordings and leaves reports: absolute paths. */
interface Boxes {
  readonly inbox: string;
  readonly outbox: string;
}

/** Starts the icon apart. Without one everything else works all the same. */
async function showIcon(app: App, say: (text: Message) => void): Promise<void> {
  try {
    await app.startApart("tray");
    say(message("tray.closable"));
  } catch (error) {
    say(textOf(error));
  }
}

/** Tells where things are, and opens the inbox on a desktop; a window stays until it was read. */
async function showAround(
  context: Context,
  desk: Desk,
  boxes: Boxes,
  { opens }: { readonly opens: boolean },
): Promise<number> {
  const { io } = context;
  tell(context, message("tray.inbox", { inbox: boxes.inbox }));
  tell(context, message("tray.outbox", { outbox: boxes.outbox }));
  if (!io.stdin.isTerminal) return EXIT.well;
  try {
    if (opens) await desk.openInbox();
  } catch (error) {
    tell(context, textOf(error), io.stderr);
  }
  tell(context, message("cli.pressEnter"));
  await io.stdin.waitForEnter();
  return EXIT.well;
}

/** What {@linkcode watchWith} says and does besides watching. */
interface Watching {
  /** Once the home is held. */
  readonly greet: (say: (text: Message) => void) => void;
  /** Begun after the greeting; nothing waits for it. Must not throw. */
  readonly beside?: (say: (text: Message) => void) => Promise<void>;
  /** @default that greffier goes on where it is, next time */
  readonly farewell?: Message;
}

async function watchWith(
  context: Context,
  app: App,
  { greet, beside, farewell = message("cli.watchEnded") }: Watching,
): Promise<number> {
  const { io, language } = context;
  const folderOf = await reportFolders(context);
  using view = new ProgressView({ output: io.stdout, language, clock: io.clock, ends: false, folderOf });
  using stop = new StopRequests(io, { first: "finish", tell: (text) => view.tell(text) });
  const held = Promise.withResolvers<true>();
  let over = false;
  // A first start unpacks the model to know of it: the greeting does not wait for that.
  const tellFurther = async () => {
    const [{ model }, leaving] = await Promise.all([app.status(), leavingLines(app)]);
    for (const text of leaving) view.tell(text);
    if (model.demo) view.tell(message("model.demoOnly", { model: model.name }));
  };
  const watching = app.watch({
    finish: stop.finish,
    signal: stop.now,
    onProgress: view.onProgress,
    // Only who holds the home waits for recordings.
    onHeld() {
      greet((text) => view.tell(text));
      held.resolve(true);
      void beside?.((text) => {
        if (!over) view.tell(text);
      });
    },
  });
  const begun = Promise.race([held.promise, watching.then(() => false)]);
  await stop.during(Promise.all([watching, begun.then((begun) => begun ? tellFurther() : undefined)]));
  over = true;
  view.tell(farewell);
  return EXIT.well;
}
