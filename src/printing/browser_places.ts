import { join as joinPosix } from "node:path/posix";
import { join as joinWindows } from "node:path/win32";
import type { ProgramFolders } from "../config/mod.ts";

/** Where the browsers of a system may lie. */
export interface PlaceOptions {
  /** `Deno.build.os`. */
  readonly os: string;
  readonly folders: ProgramFolders;
  /** The person's own folder. @default not known */
  readonly home?: string;
  /** What Windows registered as the place of a program, by its file name. @default nothing */
  readonly registered?: (program: string) => readonly string[];
}

/** Of the family that prints by a command. Each Windows has Edge. */
const WINDOWS: readonly { readonly program: string; readonly below: string }[] = [
  { program: "msedge.exe", below: "Microsoft\\Edge\\Application" },
  { program: "chrome.exe", below: "Google\\Chrome\\Application" },
  { program: "chromium.exe", below: "Chromium\\Application" },
];
const MAC = ["Google Chrome", "Microsoft Edge", "Chromium"];
const LINUX = [
  ...["google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge"],
  ...["chromium", "chromium-browser"],
];

/** Paths at which an Edge, a Chrome or a Chromium may be, in the order to look, each once. Pure. */
export function browserPlaces({ os, folders, home, registered = () => [] }: PlaceOptions): readonly string[] {
  return [...new Set(placesOn(os))];

  function placesOn(os: string): readonly string[] {
    switch (os) {
      case "windows":
        return WINDOWS.flatMap(({ program, below }) => [
          ...registered(program),
          ...folders.installed.map((folder) => joinWindows(folder, below, program)),
        ]);
      case "darwin": {
        const roots = ["/", ...(home === undefined ? [] : [home])];
        return MAC.flatMap((name) =>
          roots.map((root) => joinPosix(root, "Applications", `${name}.app`, "Contents", "MacOS", name))
        );
      }
      default:
        return LINUX.flatMap((name) => folders.path.map((folder) => joinPosix(folder, name)));
    }
  }
}
