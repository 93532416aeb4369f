import { type Message, message } from "../../errors.ts";
import type { DriveKind } from "../../windows/mod.ts";

/** What the system tells of where a program lies. */
export interface PlaceFacts {
  /** Absolute path of the program. */
  readonly program: string;
  /** Whether paths are those of Windows. */
  readonly windows: boolean;
  /** Folders that are emptied by themselves: absolute paths, as the system writes them. */
  readonly temporary: readonly string[];
  /** What kind of disk it lies on, as far as the system tells. */
  readonly disk: DriveKind;
  /** Whether files can be made beside it. */
  readonly writable: boolean;
}

/** Longest path that a shortcut of Windows can start, its zero included (MAX_PATH). */
const LONGEST = 260;

/**
 * Why shortcuts to a program at that place would soon start nothing; undefined: they may be made. A program that was
 * double-clicked inside a zip was unpacked into a temporary folder.
 */
export function whyNotHere({ program, windows, temporary }: PlaceFacts): Message | undefined {
  const folded = (path: string) => windows ? path.replaceAll("/", "\\").toLowerCase() : path;
  const isBelow = (folder: string) =>
    folded(program).startsWith(folded(folder).replace(/[\\/]+$/, "") + (windows ? "\\" : "/"));
  const folders = program.split(windows ? /[\\/]/ : "/").slice(0, -1);
  // Explorer, 7-Zip and WinRAR, wherever their temporary folder is.
  const unpacked = folders.some((name) => /\.zip$|^7zO|^Rar\$/i.test(name));
  if (unpacked) return message("install.inArchive", { program });
  // macOS starts a downloaded program from a copy that it makes anew each time.
  if (temporary.some(isBelow) || folders.includes("AppTranslocation")) {
    return message("install.inTemporary", { program });
  }
  if (windows && program.length >= LONGEST) {
    return message("install.tooDeep", { program, length: program.length, most: LONGEST - 1 });
  }
  return undefined;
}

/** What the person should know of that place though shortcuts can be made. `ownHome`: the home lies beside the program. */
export function cautions(
  { program, windows, disk, writable }: PlaceFacts,
  { ownHome }: { readonly ownHome: boolean },
): readonly Message[] {
  const isUnc = windows && /^[\\/]{2}(?![?.][\\/])/.test(program);
  return [
    ...(isUnc || disk === "network" ? [message("install.onNetwork", { program })] : []),
    ...(disk === "removable" ? [message("install.onRemovable", { program })] : []),
    ...(!writable && ownHome ? [message("install.readOnly", { program })] : []),
  ];
}
