import { dirname, join } from "node:path";
import { explained, type RetainedFile, RetentionRecord, SealedRecord, ViewsRecord } from "../model/mod.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import type { FileReader, Files, FileWriter } from "./files.ts";
import { ensureFolder, removeIfThere } from "./folders.ts";
import { sha256OfFile } from "./hash.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import type { RecordCache } from "./record_cache.ts";

/** Absolute path of a file of a meeting. `path` is relative to its folder, with `/`; it never leaves it. */
export function placeOf(layout: HomeLayout, id: string, path: string): string {
  const names = path.split("/");
  if (names.some((name) => name === "" || name === "." || name === ".." || name.includes("\\"))) {
    throw new Error(`Not a path within a meeting: ${path}`);
  }
  return join(layout.outbox, id, ...names);
}

/** How {@linkcode streamMeetingFile} fills a file. */
export interface StreamParts<T> {
  readonly write: (writer: FileWriter) => Promise<T>;
  /** Throws when what was written is not to get its name. */
  readonly check: (reader: FileReader, written: T) => Promise<void>;
}

/**
 * Writes a file piece by piece; it gets its name only when `check` has read it back. What was not good enough is removed.
 */
export async function streamMeetingFile<T>(
  files: Files,
  path: string,
  { write, check }: StreamParts<T>,
): Promise<T> {
  const part = path + PART;
  await ensureFolder(files, dirname(path));
  try {
    let written: T;
    {
      await using writer = await files.openToWrite(part);
      written = await write(writer);
      await writer.sync();
    }
    {
      await using reader = await files.openToRead(part);
      await check(reader, written);
    }
    await files.rename(part, path);
    await files.syncFolder(dirname(path));
    return written;
  } catch (error) {
    // Whatever it was is told by the first failure; a part that cannot be removed either is written over next time.
    await files.remove(part).catch(() => {});
    throw error;
  }
}

/** A file as `retention.json` names it; undefined when it is not there. */
export async function retainedFile(
  files: Files,
  layout: HomeLayout,
  id: string,
  path: string,
): Promise<RetainedFile | undefined> {
  const file = placeOf(layout, id, path);
  const stat = await files.stat(file);
  if (!stat || stat.isFolder) return undefined;
  return { file: path, bytes: stat.bytes, sha256: await sha256OfFile(files, file) };
}

/**
 * Writes `sealed.json` anew: the views as they were rendered last, and without what retention removed. When the meeting was
 * sealed, and with which corrections, stays. A meeting that was reopened meanwhile is left open: another process may do that
 * without the home's lock.
 */
export async function sealAgain(
  files: Files,
  cache: RecordCache,
  layout: HomeLayout,
  id: string,
): Promise<void> {
  const folder = join(layout.outbox, id);
  const before = (await cache.record(join(folder, NAMES.sealed), SealedRecord))?.value;
  if (!before) return;
  const views = (await cache.record(join(folder, NAMES.stages, NAMES.views), ViewsRecord))?.value;
  const retention = (await cache.record(join(folder, NAMES.retention), RetentionRecord))?.value;
  const gone = explained(retention, before.sealedAt);
  const paths = new Set([...Object.keys(before.files), ...Object.keys(views?.files ?? {})]);
  const sealed: SealedRecord["files"] = {};
  for (const path of [...paths].sort()) {
    if (gone.has(path)) continue;
    const stat = await files.stat(join(folder, path));
    const known = before.files[path];
    if (!stat) {
      // Something else took it away: that is for the sweep to find.
      if (known) sealed[path] = known;
      continue;
    }
    const { bytes, modifiedMs } = stat;
    const isKnown = known && known.bytes === bytes && known.modifiedMs === modifiedMs;
    sealed[path] = isKnown
      ? known
      : { sha256: await sha256OfFile(files, join(folder, path)), bytes, modifiedMs };
  }
  const isOpen = async () => await files.stat(join(layout.inbox, id, NAMES.session)) !== undefined;
  // Reopening takes `sealed.json` away first, and writes the session into the inbox last.
  if (await isOpen() || !await files.stat(join(folder, NAMES.sealed))) return;
  await writeAtomic(files, join(folder, NAMES.sealed), jsonBytes({ ...before, files: sealed }));
  // One that began between the look and the write is over by now, or finds both: an open session counts as open.
  if (await isOpen()) await removeIfThere(files, join(folder, NAMES.sealed));
  cache.forgetFile(join(folder, NAMES.sealed));
}
