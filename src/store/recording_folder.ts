import { join } from "node:path";
import { isFileSystemError, type Message } from "../errors.ts";
import { EndedRecord, type EndReason, GapRecord, LevelsRecord, SessionRecord } from "../model/mod.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import type { FileLock, Files } from "./files.ts";
import { removeIfThere } from "./folders.ts";
import { chunkFile, gapFile, type HomeLayout, NAMES } from "./layout.ts";
import { type ChunkPart, createPart } from "./recording_part.ts";
import { readRecord, type RecordingEnd, repairRecording } from "./recording_repair.ts";

/** What people ask of a recorder, by files in the session's folder. */
export type RecordingRequest = "pause" | "stop";

/** What is asked of a recorder now. */
export interface RecordingRequests {
  /** When `pause` was made, in milliseconds since the epoch by the file system's clock; null when it is not there. */
  readonly pausedSince: number | null;
  readonly stop: boolean;
}

/**
 * The folder of a session that is recorded, for the one process that holds its lock. Disposing frees the lock; without
 * `ended`, the recording is then interrupted.
 */
export interface RecordingFolder extends AsyncDisposable {
  readonly record: SessionRecord;
  /** Whether its recording has ended: nothing may be added to it. */
  hasEnded(): Promise<boolean>;
  /** Whether the folder is still this session's: a person may rename or remove it. Where the system does not tell, it is. */
  isThere(): Promise<boolean>;
  /** Completes what a recorder that died left; to be called before anything is written. */
  repair(): Promise<RecordingEnd>;
  /** Begins a chunk. `position`: where its first sample stands in the session, in samples at 16 kHz. */
  createPart(number: number, position: number): Promise<ChunkPart>;
  /** Removes the file of a part that was not begun after all, if it is there. */
  removePart(number: number): Promise<void>;
  writeGap(number: number, gap: Omit<GapRecord, "schema">): Promise<void>;
  /**
   * Shows the recorder's state: a hint, not forced to disk. Returns whether the system let it. `patienceMs`: how long a
   * file that another program reads is tried again, which Windows refuses to replace. @default {0}
   */
  writeLevels(
    levels: Omit<LevelsRecord, "schema">,
    options?: { readonly patienceMs?: number },
  ): Promise<boolean>;
  /** Shows why a recorder could not begin. Where and when the recording ended stays as the one before it told. */
  writeFailure(cause: Message): Promise<boolean>;
  requests(): Promise<RecordingRequests>;
  withdraw(request: RecordingRequest): Promise<void>;
  /** On the disk of the inbox; null when the system does not tell. */
  freeBytes(): Promise<number | null>;
  /** Says that no more audio will come. */
  end(reason: EndReason): Promise<void>;
}

/** A look of another process holds the lock for an instant: it is asked for this often, so far apart. */
const LOCK_TRIES = 5;
const LOCK_PAUSE_MS = 60;

/** What nobody will write again, a reader must not keep from being written. */
const LAST_PATIENCE_MS = 1000;

/** Opens a recording for its recorder; undefined when another process has it. */
export async function openRecording(
  files: Files,
  layout: HomeLayout,
  id: string,
): Promise<RecordingFolder | undefined> {
  const inbox = join(layout.inbox, id);
  // Not by the lock, which would be made where no session is.
  const record = await readRecord(files, join(inbox, NAMES.session), SessionRecord);
  if (!record) throw new Deno.errors.NotFound(`No session in this folder: open '${inbox}'`);
  for (let tries = 1;; tries++) {
    const lock = await files.lock(join(inbox, NAMES.recorderLock));
    if (lock) return folderOf(files, inbox, record, lock);
    if (tries === LOCK_TRIES) return undefined;
    await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
  }
}

function folderOf(files: Files, inbox: string, record: SessionRecord, lock: FileLock): RecordingFolder {
  const path = (name: string) => join(inbox, name);
  /** Of `session.json` when it was last seen to be this session's. */
  let modifiedMs: number | undefined;

  async function isThere(): Promise<boolean> {
    try {
      const stat = await files.stat(path(NAMES.session));
      if (!stat) return false;
      if (stat.modifiedMs === modifiedMs) return true;
      // One that cannot be read is a person's slip, and no reason to stop.
      const found = await readRecord(files, path(NAMES.session), SessionRecord);
      if (found && found.id !== record.id) return false;
      modifiedMs = stat.modifiedMs;
      return true;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      return true;
    }
  }

  async function writeLevels(
    levels: Omit<LevelsRecord, "schema">,
    { patienceMs = 0 }: { readonly patienceMs?: number } = {},
  ): Promise<boolean> {
    const bytes = jsonBytes(LevelsRecord.parse({ schema: 1, ...levels }));
    try {
      {
        await using writer = await files.openToWrite(path(NAMES.levels) + PART);
        await writer.write(bytes);
      }
      await files.rename(path(NAMES.levels) + PART, path(NAMES.levels), { patienceMs });
      return true;
    } catch {
      // Whoever reads it may hold it, or the disk may be full: the next one comes in half a second.
      return false;
    }
  }

  return {
    record,
    hasEnded: async () => await files.stat(path(NAMES.ended)) !== undefined,
    isThere,
    repair: () => repairRecording(files, inbox, record),
    createPart(number, position) {
      const finished = path(chunkFile(number));
      const channels = record.recording?.sides.length ?? 1;
      const options = { number, position, channels, sessionStart: record.startedAt };
      return createPart(files, { ...options, part: finished + PART, finished });
    },
    async removePart(number) {
      await removeIfThere(files, path(chunkFile(number)) + PART);
    },
    writeGap: (number, gap) =>
      writeAtomic(files, path(gapFile(number)), jsonBytes(GapRecord.parse({ schema: 1, ...gap }))),
    writeLevels,
    async writeFailure(cause) {
      const before = await readRecord(files, path(NAMES.levels), LevelsRecord).catch(() => undefined);
      const failure = {
        pid: Deno.pid,
        at: before?.at ?? Date.parse(record.startedAt),
        position: before?.position ?? 0,
        state: "failed" as const,
        cause: cause as LevelsRecord["cause"],
        chunks: before?.chunks ?? 0,
        channels: [],
        freeBytes: null,
        bytesPerSecond: 0,
        notices: [],
      };
      return await writeLevels(failure, { patienceMs: LAST_PATIENCE_MS });
    },
    async requests() {
      const pause = await files.stat(path(NAMES.pause));
      return {
        pausedSince: pause?.modifiedMs ?? null,
        stop: await files.stat(path(NAMES.stop)) !== undefined,
      };
    },
    async withdraw(request) {
      await removeIfThere(files, path(NAMES[request]));
    },
    freeBytes: () => files.freeBytes(inbox),
    end: (reason) =>
      writeAtomic(files, path(NAMES.ended), jsonBytes(EndedRecord.parse({ schema: 1, reason }))),
    [Symbol.asyncDispose]: () => lock[Symbol.asyncDispose](),
  };
}
