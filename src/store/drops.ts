import { join } from "node:path";
import type { Files, FolderEntry } from "./files.ts";

/** A file below a dropped name. `path` is relative to the inbox, with `/`. */
export interface DroppedFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Something a person put into the inbox: a file, or a folder with everything in it. */
export interface Drop {
  readonly name: string;
  readonly isFolder: boolean;
  /** A symbolic link: moved, it would point elsewhere or take another's file along. */
  readonly isLink: boolean;
  /** In natural order of their names: `piste 2.wav` before `piste 10.wav`. */
  readonly files: readonly DroppedFile[];
}

/** Folders inside a dropped folder are followed this deep. */
const DEPTH = 4;

/** Programs that download or copy give their files such a name until they are whole. */
const UNDER_WAY = /\.(part|partial|crdownload|download|tmp|filepart)$/i;

const LEFT_ALONE = [
  /^\./, // hidden files, also what macOS and network shares leave
  /^(LISEZMOI|README)(\.(txt|md))?$/i,
  /^(desktop\.ini|thumbs\.db)$/i,
  /^~\$/, // Office's lock files
];

/** Whether a file is a copy or a download under way. */
export function isUnderWay(name: string): boolean {
  return UNDER_WAY.test(name);
}

function isNobodys(name: string): boolean {
  return LEFT_ALONE.some((pattern) => pattern.test(name));
}

/** Whether a name in the inbox is nobody's recording: the program's own, the system's, or a copy under way. */
export function isLeftAlone(name: string): boolean {
  return isNobodys(name) || isUnderWay(name);
}

let collator: Intl.Collator | undefined;

/** Natural order. Its collator is made when wanted: that alone costs 10 ms, which `list` need not pay. */
function byPath(a: DroppedFile, b: DroppedFile): number {
  collator ??= new Intl.Collator("fr", { numeric: true, sensitivity: "base" });
  return collator.compare(a.path, b.path);
}

async function filesBelow(files: Files, inbox: string, path: string, depth: number): Promise<DroppedFile[]> {
  const found: DroppedFile[] = [];
  for (const { name, isFolder, isLink } of await files.list(join(inbox, path))) {
    if (isLink) continue;
    // A copy under way counts: the folder it lies in is not whole yet.
    if (isNobodys(name)) continue;
    const below = `${path}/${name}`;
    if (isFolder && depth > 0) found.push(...await filesBelow(files, inbox, below, depth - 1));
    const stat = isFolder ? undefined : await files.stat(join(inbox, below));
    if (stat) found.push({ path: below, bytes: stat.bytes, modifiedMs: stat.modifiedMs });
  }
  return found;
}

/** Reads one dropped name; undefined when it is gone by now. */
export async function readDrop(
  files: Files,
  inbox: string,
  { name, isFolder, isLink }: FolderEntry,
): Promise<Drop | undefined> {
  if (isLink) return { name, isFolder, isLink, files: [] };
  if (!isFolder) {
    const stat = await files.stat(join(inbox, name));
    return stat &&
      { name, isFolder, isLink, files: [{ path: name, bytes: stat.bytes, modifiedMs: stat.modifiedMs }] };
  }
  const below = await filesBelow(files, inbox, name, DEPTH);
  return { name, isFolder, isLink, files: below.sort(byPath) };
}
