import { join } from "node:path";
import { isSidecarName, SIDECAR_ENDING } from "../model/mod.ts";
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
  /** The file beside it in the inbox that tells more of it. */
  readonly sidecar?: DroppedFile;
}

/** Folders inside a dropped folder are followed this deep. */
const DEPTH = 4;

/** Programs that download or copy give their files such a name until they are whole. */
const UNDER_WAY = /\.(part|partial|crdownload|download|tmp|filepart)$/i;

/** What systems leave in folders for themselves: nothing of a person's is in it. */
const SYSTEMS = /^(desktop\.ini|thumbs\.db|ehthumbs\.db|\.ds_store)$/i;

const LEFT_ALONE = [
  /^\./, // hidden files, also what macOS and network shares leave
  /^(LISEZMOI|README)(\.(txt|md))?$/i,
  SYSTEMS,
  /^~\$/, // Office's lock files
];

/** Whether a file is a copy or a download under way. */
export function isUnderWay(name: string): boolean {
  return UNDER_WAY.test(name);
}

/** Whether a file is what a system keeps in a folder for itself. */
export function isSystems(name: string): boolean {
  return SYSTEMS.test(name);
}

function isNobodys(name: string): boolean {
  return isSidecarName(name) || LEFT_ALONE.some((pattern) => pattern.test(name));
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

async function fileAt(files: Files, inbox: string, path: string): Promise<DroppedFile | undefined> {
  const stat = await files.stat(join(inbox, path));
  return stat && { path, bytes: stat.bytes, modifiedMs: stat.modifiedMs };
}

/** Reads one dropped name; undefined when it is gone by now. `sidecar`: the name of its sidecar, where there is one. */
export async function readDrop(
  files: Files,
  inbox: string,
  { name, isFolder, isLink }: FolderEntry,
  sidecar?: string,
): Promise<Drop | undefined> {
  const beside = sidecar === undefined ? undefined : await fileAt(files, inbox, sidecar);
  const drop = { name, isFolder, isLink, ...(beside ? { sidecar: beside } : {}) };
  if (isLink) return { ...drop, files: [] };
  if (!isFolder) {
    const file = await fileAt(files, inbox, name);
    return file && { ...drop, files: [file] };
  }
  const below = await filesBelow(files, inbox, name, DEPTH);
  return { ...drop, files: below.sort(byPath) };
}

/** How names are compared that a system may take for the same. */
function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** The sidecars among the names of an inbox, by the drop they tell of. */
export class Sidecars {
  readonly #names = new Map<string, string>();

  constructor(entries: readonly FolderEntry[]) {
    for (const { name, isFolder, isLink } of entries) {
      if (!isFolder && !isLink && isSidecarName(name)) this.#names.set(folded(name), name);
    }
  }

  /** The name of the sidecar of `drop`; undefined when it has none. */
  of(drop: string): string | undefined {
    return this.#names.get(folded(drop + SIDECAR_ENDING));
  }
}
