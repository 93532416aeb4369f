import { dirname, join } from "node:path";
import {
  ClockRecord,
  type EndReason,
  ErrorRecord,
  LARGEST_USER_TEXT,
  type LastState,
  type LevelsRecord,
  type NoteRecord,
  OutboxSession,
  PaceRecord,
  type RejectionRecord,
  type RetainedFile,
  RetentionRecord,
  type RetentionStep,
  type SessionRecord,
  stepsOf,
  tooLargeText,
  ViewsRecord,
  WindowsRecord,
} from "../model/mod.ts";
import { NewerFileError } from "../errors.ts";
import type { Language, Message } from "../texts/mod.ts";
import type { z } from "../schema.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import { diskFiles } from "./disk_files.ts";
import type { Drop } from "./drops.ts";
import type { FileReader, Files, FileWriter } from "./files.ts";
import { ensureFolder, removeIfThere } from "./folders.ts";
import { type HomeSnapshot, readHome } from "./home_snapshot.ts";
import {
  ARCHIVE_ENDINGS,
  archiveFile,
  chunkFile,
  errorFile,
  type HomeLayout,
  NAMES,
  numberOf,
} from "./layout.ts";
import {
  type CorrectionsFile,
  readCorrections,
  undoCorrections,
  writeCorrections,
} from "./corrections_file.ts";
import { copyFile } from "./move.ts";
import { claimHome, currentOwner, type HomeClaim, type Owner, readOwner } from "./owner.ts";
import { publishSession, type SealingRequest } from "./publishing.ts";
import { type LookOptions, RecordCache, recordIn } from "./record_cache.ts";
import { openRecording, type RecordingFolder, type RecordingRequest } from "./recording_folder.ts";
import * as recordings from "./recordings.ts";
import { refuseNewer } from "./newer.ts";
import { finishRejecting, forgetTaking, rejectDrop, rejectSession } from "./rejecting.ts";
import { reopenSession, wantsReopening } from "./reopening.ts";
import { type FoundRecords, readFound, readSaid, type Said } from "./said.ts";
import * as sealedFiles from "./sealed_files.ts";
import { readSealedMeeting, type SealedMeeting } from "./sealed_meeting.ts";
import { withScratchFolder } from "./scratch_folder.ts";
import { sideBySide } from "./side_by_side.ts";
import { liveNames, readSession, type SessionSnapshot } from "./snapshot.ts";
import { takeDropped } from "./taking.ts";
import { type ViewContent, type ViewsHead, writeViews } from "./views.ts";
import { freshName } from "./fresh_name.ts";

/** Hears of a session that is passed over because a newer greffier wrote it. */
type OnNewer = (error: NewerFileError) => void;

/**
 * A home on disk: the only way to its files. Reading gives snapshots; every write appears whole or not at all. File
 * system errors are thrown as they are.
 */
export class Store {
  readonly layout: HomeLayout;
  readonly files: Files;
  readonly #cache: RecordCache;
  readonly #sealed = new Set<string>();

  constructor(layout: HomeLayout, files: Files = diskFiles) {
    this.layout = layout;
    this.files = files;
    this.#cache = new RecordCache(files);
  }

  /** Makes the folders of the home that are missing; returns those made. */
  async makeFolders(): Promise<string[]> {
    const made: string[] = [];
    const { home, inbox, outbox, rejected, models } = this.layout;
    for (const folder of [home, inbox, outbox, rejected, models]) {
      if (await this.files.stat(folder)) continue;
      await ensureFolder(this.files, folder);
      made.push(folder);
    }
    return made;
  }

  /** Takes the right to run the pipeline here; undefined when another process has it. */
  claim(owner: Owner): Promise<HomeClaim | undefined> {
    return claimHome(this.files, this.layout, owner);
  }

  /** Who runs the pipeline here; null when nobody does. */
  owner(): Promise<Owner | null> {
    return currentOwner(this.files, this.layout);
  }

