import { dirname, join } from "node:path";
import type { ViewsRecord } from "../model/mod.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { removeIfThere } from "./folders.ts";
import { freshName } from "./fresh_name.ts";
import { sha256 } from "./hash.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { isHeld } from "./rename.ts";

/** A view to write: its file name, and its text or bytes. */
export interface ViewContent {
  readonly file: string;
  readonly content: string | Uint8Array;
}

/** `report.md` with a word before its ending: `report.new.md`, `report.edited.md`. */
export function besideName(file: string, word: "new" | "edited"): string {
  const dot = file.lastIndexOf(".");
  return `${file.slice(0, dot)}.${word}${file.slice(dot)}`;
}

async function hashOf(files: Files, path: string): Promise<string | undefined> {
  return await files.stat(path) ? sha256(await files.read(path)) : undefined;
}

/** A view that Word holds is held for hours: not waited for, nor the other meetings with it. In milliseconds. */
const VIEW_PATIENCE_MS = 2000;

/** Puts a view into its place; returns false when another program holds it and the text lies in `*.new.*` instead. */
async function replaceView(files: Files, outbox: string, file: string, bytes: Uint8Array): Promise<boolean> {
  const path = join(outbox, file);
  const fresh = join(outbox, besideName(file, "new"));
  {
    await using writer = await files.openToWrite(path + PART);
    await writer.write(bytes);
    await writer.sync();
  }
  let held = false;
  try {
    await files.rename(path + PART, path, { patienceMs: VIEW_PATIENCE_MS });
  } catch (error) {
    if (!isHeld(error)) throw error;
    await files.rename(path + PART, fresh);
    held = true;
  }
  await files.syncFolder(dirname(path));
  if (!held) await removeIfThere(files, fresh);
  return !held;
}

/** Removes a view that is not written any more; one that a person edited, or another program holds, stays. */
async function removeView(
  files: Files,
  outbox: string,
  file: string,
  { sha256, previous }: ViewsRecord["files"][string],
): Promise<void> {
  const present = await hashOf(files, join(outbox, file));
  if (present !== sha256 && present !== previous) return;
  try {
    await removeIfThere(files, join(outbox, file));
  } catch (error) {
    if (!isHeld(error)) throw error;
  }
}

/** What `views.json` says besides its files. */
export type ViewsHead = Pick<ViewsRecord, "inputs" | "state" | "notices" | "printed">;

/**
 * Writes the views of a session. `views.json` is written first, with the hash of what stood before, so that a stop in
 * between is not taken for a person's edit. A view that a person edited is kept as `*.edited.*`; one that another
 * program holds open gets `*.new.*`. Of the views written before, those that `kept` names stay as they are; the others
 * that are not among `views` are removed unless a person edited them. Returns the record as it stands at the end.
 */
export async function writeViews(
  files: Files,
  layout: HomeLayout,
  id: string,
  views: readonly ViewContent[],
  before: ViewsRecord | undefined,
  head: ViewsHead,
  kept: readonly string[] = [],
): Promise<ViewsRecord> {
  const outbox = join(layout.outbox, id);
  const recordPath = join(outbox, NAMES.stages, NAMES.views);
  const rendered = views.map(({ file, content }) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    return { file, bytes, sha256: sha256(bytes) };
  });
  const entries: ViewsRecord["files"] = {};
  for (const [file, entry] of Object.entries(before?.files ?? {})) {
    if (views.some((view) => view.file === file)) continue;
    if (kept.includes(file)) entries[file] = entry;
    else await removeView(files, outbox, file, entry);
  }
  for (const { file, sha256 } of rendered) {
    const path = join(outbox, file);
    const present = await hashOf(files, path);
    const known = before?.files[file];
    const ours = present === undefined || present === sha256 || present === known?.sha256 ||
      present === known?.previous;
    if (!ours) {
      await files.rename(path, join(outbox, await freshName(files, outbox, besideName(file, "edited"))));
    }
    entries[file] = { sha256, previous: ours ? present ?? null : null, held: false };
  }
  const record = { schema: 1 as const, ...head, files: entries };
  await writeAtomic(files, recordPath, jsonBytes(record));
  for (const { file, bytes, sha256 } of rendered) {
    const placed = entries[file].previous === sha256 || await replaceView(files, outbox, file, bytes);
    entries[file] = { sha256, previous: placed ? sha256 : entries[file].previous, held: !placed };
  }
  // Settled hashes make the record the same however often a run was stopped and started.
  await writeAtomic(files, recordPath, jsonBytes(record));
  return record;
}
