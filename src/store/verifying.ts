import { join } from "node:path";
import {
  explained,
  leftOutOfPack,
  OutboxSession,
  RetentionRecord,
  SealedRecord,
  stepsOf,
} from "../model/mod.ts";
import { PART } from "./atomic.ts";
import type { Files } from "./files.ts";
import { sha256OfFile } from "./hash.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { PACK_README } from "./pack_readme.ts";
import { recordIn } from "./record_cache.ts";

/**
 * What is to be said of a file of a sealed meeting. `changed`: not what was sealed; `unreadable`: the program cannot read
 * its own record. No fault: `edited`, a view that is other than it was written; `removed`, retention took it away and says
 * so; `leftOut`, it was not put into the ZIP that the meeting was unpacked from; `corrections`, others than the report was made with; `extra`, a person's own.
 */
export type FileFinding =
  | "changed"
  | "missing"
  | "unreadable"
  | "edited"
  | "removed"
  | "leftOut"
  | "corrections"
  | "extra";

/** Findings that mean damage. */
export const FAULTS: ReadonlySet<FileFinding> = new Set(["changed", "missing", "unreadable"]);

/** A file of which something is to be said. */
export interface VerifiedFile {
  /** Path from the meeting's folder, with `/`. */
  readonly file: string;
  readonly finding: FileFinding;
}

/** A meeting compared with what was sealed. */
export interface VerifiedMeeting {
  /** False: it is not finished, or was opened again; nothing is compared. */
  readonly sealed: boolean;
  /** Files that were compared, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** In order of the paths; what is as it was is not among them. */
  readonly findings: readonly VerifiedFile[];
}

/** What a file was when it was sealed, or archived. */
export interface Expected {
  readonly sha256: string;
  readonly bytes: number;
}

/** What lies in a meeting's folder by the program's own doing, and has no hash. */
const OWN: ReadonlySet<string> = new Set([
  ...[NAMES.session, NAMES.sealed, NAMES.corrections, NAMES.correctionsUndo, NAMES.retention, PACK_README],
]);

/** Drafts of e-mails, which a person may change: the first, and those beside one that was changed. */
const DRAFT = /^report( \(\d+\))?\.eml$/;

const FOLDERS: readonly string[] = ["", NAMES.stages, NAMES.audio];

/** The files of a sealed meeting that are to be there, and what they were. */
export function expectedFiles(
  sealed: SealedRecord,
  retention: RetentionRecord | undefined,
): Map<string, Expected> {
  const expected = new Map<string, Expected>(Object.entries({ ...sealed.files, ...sealed.audio }));
  for (const { files } of stepsOf(retention, "audio", "archived")) {
    for (const { file, became } of files) {
      expected.delete(file);
      if (became) expected.set(became.file, became);
    }
  }
  return expected;
}

/** The bytes that {@linkcode verifyMeeting} will read, as far as sizes tell. */
export async function bytesToVerify(files: Files, layout: HomeLayout, folder: string): Promise<number> {
  let bytes = 0;
  for (const under of FOLDERS) {
    for (const { name, isFolder } of await files.list(join(layout.outbox, folder, under))) {
      if (!isFolder) bytes += (await files.stat(join(layout.outbox, folder, under, name)))?.bytes ?? 0;
    }
  }
  return bytes;
}

/**
 * Compares the meeting of a folder of the outbox with its `sealed.json`, byte for byte. `onBytes` hears of each block that
 * was read. Throws file system errors, and `NewerFileError` for a meeting that a newer greffier wrote.
 */
export async function verifyMeeting(
  files: Files,
  layout: HomeLayout,
  folder: string,
  { signal, onBytes = () => {} }: {
    readonly signal?: AbortSignal;
    readonly onBytes?: (count: number) => void;
  } = {},
): Promise<VerifiedMeeting> {
  const outbox = join(layout.outbox, folder);
  const findings: VerifiedFile[] = [];
  const tell = (file: string, finding: FileFinding) => findings.push({ file, finding });
  const record = async <T>(name: string, schema: Parameters<typeof recordIn<T>>[2]) => {
    const path = join(outbox, name);
    if (!await files.stat(path)) return undefined;
    const found = recordIn(path, await files.read(path), schema);
    if (found === undefined) tell(name, "unreadable");
    return found;
  };
  const isSealed = await files.stat(join(outbox, NAMES.sealed)) !== undefined;
  const sealed = await record(NAMES.sealed, SealedRecord);
  await record(NAMES.session, OutboxSession);
  const retention = await record(NAMES.retention, RetentionRecord);
  if (!sealed) return { sealed: isSealed, files: 0, bytes: 0, findings };

  const expected = expectedFiles(sealed, retention);
  const gone = explained(retention, sealed.sealedAt);
  const leftOut = leftOutOfPack(retention);
  let count = 0, bytes = 0;
  const hashOf = async (path: string, size: number) => {
    const hash = await sha256OfFile(files, path, { signal, onBytes });
    [count, bytes] = [count + 1, bytes + size];
    return hash;
  };
  for (const [file, { sha256, bytes: size }] of expected) {
    signal?.throwIfAborted();
    const path = join(outbox, ...file.split("/"));
    const stat = await files.stat(path);
    const isView = !file.includes("/");
    if (!stat || stat.isFolder) {
      tell(file, leftOut.has(file) ? "leftOut" : gone.has(file) ? "removed" : "missing");
    } // Another length is another content: nothing has to be read to know it.
    else if (stat.bytes !== size || await hashOf(path, stat.bytes) !== sha256) {
      tell(file, isView ? "edited" : "changed");
    }
  }
  for (const { files: archived } of stepsOf(retention, "audio", "archived")) {
    // Put in the place of the original, which may still be there where the two were cut.
    for (const { file } of archived) expected.set(file, { sha256: "", bytes: 0 });
  }
  await verifyCorrections();
  for (const under of FOLDERS) {
    for (const { name, isFolder } of await files.list(join(outbox, under))) {
      const file = under === "" ? name : `${under}/${name}`;
      const isOwn = expected.has(file) || OWN.has(file) || DRAFT.test(file) ||
        name.endsWith(PART) && under !== "";
      if (!isFolder && !isOwn) tell(file, "extra");
    }
  }
  findings.sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : 0);
  return { sealed: true, files: count, bytes, findings };

  async function verifyCorrections() {
    const path = join(outbox, NAMES.corrections);
    const stat = await files.stat(path);
    const used = sealed!.corrections;
    if (!stat && !used) return;
    const same = stat && used && await sha256OfFile(files, path, { signal }) === used.sha256;
    if (same) return;
    tell(NAMES.corrections, !stat && gone.has(NAMES.corrections) ? "removed" : "corrections");
  }
}
