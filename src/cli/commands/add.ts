import { basename, resolve } from "node:path";
import type { Added, App } from "../../app.ts";
import { message } from "../../errors.ts";
import { say, size } from "../../texts/mod.ts";
import {
  type Command,
  type Context,
  EXIT,
  isHeld,
  isNewHome,
  openApp,
  resolveSettings,
  tell,
  tellJson,
} from "../context.ts";
import { LiveBar } from "../live_bar.ts";
import { ownerSaid } from "../owner_said.ts";
import { plain } from "../plain.ts";
import { StopRequests } from "../stop_requests.ts";

/** Options of `greffier add`. */
export interface AddFlags {
  /** What the meeting is to be called. */
  readonly name?: string;
  /** Whether to make the report too, in the background, when nobody works on the home. */
  readonly run?: boolean;
}

/** `greffier add FILE…`: copies recordings into the inbox, and says who makes their reports. */
export function add(files: readonly string[], { name, run = false }: AddFlags): Command {
  return async (context) => {
    const isNew = await isNewHome(context);
    await using app = await openApp(context);
    const added = await copyAll(context, app, files, name);
    if (isNew) tell(context, message("cli.newHome", { home: app.home }), context.io.stderr);
    const { owner } = await app.status();
    const starts = owner === null && run;
    if (starts) await startRun(app);
    if (context.json) {
      tellJson(context, { added, owner, started: starts });
      return EXIT.well;
    }
    for (const one of added) tellAdded(context, one);
    const outbox = resolve(app.home, (await resolveSettings(context)).settings.output.directory);
    if (owner) {
      tell(context, message("add.worksOn", { owner: ownerSaid(context, owner), outbox }));
    } else tell(context, starts ? message("add.runs", { outbox }) : message("add.needsRun"));
    return EXIT.well;
  };
}

async function copyAll(
  context: Context,
  app: App,
  files: readonly string[],
  name: string | undefined,
): Promise<readonly Added[]> {
  const { io, language } = context;
  using bar = new LiveBar(io.stderr);
  using stop = new StopRequests(io, {
    first: "now",
    tell: (text) => bar.write(plain(say(text, language)) + "\n"),
  });
  return await stop.during(app.add(files, {
    ...(name === undefined ? {} : { name }),
    signal: stop.now,
    onProgress: (copied, total, file) => bar.show(copied, total, plain(file)),
    onWait: () => tell(context, message("add.waits"), io.stderr),
  }));
}

/** Somebody else may have begun meanwhile: that is as good. */
async function startRun(app: App): Promise<void> {
  try {
    await app.startApart("run");
  } catch (error) {
    if (!isHeld(error)) throw error;
  }
}

function tellAdded(context: Context, { path, files, bytes }: Added): void {
  const values = { name: basename(path), size: size(bytes, context.language) };
  tell(
    context,
    files > 1 ? message("add.doneFolder", { ...values, n: files }) : message("add.done", values),
  );
}
