import { dirname, relative } from "node:path";
import type {
  FoundShortcut,
  Placed,
  PlaceFacts,
  Removed,
  Shortcut,
  Shortcuts,
  Spot,
} from "../desktop/install/mod.ts";
import type { ScheduledTask, Scheduler } from "../desktop/schedule/mod.ts";
import { GreffierError, isFileSystemError, type Message, message } from "../errors.ts";
import { type Language, say } from "../texts/mod.ts";
import { homeScheduler, type HomeSchedulerOptions } from "./schedule.ts";

/** What is to be within reach. */
export interface InstallRequest {
  /** Whether greffier starts at log-on. */
  readonly autostart: boolean;
  /** Whether there is an icon on the desktop. */
  readonly desktop: boolean;
  /** When what waits is to be done each night, `HH:MM`; absent: what was asked before stays. */
  readonly nightly?: string;
}

/** What an installation made. */
export interface Installed {
  /** Absolute path of the program that everything starts. */
  readonly program: string;
  readonly shortcuts: readonly Placed[];
  /** Absolute paths of the shortcuts that are not wanted any more. */
  readonly removed: readonly string[];
  readonly tasks: readonly { readonly name: string; readonly outcome: "added" | "replaced" | "unchanged" }[];
  /** What the person should know. */
  readonly cautions: readonly Message[];
  /** What could not be done. */
  readonly troubles: readonly Message[];
}

/** What an uninstallation removed, and what it left. */
export interface Uninstalled {
  readonly program: string;
  /** Absolute paths of shortcuts. */
  readonly removed: readonly string[];
  /** Names of scheduled tasks. */
  readonly tasks: readonly string[];
  /** Shortcuts named greffier that start something else. */
  readonly left: readonly FoundShortcut[];
  /** What could not be looked at, or removed. */
  readonly troubles: readonly Message[];
}

/** What installing works with; in tests, fakes. */
export interface InstallParts {
  /** Absolute path of the executable; undefined: this runs from a checkout. */
  readonly program: string | undefined;
  /** Absolute path. */
  readonly home: string;
  readonly language: Language;
  readonly shortcuts: Shortcuts;
  /** Undefined where the system has none. */
  readonly scheduler: Scheduler | undefined;
  readonly facts: (program: string) => Promise<PlaceFacts>;
}

/** Names of the scheduled tasks that an installation makes: those of `greffier schedule add`. */
const NIGHTLY = "nightly", LOG_ON = "watch";

/**
 * Makes the shortcuts to this program where it lies, and what it does by itself. Idempotent: again, after the program was
 * moved, mends them. Throws a sentence where shortcuts would soon start nothing.
 */
export async function install(parts: InstallParts, request: InstallRequest): Promise<Installed> {
  const { home, shortcuts } = parts;
  const program = programOf(parts);
  const facts = await parts.facts(program);
  if (request.nightly !== undefined && !parts.scheduler) {
    throw new GreffierError(message("install.noScheduler"));
  }
  const { cautions, placeShortcuts, removeShortcuts, whyNotHere } = await desktop();
  const refusal = whyNotHere(facts);
  if (refusal) throw new GreffierError(refusal);
  const wanted = (spot: Spot) =>
    (spot !== "autostart" || request.autostart) && (spot !== "desktop" || request.desktop);
  const spots = shortcuts.spots.filter(wanted);
  const placed = await placeShortcuts(shortcuts, spots.map((spot) => shortcutOf(parts, program, spot)));
  const others = shortcuts.spots.filter((spot) => !wanted(spot));
  const { removed, refusals } = await removeShortcuts(shortcuts, program, others);
  const { tasks, troubles } = await addTasks(parts, request);
  const isReplaced = await startsAtLogOn(parts) && await removeLogOnTask(parts);
  return {
    program,
    shortcuts: placed,
    removed,
    tasks,
    cautions: [
      ...cautions(facts, { ownHome: isBeside(home, program) }),
      ...(await isSwitchedOff(parts, spots) ? [message("install.switchedOff")] : []),
      ...(isReplaced ? [message("install.taskReplaced", { name: LOG_ON })] : []),
    ],
    troubles: [...refusals.map((refusal) => notRemoved(refusal, parts.language)), ...troubles],
  };
}

async function isSwitchedOff({ shortcuts }: InstallParts, spots: readonly Spot[]): Promise<boolean> {
  return spots.includes("autostart") && ((await shortcuts.find("autostart"))?.off ?? false);
}

