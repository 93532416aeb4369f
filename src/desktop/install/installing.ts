import { basename } from "node:path";
import { GreffierError, isFileSystemError, type Message, textOf } from "../../errors.ts";
import type { FoundShortcut, Shortcut, Shortcuts, Spot } from "./shortcuts.ts";

/** What became of one shortcut. */
export interface Placed {
  readonly spot: Spot;
  /** Absolute path of the shortcut; empty when it was refused. */
  readonly path: string;
  /** `taken-over`: it started a greffier that lies elsewhere. `foreign`: it starts something else, and was left alone. */
  readonly outcome: "made" | "changed" | "unchanged" | "taken-over" | "foreign" | "refused";
  /** What it starts, or started; null: that cannot be read. */
  readonly before?: string | null;
  /** Why it was refused. */
  readonly cause?: Message;
}

/**
 * Puts each of `wanted` where it goes. One of that name that starts another greffier, or none any more, now starts this
 * one; one that starts anything else is left alone. One that the system refuses keeps no other from being made.
 */
export async function placeShortcuts(
  shortcuts: Shortcuts,
  wanted: readonly Shortcut[],
): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for (const shortcut of wanted) {
    try {
      placed.push(await place(shortcuts, shortcut));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      placed.push({ spot: shortcut.spot, path: "", outcome: "refused", cause: textOf(error) });
    }
  }
  return placed;
}

const isRefusal = (error: unknown) => error instanceof GreffierError || isFileSystemError(error);

async function place(shortcuts: Shortcuts, shortcut: Shortcut): Promise<Placed> {
  const { spot, program } = shortcut;
  const before = await shortcuts.find(spot);
  if (before && !isGreffier(before.program)) {
    return { spot, path: before.path, outcome: "foreign", before: before.program };
  }
  const outcome = await shortcuts.put(shortcut);
  const { path } = await shortcuts.find(spot) ?? { path: "" };
  return before?.program && !shortcuts.isSame(before.program, program)
    ? { spot, path, outcome: "taken-over", before: before.program }
    : { spot, path, outcome };
}

/** What {@linkcode removeShortcuts} did. */
export interface Removed {
  /** Absolute paths of the shortcuts that are gone. */
  readonly removed: readonly string[];
  /** Those of our name that start something else: they stay. */
  readonly left: readonly FoundShortcut[];
  /** Why some could not be looked at, or removed. */
  readonly refusals: readonly { readonly spot: Spot; readonly cause: Message }[];
}

/**
 * Removes the shortcuts that start `program`, and no other; those of `spots` alone. One that the system refuses keeps no
 * other from being removed.
 */
export async function removeShortcuts(
  shortcuts: Shortcuts,
  program: string,
  spots: readonly Spot[] = shortcuts.spots,
): Promise<Removed> {
  const removed: string[] = [];
  const left: FoundShortcut[] = [];
  const refusals: { spot: Spot; cause: Message }[] = [];
  for (const spot of spots) {
    try {
      const found = await shortcuts.find(spot);
      if (!found) continue;
      if (found.program === null || !shortcuts.isSame(found.program, program)) {
        left.push(found);
        continue;
      }
      await shortcuts.remove(spot);
      removed.push(found.path);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusals.push({ spot, cause: textOf(error) });
    }
  }
  return { removed, left, refusals };
}

/** Whether this program starts when the person logs on. */
export type AutostartState =
  | { readonly state: "on" | "off" | "none" }
  /** Another program starts: a greffier that lies, or lay, elsewhere. */
  | { readonly state: "elsewhere"; readonly program: string };

/** Whether `program` starts at log-on; `off`: the person switched that off in the system's own list. */
export async function installedState(shortcuts: Shortcuts, program: string): Promise<AutostartState> {
  const found = shortcuts.spots.includes("autostart") ? await shortcuts.find("autostart") : undefined;
  if (!found?.program) return { state: "none" };
  if (!shortcuts.isSame(found.program, program)) return { state: "elsewhere", program: found.program };
  return { state: found.off ? "off" : "on" };
}

/**
 * Whether a path is that of a greffier, by its name: with its version or platform behind, as it was downloaded. On Windows
 * programs end with `.exe`: a shortcut of the person to a folder or a letter of that name is none.
 */
function isGreffier(program: string | null): boolean {
  if (program === null) return false;
  const isWindows = /^([a-z]:)?\\/i.test(program);
  return /^greffier([-_. (].*)?$/i.test(basename(program.replaceAll("\\", "/"))) &&
    (!isWindows || /\.exe$/i.test(program));
}
