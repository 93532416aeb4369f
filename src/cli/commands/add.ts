import { basename, resolve } from "node:path";
import type { Added, AddingWay, App } from "../../app.ts";
import { message, UsageError } from "../../errors.ts";
import { size } from "../../texts/mod.ts";
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
import { ownerSaid } from "../owner_said.ts";
import { withProgress } from "../with_progress.ts";

/** Options of `greffier add`. */
export interface AddFlags {
  /** What the meeting is to be called. */
  readonly name?: string;
  /** When it began, as a person writes it. */
  readonly date?: string;
  /** The language that is spoken: `fr` or `en`. */
  readonly language?: string;
  /** Who was there, separated by commas or semicolons. */
  readonly participants?: string;
  /** At most one of these says how the files come. */
  readonly copy?: boolean;
  readonly link?: boolean;
  readonly move?: boolean;
  /** Whether to make the report too, in the background, when nobody works on the home. */
  readonly run?: boolean;
}

/** The one way that was asked for. */
function wayOf(flags: AddFlags): AddingWay | undefined {
  const asked = (["copy", "link", "move"] as const).filter((way) => flags[way]);
  if (asked.length > 1) {
    throw new UsageError(message("add.oneWay", { flags: asked.map((way) => `--${way}`).join(", ") }));
  }
  return asked[0];
}

/** `greffier add FILE…`: brings recordings into the inbox, and says who makes their reports. */
export function add(files: readonly string[], flags: AddFlags): Command {
  return async (context) => {
    const { run = false } = flags;
    const way = wayOf(flags);
    const isNew = await isNewHome(context);
    await using app = await openApp(context);
    const added = await bringAll(context, app, files, { ...flags, way });
    if (isNew) tell(context, message("cli.newHome", { home: app.home }), context.io.stderr);
    const { owner } = await app.status();
    const starts = owner === null && run;
    if (starts) await startRun(app);
    if (context.json) {
      tellJson(context, { added, owner, started: starts });
      return EXIT.well;
    }
    for (const one of added) tellAdded(context, one);
    for (const file of added.flatMap(({ kept = [] }) => kept)) {
      tell(context, message("add.kept", { file }), context.io.stderr);
    }
    const outbox = resolve(app.home, (await resolveSettings(context)).settings.output.directory);
    if (owner) {
      tell(context, message("add.worksOn", { owner: ownerSaid(context, owner), outbox }));
    } else tell(context, starts ? message("add.runs", { outbox }) : message("add.needsRun"));
    return EXIT.well;
  };
}

async function bringAll(
  context: Context,
  app: App,
  files: readonly string[],
  { name, date, language: spoken, participants, way }: AddFlags & { readonly way: AddingWay | undefined },
): Promise<readonly Added[]> {
  const what = message("progress.adding");
  return await withProgress(context, { what, unit: "bytes" }, ({ at, tell, signal }) =>
    app.add(files, {
      ...(name === undefined ? {} : { name }),
      ...(date === undefined ? {} : { date }),
      ...(spoken === undefined ? {} : { language: spoken }),
      ...(participants === undefined ? {} : { participants: participants.split(/[,;]/) }),
      ...(way === undefined ? {} : { way }),
      signal,
      onProgress: at,
      onWait: () => tell(message("add.waits")),
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