/** One that the scheduler refuses is told: the shortcuts are there all the same. */
async function addTasks(
  { shortcuts, scheduler }: InstallParts,
  { autostart, nightly }: InstallRequest,
): Promise<Pick<Installed, "tasks" | "troubles">> {
  const tasks: Installed["tasks"][number][] = [];
  if (!scheduler) return { tasks, troubles: [] };
  const add = async (task: ScheduledTask) => {
    tasks.push({ name: task.name, outcome: await scheduler.add(task) });
  };
  try {
    if (nightly !== undefined) {
      await add({ name: NIGHTLY, args: ["run"], trigger: { kind: "daily", at: nightly } });
    }
    // Where nothing else starts at log-on, the scheduler does.
    if (!shortcuts.spots.includes("autostart")) {
      if (autostart) await add({ name: LOG_ON, args: ["watch"], trigger: { kind: "log-on" } });
      else await scheduler.remove(LOG_ON);
    }
  } catch (error) {
    if (!(error instanceof GreffierError)) throw error;
    return { tasks, troubles: [error.text] };
  }
  return { tasks, troubles: [] };
}

/**
 * Removes the task that shows the icon at log-on, which on Windows a shortcut does now: the second of two would call the
 * first every morning. A scheduler that refuses has been of no use before.
 */
async function removeLogOnTask({ scheduler }: InstallParts): Promise<boolean> {
  if (scheduler?.name !== "task-scheduler") return false;
  try {
    return await scheduler.remove(LOG_ON);
  } catch (error) {
    if (error instanceof GreffierError) return false;
    throw error;
  }
}

/** Whether a shortcut starts this program on this home when the person logs on. */
export async function startsAtLogOn({ program, home, shortcuts }: InstallParts): Promise<boolean> {
  if (program === undefined) return false;
  const { installedState } = await desktop();
  if ((await installedState(shortcuts, program)).state !== "on") return false;
  const { args = "" } = await shortcuts.find("autostart") ?? {};
  return isBeside(home, program) ? !args.includes("--home ") : args.includes(home);
}

/** Whether {@linkcode uninstall} may have something to remove: what cannot be looked at may well be there. */
export async function isInstalled(parts: InstallParts): Promise<boolean> {
  const program = programOf(parts);
  const { shortcuts, scheduler } = parts;
  try {
    for (const spot of shortcuts.spots) {
      const found = await shortcuts.find(spot);
      if (found?.program && shortcuts.isSame(found.program, program)) return true;
    }
    return (await scheduler?.list() ?? []).length > 0;
  } catch (error) {
    if (error instanceof GreffierError || isFileSystemError(error)) return true;
    throw error;
  }
}

/** Removes the shortcuts that start this program, and the scheduled tasks of this home. Nothing else is touched. */
export async function uninstall(parts: InstallParts): Promise<Uninstalled> {
  const program = programOf(parts);
  const { removeShortcuts } = await desktop();
  const { removed, left, refusals } = await removeShortcuts(parts.shortcuts, program);
  const tasks: string[] = [];
  const { scheduler, language } = parts;
  const troubles = refusals.map((refusal) => notRemoved(refusal, language));
  try {
    for (const { name } of await scheduler?.list() ?? []) {
      if (await scheduler?.remove(name)) tasks.push(name);
    }
  } catch (error) {
    // The shortcuts are gone all the same; what the scheduler said is told.
    if (!(error instanceof GreffierError)) throw error;
    troubles.push(message("uninstall.tasksUnseen", { cause: say(error.text, language) }));
  }
  return { program, removed, tasks, left, troubles };
}

function notRemoved({ spot, cause }: Removed["refusals"][number], language: Language): Message {
  const said = { spot: say(message(`install.spot.${spot}`), language), cause: say(cause, language) };
  return message("install.notRemoved", said);
}

/** The parts of this machine. */
export async function systemInstallParts(
  { home, main, language, clock }: HomeSchedulerOptions,
): Promise<InstallParts> {
  const { placeFacts, systemShortcuts } = await desktop();
  return {
    program: Deno.build.standalone ? Deno.execPath() : undefined,
    home,
    language,
    shortcuts: await systemShortcuts(),
    scheduler: homeScheduler({ home, main, language, clock }),
    facts: (program) => placeFacts(program),
  };
}

const desktop = () => import("../desktop/install/mod.ts");

function programOf({ program }: InstallParts): string {
  if (program === undefined) throw new GreffierError(message("install.checkout"));
  return program;
}

/** Whether a home is the folder of the program: then nothing needs to name it. */
const isBeside = (home: string, program: string) => relative(dirname(program), home) === "";

/** What a shortcut starts. A home that does not lie beside the program is named. */
function shortcutOf({ home, language }: InstallParts, program: string, spot: Spot): Shortcut {
  const own = isBeside(home, program) ? [] : ["--home", home];
  const args: Readonly<Record<Spot, readonly string[]>> = {
    // Without a command the window stays open by itself when something must be read; with a home it must be told to.
    menu: own.length > 0 ? ["--window", ...own] : [],
    desktop: own.length > 0 ? ["--window", ...own] : [],
    autostart: ["tray", "--background", ...own],
    "send-to": ["add", "--run", "--window", ...own],
  };
  return { spot, program, args: args[spot], description: say(message(`install.describe.${spot}`), language) };
}
