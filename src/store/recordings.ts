import { join } from "node:path";
import { isFileSystemError } from "../errors.ts";
import { type EndReason, LevelsRecord, NoteRecord, NOTHING_KNOWN, type SessionRecord } from "../model/mod.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeIfThere, removeTree } from "./folders.ts";
import { freshName } from "./fresh_name.ts";
import { type HomeLayout, NAMES, numberOf } from "./layout.ts";
import { openRecording, type RecordingRequest } from "./recording_folder.ts";
import { readRecord } from "./recording_repair.ts";

/**
 * Makes the two folders of a session that is to be recorded. Throws `AlreadyExists` when the inbox has a folder of that
 * name: somebody else took the id first.
 */
export async function createRecording(
  files: Files,
  layout: HomeLayout,
  record: SessionRecord,
): Promise<void> {
  const inbox = join(layout.inbox, record.id);
  const outbox = join(layout.outbox, record.id);
  await ensureFolder(files, layout.inbox);
  await files.makeFolder(inbox);
  await ensureFolder(files, join(outbox, NAMES.stages));
  const last = { ...NOTHING_KNOWN, state: "partial" };
  await writeAtomic(files, join(outbox, NAMES.session), jsonBytes({ ...record, last }));
  await writeAtomic(files, join(inbox, NAMES.session), jsonBytes(record));
}

/** Whether a recorder has the session now. */
export async function isRecording(files: Files, layout: HomeLayout, id: string): Promise<boolean> {
  const path = join(layout.inbox, id, NAMES.recorderLock);
  if (!await files.stat(path)) return false;
  const lock = await files.lock(path);
  await lock?.[Symbol.asyncDispose]();
  return lock === undefined;
}

/** Ends an interrupted recording; false when a recorder has it. One that has ended stays as it is. */
export async function endRecording(
  files: Files,
  layout: HomeLayout,
  id: string,
  reason: EndReason,
): Promise<boolean> {
  await using folder = await openRecording(files, layout, id);
  if (!folder) return false;
  await folder.repair();
  if (!await files.stat(join(layout.inbox, id, NAMES.ended))) await folder.end(reason);
  return true;
}

/** How many chunks a recording may have and be forgotten all the same. */
export interface ForgetOptions {
  /** @default 0 */
  readonly chunks?: number;
}

/** Removes a recording that never got a chunk, from both boxes; false when it has one, or a recorder. */
export async function forgetRecording(
  files: Files,
  layout: HomeLayout,
  id: string,
  { chunks = 0 }: ForgetOptions = {},
): Promise<boolean> {
  const inbox = join(layout.inbox, id);
  {
    await using folder = await openRecording(files, layout, id);
    if (!folder) return false;
    await folder.repair();
    const names = (await files.list(inbox)).map(({ name }) => name);
    const numbered = names.filter((name) => numberOf(name) !== undefined);
    if (chunks === 0 ? numbered.length > 0 : numbered.filter(isChunk).length > chunks) return false;
  }
  await removeTree(files, join(layout.outbox, id));
  await removeTree(files, inbox);
  return true;
}

function isChunk(name: string): boolean {
  return name.endsWith(".wav");
}

/** Asks something of the recorder. What is asked already stays as it is: the moment of a pause is when it was first asked. */
export async function request(
  files: Files,
  layout: HomeLayout,
  id: string,
  what: RecordingRequest,
): Promise<void> {
  const path = join(layout.inbox, id, NAMES[what]);
  if (!await files.stat(path)) await (await files.openToWrite(path))[Symbol.asyncDispose]();
}

/** Takes back what was asked; for `pause`, that resumes. */
export async function withdraw(
  files: Files,
  layout: HomeLayout,
  id: string,
  what: RecordingRequest,
): Promise<void> {
  await removeIfThere(files, join(layout.inbox, id, NAMES[what]));
}

/** Adds a mark made while recording. */
export async function addNote(files: Files, layout: HomeLayout, id: string, note: NoteRecord): Promise<void> {
  const inbox = join(layout.inbox, id);
  const second = String(Math.floor(note.at)).padStart(6, "0");
  const name = await freshName(files, inbox, `note-${second}.json`);
  await writeAtomic(files, join(inbox, name), jsonBytes(NoteRecord.parse(note)));
}

/** Tries to read the recorder's state, so far apart: Windows does not let it be read while it is replaced. */
const LEVELS_TRIES = 4;
const LEVELS_PAUSE_MS = 25;

/** The recorder's state as last shown; undefined when there is none, or the system does not let it be read. */
export async function readLevels(
  files: Files,
  layout: HomeLayout,
  id: string,
): Promise<LevelsRecord | undefined> {
  for (let tries = 1;; tries++) {
    try {
      return await readRecord(files, join(layout.inbox, id, NAMES.levels), LevelsRecord);
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      if (tries === LEVELS_TRIES) return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, LEVELS_PAUSE_MS));
  }
}