  /** Whether the process `pid` runs the pipeline, asked without being in the way of one that is about to. */
  async isOwnedBy(pid: number): Promise<boolean> {
    // Whoever looks whether a lock is free holds it for an instant.
    if ((await readOwner(this.files, this.layout))?.pid !== pid) return false;
    return (await this.owner())?.pid === pid;
  }

  home(): Promise<HomeSnapshot> {
    return readHome(this.files, this.#cache, this.layout, this.#sealed);
  }

  /**
   * An open session; undefined when it is not open any more. `folder` is its name in the inbox. `trust`: chunks and
   * transcripts read before are not looked at again while their names are there.
   */
  async session(folder: string, { trust = false }: LookOptions = {}): Promise<SessionSnapshot | undefined> {
    if (!await this.files.stat(join(this.layout.inbox, folder, NAMES.session))) return undefined;
    return await readSession(this.files, this.#cache, this.layout, folder, { trust });
  }

  /**
   * Differs from what it was when a live session has something new to be looked at. `folder` is its name in the inbox.
   */
  liveNames(folder: string): Promise<string> {
    return liveNames(this.files, this.layout, folder);
  }

  /**
   * The outbox's `session.json` of every session, in no order, and the name of the folder it was found in. Folders that
   * are no session are passed over, and those that a newer greffier wrote: `onNewer` hears of them. Reads past the cache:
   * `list` asks once, and looking at a thousand sizes and times first would take as long as the reading. Which are open
   * is asked of each only while the inbox has a folder at all.
   */
  async outboxSessions({ onNewer = () => {} }: { readonly onNewer?: OnNewer } = {}): Promise<
    { readonly session: OutboxSession; readonly folder: string; readonly open: boolean }[]
  > {
    const someOpen = (await this.files.list(this.layout.inbox)).some(({ isFolder }) => isFolder);
    const folders = (await this.files.list(this.layout.outbox)).filter(({ isFolder }) => isFolder);
    const found = await sideBySide(folders, async ({ name }) => {
      const folder = join(this.layout.outbox, name);
      const session = await this.#readOutboxSession(join(folder, NAMES.session), onNewer);
      if (!session) return undefined;
      return {
        session,
        folder: name,
        open: someOpen && await this.files.stat(join(folder, NAMES.sealed)) === undefined,
      };
    });
    return found.filter((session) => session !== undefined);
  }

  /** The outbox's `session.json` of one session, in the folder named for its id; undefined when none can be read there. */
  async outboxSession(id: string): Promise<OutboxSession | undefined> {
    return (await this.#cache.record(join(this.layout.outbox, id, NAMES.session), OutboxSession))?.value;
  }

  /** What was said in the session of a folder of the outbox. Reads past the cache. */
  said(folder: string): Promise<Said> {
    return readSaid(this.files, this.layout, folder);
  }

  /** What was found in the session of a folder of the outbox. Reads past the cache. */
  found(folder: string): Promise<FoundRecords> {
    return readFound(this.files, this.layout, folder);
  }

  /** What a person corrected of a session, as the file has it. */
  corrections(id: string): Promise<CorrectionsFile> {
    return readCorrections(this.files, join(this.layout.outbox, id));
  }

  /** Writes a session's corrections in place of those that were read. */
  writeCorrections(
    id: string,
    before: Extract<CorrectionsFile, { ok: true }>,
    written: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return writeCorrections(this.files, join(this.layout.outbox, id), before, written);
  }

  /** Takes back the last change of a session's corrections. */
  undoCorrections(id: string): Promise<void> {
    return undoCorrections(this.files, join(this.layout.outbox, id));
  }

  /** Folders of the outbox that hold a meeting's files, and no `session.json` that tells which. */
  async unknownMeetings(): Promise<string[]> {
    const folders = (await this.files.list(this.layout.outbox)).filter(({ isFolder }) => isFolder);
    const found = await sideBySide(folders, async ({ name }) => {
      const folder = join(this.layout.outbox, name);
      let isNewer = false;
      const session = await this.#readOutboxSession(join(folder, NAMES.session), () => isNewer = true);
      if (session || isNewer) return undefined;
      const own = await Promise.all(
        [NAMES.sealed, NAMES.session].map((file) => this.files.stat(join(folder, file))),
      );
      return own.some((stat) => stat !== undefined) ? name : undefined;
    });
    return found.filter((name) => name !== undefined).sort();
  }

  async #readOutboxSession(path: string, onNewer: OnNewer): Promise<OutboxSession | undefined> {
    try {
      return recordIn(path, await this.files.read(path), OutboxSession);
    } catch (error) {
      if (error instanceof NewerFileError) {
        onNewer(error);
        return undefined;
      }
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  /** How many things lie in `rejected/`. */
  async rejectedCount(): Promise<number> {
    return (await this.files.list(this.layout.rejected)).filter(({ name }) => !name.endsWith(".why.txt"))
      .length;
  }

  /** The ids in use: sessions of the outbox and folders of the inbox, in lower case. */
  async takenIds(): Promise<Set<string>> {
    const ids = new Set((await this.files.list(this.layout.inbox)).map(({ name }) => name.toLowerCase()));
    for (const { name } of await this.files.list(this.layout.outbox)) {
      // A folder without its `session.json` is what a taking left when it was cut first thing: it is used again.
      if (await this.files.stat(join(this.layout.outbox, name, NAMES.session))) ids.add(name.toLowerCase());
    }
    return ids;
  }

  /** Whether the inbox has that name now. */
  async isInInbox(name: string): Promise<boolean> {
    return await this.files.stat(join(this.layout.inbox, name)) !== undefined;
  }

  /** Opens a dropped file that is not taken yet. */
  openDropped(path: string): Promise<FileReader> {
    return this.files.openToRead(join(this.layout.inbox, path));
  }

  /** The bytes of a drop's sidecar, as many as one may have and one more; undefined when it has none. */
  async sidecarOf({ sidecar }: Pick<Drop, "sidecar">): Promise<Uint8Array | undefined> {
    if (!sidecar) return undefined;
    await using reader = await this.openDropped(sidecar.path);
    const bytes = new Uint8Array(LARGEST_USER_TEXT + 1);
    let length = 0;
    for (let count = 1; count > 0 && length < bytes.length; length += count) {
      count = await reader.read(length, bytes.subarray(length));
    }
    return bytes.slice(0, length);
  }

  /** Copies a file from anywhere into the inbox, whole or not at all; returns the name it got. */
  async drop(file: string, name: string): Promise<string> {
    const free = await freshName(this.files, this.layout.inbox, name);
    await copyFile(this.files, file, join(this.layout.inbox, free));
    return free;
  }

  /** Takes dropped files. `folder` is the session's in the inbox, when it is not named for the id. */
  take(record: SessionRecord, folder?: string): Promise<void> {
    return takeDropped(this.files, this.layout, record, folder);
  }

  forgetTaking(id: string, folder?: string): Promise<void> {
    return forgetTaking(this.files, this.layout, id, folder);
  }

  /** Makes both folders of a session to record. Throws `AlreadyExists` when the inbox has one of its name. */
  createRecording(record: SessionRecord): Promise<void> {
    return recordings.createRecording(this.files, this.layout, record);
  }

  /** The folder of a recording, for its recorder alone; undefined when another process has it. */
  openRecording(id: string): Promise<RecordingFolder | undefined> {
    return openRecording(this.files, this.layout, id);
  }

  /** Whether a recorder has the session now. */
  isRecording(id: string): Promise<boolean> {
    return recordings.isRecording(this.files, this.layout, id);
  }

  /** Ends an interrupted recording; false when a recorder has it. */
  endRecording(id: string, reason: EndReason): Promise<boolean> {
    return recordings.endRecording(this.files, this.layout, id, reason);
  }

  /** Removes a recording that has no more chunks than it may, none unless told; false when it has, or a recorder. */
  forgetRecording(id: string, options: recordings.ForgetOptions = {}): Promise<boolean> {
    return recordings.forgetRecording(this.files, this.layout, id, options);
  }

  /** Asks something of a session's recorder. */
  request(id: string, what: RecordingRequest): Promise<void> {
    return recordings.request(this.files, this.layout, id, what);
  }

  /** Takes back what was asked of a session's recorder. */
  withdraw(id: string, what: RecordingRequest): Promise<void> {
    return recordings.withdraw(this.files, this.layout, id, what);
  }

  addNote(id: string, note: NoteRecord): Promise<void> {
    return recordings.addNote(this.files, this.layout, id, note);
  }

  /** What a session's recorder last showed; undefined when it has shown nothing. */
  levels(id: string): Promise<LevelsRecord | undefined> {
    return recordings.readLevels(this.files, this.layout, id);
  }

  /** Writes the `session.json` of a session's folder in the inbox anew. */
  async heal(folder: string, record: SessionRecord): Promise<void> {
    await writeAtomic(this.files, join(this.layout.inbox, folder, NAMES.session), jsonBytes(record));
  }

  rejectDrop(
    drop: Pick<Drop, "name" | "files" | "sidecar">,
    cause: Message,
    language: Language,
  ): Promise<void> {
    return rejectDrop(this.files, this.layout, drop, cause, language);
  }

  /** Completes a rejecting of a drop that was cut; whether there was one. */
  finishRejecting(): Promise<boolean> {
    return finishRejecting(this.files, this.layout);
  }

  rejectSession(session: SessionSnapshot, cause: Message): Promise<void> {
    this.#cache.forget(join(this.layout.inbox, session.folder));
    this.#cache.forget(join(this.layout.outbox, session.id));
    return rejectSession(this.files, this.layout, session, cause);
  }

  /**
   * Removes an empty folder of the inbox that is older than `before`, in milliseconds since the epoch: a recording that
   * is just beginning makes one too.
   */
  async removeLeftover(name: string, before: number): Promise<void> {
    const path = join(this.layout.inbox, name);
    const stat = await this.files.stat(path);
    if (stat && stat.modifiedMs < before) await this.files.remove(path);
  }

  /** `requests`: what is asked of deliveries, written before `sealed.json` unless it was asked or answered before. */
  async publish(
    session: SessionSnapshot,
    program: string,
    sealedAt: string,
    requests: readonly SealingRequest[] = [],
  ): Promise<void> {
    await publishSession(this.files, this.layout, session, { program, sealedAt, requests });
    this.#cache.forget(join(this.layout.inbox, session.folder));
    this.#cache.forget(join(this.layout.outbox, session.id));
    this.#sealed.add(session.id);
  }

  /** Throws `NewerFileError` for a session of which a newer greffier wrote a file. */
  refuseNewer(id: string): Promise<void> {
    return refuseNewer(this.files, this.layout, id);
  }

  async reopen(id: string, record?: SessionRecord): Promise<void> {
    this.#sealed.delete(id);
    await reopenSession(this.files, this.layout, id, record);
  }

  /** The sealed sessions known so far, for the sweep. */
  sealedIds(): readonly string[] {
    return [...this.#sealed];
  }

  /** Whether a sealed session lost a derived file or has other corrections. Forgets one that is gone. */
  async wantsReopening(id: string): Promise<boolean> {
    if (!await this.files.stat(join(this.layout.outbox, id, NAMES.sealed))) {
      this.#sealed.delete(id);
      return false;
    }
    return await wantsReopening(this.files, this.layout, id);
  }

  /** Whether a session is open, or seems to be: a folder of the inbox has its `session.json`. */
  async someOpen(): Promise<boolean> {
    for (const { name, isFolder } of await this.files.list(this.layout.inbox)) {
      if (isFolder && await this.files.stat(join(this.layout.inbox, name, NAMES.session))) return true;
    }
    return false;
  }

  /** A sealed meeting; undefined when it is not sealed, is open, or lies in a folder that a person renamed. */
  sealedMeeting(id: string): Promise<SealedMeeting | undefined> {
    return readSealedMeeting(this.files, this.#cache, this.layout, id);
  }

  /** Everything the planner may know of a sealed meeting, as of an open one that has ended. */
  sealedSession(id: string): Promise<SessionSnapshot | undefined> {
    return readSession(this.files, this.#cache, this.layout, id, { sealed: true });
  }

  /** Reads a file of a meeting, by its path from the meeting's folder; undefined when it is not there. */
  async readMeetingFile(id: string, path: string): Promise<Uint8Array | undefined> {
    const file = sealedFiles.placeOf(this.layout, id, path);
    return await this.files.stat(file) ? await this.files.read(file) : undefined;
  }

  openMeetingFile(id: string, path: string): Promise<FileReader> {
    return this.files.openToRead(sealedFiles.placeOf(this.layout, id, path));
  }

  /** Writes a file of a meeting whole, in a folder that is made when it is missing; what is not bytes, as JSON. */
  async writeMeetingFile(id: string, path: string, content: unknown): Promise<void> {
    const file = sealedFiles.placeOf(this.layout, id, path);
    await ensureFolder(this.files, dirname(file));
    await writeAtomic(this.files, file, content instanceof Uint8Array ? content : jsonBytes(content));
    this.#cache.forgetFile(file);
  }

  /** As {@linkcode sealedFiles.streamMeetingFile}. */
  async streamMeetingFile<T>(
    id: string,
    path: string,
    parts: sealedFiles.StreamParts<T>,
  ): Promise<T> {
    return await sealedFiles.streamMeetingFile(
      this.files,
      sealedFiles.placeOf(this.layout, id, path),
      parts,
    );
  }

  /** Whether a file of a meeting is there. */
  async hasMeetingFile(id: string, path: string): Promise<boolean> {
    return await this.files.stat(sealedFiles.placeOf(this.layout, id, path)) !== undefined;
  }

  /** Whether a folder of a meeting is there, with nothing in it. */
  async isMeetingFolderEmpty(id: string, path: string): Promise<boolean> {
    const folder = sealedFiles.placeOf(this.layout, id, path);
    return await this.files.stat(folder) !== undefined && (await this.files.list(folder)).length === 0;
  }

  /** Removes a file of a meeting, or a folder that is empty; false when it was not there. */
  async removeMeetingFile(id: string, path: string): Promise<boolean> {
    const file = sealedFiles.placeOf(this.layout, id, path);
    this.#cache.forgetFile(file);
    return await removeIfThere(this.files, file);
  }

  /** Names and hashes of what lies in a meeting's folder: SHA-256 and bytes; undefined when the file is not there. */
  retainedFile(id: string, path: string): Promise<RetainedFile | undefined> {
    return sealedFiles.retainedFile(this.files, this.layout, id, path);
  }

  /** Adds to a sealed meeting's `retention.json`. */
  async noteRetention(id: string, step: RetentionStep): Promise<void> {
    const path = join(this.layout.outbox, id, NAMES.retention);
    const before = (await this.#cache.record(path, RetentionRecord))?.value.steps ?? [];
    await this.writeMeetingFile(id, NAMES.retention, { schema: 1, steps: [...before, step] });
  }

  /** Writes `sealed.json` anew after a sealed meeting's views were, or after retention noted what goes. */
  async sealAgain(id: string): Promise<void> {
    await sealedFiles.sealAgain(this.files, this.#cache, this.layout, id);
  }

  /** Free bytes where the meetings lie; null when the system does not tell. */
  freeOutboxBytes(): Promise<number | null> {
    return this.files.freeBytes(this.layout.outbox);
  }

  /** Opens a session's audio for reading, wherever it lies. */
  openAudio(session: SessionSnapshot, file: string): Promise<FileReader> {
    return this.files.openToRead(this.#audioPath(session, file));
  }

  /** Where an audio file of a session lies, for a program that reads no streams. */
  audioPath(session: SessionSnapshot, file: string): string {
    return this.#audioPath(session, file);
  }

  /** Writes a session's 16 kHz copy: `write` fills it, and it appears whole. */
  async writeWork(
    session: SessionSnapshot,
    file: string,
    write: (writer: FileWriter) => Promise<void>,
  ): Promise<void> {
    const path = join(this.layout.inbox, session.folder, file);
    {
      await using writer = await this.files.openToWrite(path + PART);
      await write(writer);
      await writer.sync();
    }
    await this.files.rename(path + PART, path);
    await this.files.syncFolder(join(this.layout.inbox, session.folder));
  }

  /**
   * The first of a session's dropped files, or of a recording's chunks, that lies neither in its inbox folder nor in
   * its outbox's `audio/`. Of a recording one finished chunk at least must be there: a gap is no sound, nor is a chunk
   * that is being written.
   */
  async missingAudio({ id, origin, originals }: SessionRecord): Promise<string | undefined> {
    const { inbox, outbox } = this.layout;
    if (origin === "recorded") {
      const folders = [join(inbox, id), join(outbox, id, NAMES.audio)];
      const lists = await Promise.all(folders.map((folder) => this.files.list(folder)));
      const present = new Set(lists.flat().map(({ name }) => name));
      const windows = await this.#cache.record(join(outbox, id, NAMES.stages, NAMES.windows), WindowsRecord);
      if (windows) {
        return windows.value.sources.find(({ file }) =>
          ![file, ...ARCHIVE_ENDINGS.map((ending) => archiveFile(file, ending))].some((name) =>
            present.has(name)
          )
        )?.file;
      }
      const isChunk = (name: string) =>
        numberOf(name) !== undefined && chunkFile(numberOf(name) ?? 0) === name;
      return [...present].some(isChunk) ? undefined : chunkFile(0);
    }
    for (const { file } of originals) {
      const kept = [file, ...ARCHIVE_ENDINGS.map((ending) => archiveFile(file, ending))];
      const places = [join(inbox, id, file), ...kept.map((name) => join(outbox, id, NAMES.audio, name))];
      const found = await Promise.all(places.map((path) => this.files.stat(path)));
      if (found.every((stat) => stat === undefined)) return file;
    }
    return undefined;
  }

  /** Whether a session's sound, or some of it, is there as an archive alone. */
  async isArchived(id: string): Promise<boolean> {
    const { outbox } = this.layout;
    const windows = await this.#cache.record(join(outbox, id, NAMES.stages, NAMES.windows), WindowsRecord);
    const present = new Set((await this.files.list(join(outbox, id, NAMES.audio))).map(({ name }) => name));
    return windows?.value.sources.some(({ file }) =>
      !present.has(file) && ARCHIVE_ENDINGS.some((ending) => present.has(archiveFile(file, ending)))
    ) ?? false;
  }

  /** What retention did to a meeting, by its receipt; undefined: nothing. */
  async retention(id: string): Promise<RetentionRecord | undefined> {
    return (await this.#cache.record(join(this.layout.outbox, id, NAMES.retention), RetentionRecord))?.value;
  }

  /** The archives that are all that is left of a meeting's sound, or of parts of it, as the receipt names them. */
  async archives(id: string): Promise<RetainedFile[]> {
    const steps = stepsOf(await this.retention(id), "audio", "archived");
    const present = new Set(
      (await this.files.list(join(this.layout.outbox, id, NAMES.audio))).map(({ name }) =>
        `${NAMES.audio}/${name}`
      ),
    );
    const made = new Map(steps.flatMap(({ files }) => files).map(({ file, became }) => [file, became]));
    return [...made].flatMap(([file, became]) =>
      became && !present.has(file) && present.has(became.file) ? [became] : []
    );
  }

  /** Whether retention removed what was said in a meeting, and nobody has made it again. */
  async isTextRemoved(id: string): Promise<boolean> {
    const retention = await this.retention(id);
    if (
      (["transcript", "report"] as const).every((about) => stepsOf(retention, about, "removed").length === 0)
    ) {
      return false;
    }
    return !(await this.stageNames(id)).some((name) => name.endsWith(NAMES.transcriptEnding));
  }

  /** Free bytes where a session's 16 kHz copy would go; null when the system does not tell. */
  freeBytes(): Promise<number | null> {
    return this.files.freeBytes(this.layout.inbox);
  }

  /** Writes a file of `stages/`. */
  async writeStage(id: string, name: string, value: unknown): Promise<void> {
    const stages = join(this.layout.outbox, id, NAMES.stages);
    await ensureFolder(this.files, stages);
    await writeAtomic(this.files, join(stages, name), jsonBytes(value));
    this.#cache.forgetFile(join(stages, name));
  }

  /** Removes files of `stages/` that are there; returns their names. */
  async removeStages(id: string, names: readonly string[]): Promise<string[]> {
    const removed: string[] = [];
    for (const name of names) {
      if (await removeIfThere(this.files, join(this.layout.outbox, id, NAMES.stages, name))) {
        this.#cache.forgetFile(join(this.layout.outbox, id, NAMES.stages, name));
        removed.push(name);
      }
    }
    return removed;
  }

  /** The names in a session's `stages/`. */
  async stageNames(id: string): Promise<string[]> {
    return (await this.files.list(join(this.layout.outbox, id, NAMES.stages))).map(({ name }) => name).sort();
  }

  /** Removes a session's views as last rendered; one that a person edited stays. Returns the names removed. */
  async removeViews(id: string): Promise<string[]> {
    const outbox = join(this.layout.outbox, id);
    const views = await this.#cache.record(join(outbox, NAMES.stages, NAMES.views), ViewsRecord);
    const removed: string[] = [];
    for (const [name, { sha256 }] of Object.entries(views?.value.files ?? {})) {
      if (await this.#cache.hash(join(outbox, name)) !== sha256) continue;
      await this.files.remove(join(outbox, name));
      removed.push(name);
    }
    return removed;
  }

  writeViews(
    id: string,
    views: readonly ViewContent[],
    before: ViewsRecord | undefined,
    head: ViewsHead,
    kept: readonly string[] = [],
  ): Promise<ViewsRecord> {
    return writeViews(this.files, this.layout, id, views, before, head, kept);
  }

  /** Lends an empty folder of `state/` to a program that makes files of its own there; it is removed afterwards. */
  withScratchFolder<T>(name: string, use: (folder: string) => Promise<T>): Promise<T> {
    return withScratchFolder(this.files, join(this.layout.state, name), use);
  }

  /** Writes the outbox's `session.json`, in its folder or in a new one. */
  async writeOutboxSession(record: SessionRecord, last: LastState): Promise<void> {
    const path = join(this.layout.outbox, record.id, NAMES.session);
    await ensureFolder(this.files, dirname(path));
    await writeAtomic(this.files, path, jsonBytes({ ...record, last }));
  }

  /** Pins an open session anew, in both its folders. */
  async repin(session: SessionSnapshot, record: SessionRecord): Promise<void> {
    if (session.inOutbox) await this.writeOutboxSession(record, session.inOutbox.last);
    await writeAtomic(this.files, join(this.layout.inbox, session.folder, NAMES.session), jsonBytes(record));
  }

  async writeRejection(session: SessionSnapshot, rejection: RejectionRecord): Promise<void> {
    const path = join(this.layout.inbox, session.folder, NAMES.rejection);
    await writeAtomic(this.files, path, jsonBytes(rejection));
  }

  /** Writes a job's error file, or removes it when `error` is undefined. */
  async writeError(id: string, stage: string, input: string, error: ErrorRecord | undefined): Promise<void> {
    const name = errorFile(stage, input);
    if (error) await this.writeStage(id, name, error);
    else await this.removeStages(id, [name]);
  }

  /** What an error file of `stages/` says; undefined when it is not there. */
  async errorIn(id: string, name: string): Promise<ErrorRecord | undefined> {
    const path = join(this.layout.outbox, id, NAMES.stages, name);
    return (await this.#cache.record(path, ErrorRecord))?.value;
  }

  /** Notes how fast the engine was: a hint for whoever asks, that may be lost. */
  async notePace(pace: PaceRecord): Promise<void> {
    if (await this.#isNewer(join(this.layout.state, NAMES.pace), PaceRecord)) return;
    await ensureFolder(this.files, this.layout.state);
    await writeAtomic(this.files, join(this.layout.state, NAMES.pace), jsonBytes(pace));
  }

  /** How fast the engine was when last asked; undefined when nothing is known of it. */
  async pace(): Promise<PaceRecord | undefined> {
    if (await this.#isNewer(join(this.layout.state, NAMES.pace), PaceRecord)) return undefined;
    return (await this.#cache.record(join(this.layout.state, NAMES.pace), PaceRecord))?.value;
  }

  /** Notes when the clock was looked at. */
  async noteClock(seen: ClockRecord): Promise<void> {
    const path = join(this.layout.state, NAMES.clock);
    if (await this.#isNewer(path, ClockRecord)) return;
    await ensureFolder(this.files, this.layout.state);
    await writeAtomic(this.files, path, jsonBytes(seen));
  }

  /** When the clock was last looked at; undefined when nothing is known of it. */
  async clockSeen(): Promise<ClockRecord | undefined> {
    const path = join(this.layout.state, NAMES.clock);
    if (await this.#isNewer(path, ClockRecord)) return undefined;
    return (await this.#cache.record(path, ClockRecord))?.value;
  }

  /** The templates that a person put into the home, by file name; {@linkcode tooLargeText} for one that is too large. */
  async userTemplates(): Promise<Map<string, string>> {
    return await this.#textsOf(this.layout.templates, ".eta");
  }

  /** The kinds of meeting that a person put into the home, as {@linkcode userTemplates}: `project.fr.md`. */
  async userKinds(): Promise<Map<string, string>> {
    const { templates } = this.layout;
    return new Map([
      ...await this.#textsOf(templates, ".fr.md"),
      ...await this.#textsOf(templates, ".en.md"),
    ]);
  }

  /** The home's `vocabulary.txt`, empty when there is none; {@linkcode tooLargeText} for one that is too large. */
  async vocabulary(): Promise<string> {
    const stat = await this.files.stat(this.layout.vocabulary);
    if (!stat || stat.isFolder) return "";
    if (stat.bytes > LARGEST_USER_TEXT) return tooLargeText(stat.bytes);
    return new TextDecoder().decode(await this.files.read(this.layout.vocabulary));
  }

  /** Writes a file of the home itself, when nothing has its name; returns whether it did. */
  async writeHomeFile(path: string, text: string): Promise<boolean> {
    if (await this.files.stat(path)) return false;
    await ensureFolder(this.files, dirname(path));
    await writeAtomic(this.files, path, new TextEncoder().encode(text));
    return true;
  }

  /** Of a file larger than {@linkcode LARGEST_USER_TEXT} only the size is told, as {@linkcode tooLargeText} writes it. */
  async #textsOf(folder: string, ending: string): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for (const { name, isFolder } of await this.files.list(folder)) {
      if (isFolder || !name.endsWith(ending)) continue;
      const path = join(folder, name);
      const bytes = (await this.files.stat(path))?.bytes ?? 0;
      texts.set(
        name,
        bytes > LARGEST_USER_TEXT
          ? tooLargeText(bytes)
          : new TextDecoder().decode(await this.files.read(path)),
      );
    }
    return texts;
  }

  async #isNewer(path: string, schema: z.ZodType): Promise<boolean> {
    try {
      await this.#cache.record(path, schema);
      return false;
    } catch (error) {
      if (error instanceof NewerFileError) return true;
      throw error;
    }
  }

  #audioPath(session: SessionSnapshot, file: string): string {
    const place = session.audio.get(file)?.place ?? "inbox";
    return place === "inbox"
      ? join(this.layout.inbox, session.folder, file)
      : join(this.layout.outbox, session.id, NAMES.audio, file);
  }
}
