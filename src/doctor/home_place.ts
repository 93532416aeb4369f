import { basename, join } from "node:path";

/** Names of the folders that services keep in step with a cloud. */
const SERVICES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^OneDrive( - .*|-.*)?$/i, "OneDrive"],
  [/^Dropbox( \(.*\))?$/i, "Dropbox"],
  [/^(Google Drive|GoogleDrive-.*|My Drive|Mon Drive)$/i, "Google Drive"],
  [/^(iCloudDrive|com~apple~CloudDocs)$/i, "iCloud"],
];

/**
 * The service that takes the files of a folder to a cloud; undefined: none that is known by its name or by `oneDrive`,
 * the folders that the environment names.
 */
export function cloudOf(path: string, oneDrive: readonly string[] = []): string | undefined {
  const plain = (path: string) => path.replaceAll("/", "\\").replace(/\\+$/, "").toLowerCase();
  const isBelow = (folder: string) =>
    plain(path) === plain(folder) || plain(path).startsWith(`${plain(folder)}\\`);
  if (oneDrive.some(isBelow)) return "OneDrive";
  for (const part of path.split(/[\\/]/)) {
    const found = SERVICES.find(([pattern]) => pattern.test(part));
    if (found) return found[1];
  }
  return undefined;
}

/** The longest path that Windows takes without being told that longer ones are meant (`MAX_PATH`, its zero left out). */
export const USUAL_PATH = 259;

/** The longest name that greffier gives below a box: an id, its stages, an error file while it is written. */
const LONGEST_BELOW = join(
  "2026-01-19_1430_" + "x".repeat(40) + "-2",
  "stages",
  "transcribe.000000-000002.error.json.part",
).length;

/** Length of the longest path that greffier makes for the meetings of a box, in characters. */
export function longestPath(box: string): number {
  return box.length + 1 + LONGEST_BELOW;
}

/** A path below `folder` that is longer than {@linkcode USUAL_PATH}: the folders to make, and the file. */
export function longPathBelow(
  folder: string,
  name: string,
): { readonly folders: string[]; readonly file: string } {
  const folders = [join(folder, name)];
  while (folders.at(-1)!.length <= USUAL_PATH) folders.push(join(folders.at(-1)!, "x".repeat(60)));
  return { folders, file: join(folders.at(-1)!, basename(name)) };
}
