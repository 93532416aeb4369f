import { dirname, join } from "node:path";
import { GreffierError, message } from "../../../errors.ts";
import { argumentsLine, HResultError } from "../../../windows/mod.ts";
import type { Shortcut, Shortcuts } from "../shortcuts.ts";
import { SPOTS } from "../shortcuts.ts";
import { knownFolder } from "./known_folders.ts";
import { isSwitchedOff } from "./startup_approved.ts";
import { readLink, type ShellLink, writeLink } from "./shell_link.ts";

const FILE = "greffier.lnk";

/** The shortcuts of Windows, `greffier.lnk` in each of the person's own folders for them. */
export function windowsShortcuts(): Shortcuts {
  const pathOf = (spot: Shortcut["spot"]) => join(knownFolder(spot), FILE);
  return {
    spots: SPOTS,
    async find(spot) {
      const path = pathOf(spot);
      if (!await isThere(path)) return undefined;
      const link = linkAt(path);
      const off = spot === "autostart" && isSwitchedOff(FILE);
      return { path, program: link?.target ? link.target : null, ...(link && { args: link.args }), off };
    },
    async put(shortcut) {
      const path = pathOf(shortcut.spot);
      const wanted = linkOf(shortcut);
      const there = await isThere(path);
      const before = there ? linkAt(path) : undefined;
      if (before && isEqual(before, wanted)) return "unchanged";
      await Deno.mkdir(dirname(path), { recursive: true });
      try {
        writeLink(path, wanted);
      } catch (error) {
        if (!(error instanceof HResultError)) throw error;
        throw new GreffierError(message("install.refused", { path, found: error.message }), { cause: error });
      }
      return there ? "changed" : "made";
    },
    remove: (spot) => Deno.remove(pathOf(spot)),
    isSame: (a, b) => folded(a) === folded(b),
  };
}

function linkOf({ spot, program, args, description }: Shortcut): ShellLink {
  return {
    target: program,
    args: argumentsLine(args),
    folder: dirname(program),
    description,
    icon: program,
    // What starts at log-on is gone in a moment: its window need not come to the front for that.
    minimised: spot === "autostart",
  };
}

/** The shortcut at `path`; undefined when what lies there is none. */
function linkAt(path: string): ReturnType<typeof readLink> | undefined {
  try {
    return readLink(path);
  } catch (error) {
    if (error instanceof HResultError) return undefined;
    throw error;
  }
}

function isEqual(a: ReturnType<typeof readLink>, b: ReturnType<typeof readLink>): boolean {
  return folded(a.target) === folded(b.target) && a.args === b.args &&
    folded(a.folder) === folded(b.folder) &&
    a.description === b.description && folded(a.icon) === folded(b.icon);
}

/** Windows tells neither capitals from small letters nor `/` from `\`, and writes long paths in two ways. */
function folded(path: string): string {
  return path.replaceAll("/", "\\").replace(/^\\\\\?\\(UNC\\)?/i, (_, unc) => unc ? "\\\\" : "")
    .toLowerCase();
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
