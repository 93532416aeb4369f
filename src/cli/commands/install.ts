import { join, resolve } from "node:path";
import type { Installed, InstallRequest } from "../../app.ts";
import { type Message, message } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";
import { type Command, EXIT, jsonText, openApp, resolveSettings, tell, tellJson } from "../context.ts";
import { ownerSaid } from "../owner_said.ts";
import { NIGHT } from "../schedule/asked_task.ts";
import { readTime } from "../schedule/times.ts";

/** Options of `greffier install`. */
export interface InstallFlags {
  readonly autostart: boolean;
  readonly desktop: boolean;
  /** A time, or the usual one. */
  readonly nightly?: true | string;
}

/** `greffier install`: shortcuts to this program where it lies, and what it does by itself. */
export function install({ autostart, desktop, nightly }: InstallFlags): Command {
  return async (context) => {
    const request: InstallRequest = {
      autostart,
      desktop,
      ...(nightly ? { nightly: nightly === true ? NIGHT : readTime(nightly) } : {}),
    };
    await using app = await openApp(context);
    const installed = await app.install(request);
    const isWhole = installed.troubles.length === 0 &&
      installed.shortcuts.every(({ outcome }) => outcome !== "refused");
    const code = isWhole ? EXIT.well : EXIT.trouble;
    if (context.json) {
      const texts = (said: readonly Message[]) => said.map((text) => jsonText(text, context.language));
      const { cautions, troubles } = installed;
      tellJson(context, { ...installed, cautions: texts(cautions), troubles: texts(troubles) });
      return code;
    }
    tell(context, message("install.ready", installed));
    const indented = (text: Message) => {
      context.io.stdout.write("  ");
      tell(context, text);
    };
    for (const placed of installed.shortcuts) indented(told(placed, context.language));
    for (const path of installed.removed) indented(message("install.removed", { path }));
    for (const { name } of installed.tasks) indented(message("install.task", { name }));
    for (const caution of installed.cautions) tell(context, caution);
    for (const trouble of installed.troubles) tell(context, trouble, context.io.stderr);
    tell(context, message("install.howToUndo"));
    return code;
  };
}

function told(
  { spot: place, path, outcome, before, cause }: Installed["shortcuts"][number],
  language: Language,
): Message {
  const spot = say(message(`install.spot.${place}`), language);
  switch (outcome) {
    case "made":
      return message("install.made", { spot, path });
    case "changed":
      return message("install.changed", { spot, path });
    case "unchanged":
      return message("install.unchanged", { spot, path });
    case "taken-over":
      return message("install.takenOver", { spot, path, before: before ?? "" });
    case "foreign":
      return message("install.foreign", { spot, path });
    case "refused":
      return message("install.notMade", { spot, cause: cause ? say(cause, language) : "" });
  }
}

/** `greffier uninstall`: the shortcuts and the tasks go, meetings and program stay. In a terminal it asks first, if there is any. */
export function uninstall({ yes }: { readonly yes: boolean }): Command {
  return async (context) => {
    const { io, language, home } = context;
    await using app = await openApp(context);
    const canAsk = !yes && !context.json && io.stdin.isTerminal && io.stdout.isTerminal;
    if (canAsk && await app.isInstalled()) {
      const answer = (await io.stdin.ask(say(message("uninstall.confirm"), language)))?.trim() ?? "";
      if (answer === "" || !say(message("uninstall.yesLetters"), language).includes(answer[0]!)) {
        tell(context, message("uninstall.kept"));
        return EXIT.well;
      }
    }
    const { removed, tasks, left, troubles, program } = await app.uninstall();
    if (context.json) {
      tellJson(context, { removed, tasks, left, troubles: troubles.map((text) => jsonText(text, language)) });
      return troubles.length > 0 ? EXIT.trouble : EXIT.well;
    }
    for (const path of removed) tell(context, message("uninstall.removed", { path }));
    for (const name of tasks) tell(context, message("uninstall.taskRemoved", { name }));
    if (removed.length === 0 && tasks.length === 0) tell(context, message("uninstall.nothing"));
    for (const { path, program } of left) {
      tell(
        context,
        program === null
          ? message("uninstall.leftUnreadable", { path })
          : message("uninstall.left", { path, program }),
      );
    }
    for (const trouble of troubles) tell(context, trouble, io.stderr);
    const outbox = resolve(home, (await resolveSettings(context)).settings.output.directory);
    tell(context, message("uninstall.recordings", { outbox, inbox: join(home, "inbox"), program }));
    const { owner } = await app.status();
    if (owner) {
      tell(context, message("uninstall.stillWorks", { owner: ownerSaid(context, owner) }));
    }
    return troubles.length > 0 ? EXIT.trouble : EXIT.well;
  };
}
