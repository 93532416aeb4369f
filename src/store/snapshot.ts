import { join } from "node:path";
import { isFileSystemError, type Message, message } from "../errors.ts";
import {
  BlockSummary,
  Corrections,
  EndedRecord,
  ErrorRecord,
  GapRecord,
  isBelieved,
  isRecorded,
  LanguageRecord,
  LevelsRecord,
  MergedBlocks,
  NoteFile,
  type NoteRecord,
  OutboxSession,
  Prose,
  ProvisionalRecord,
  RefinedBlock,
  RejectionRecord,
  SealedRecord,
  SessionRecord,
  Synthesis,
  TranscriptRecord,
  ViewsRecord,
  WindowsRecord,
} from "../model/mod.ts";
import { PART } from "./atomic.ts";
import { parseCorrections } from "./corrections_file.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, isNote, NAMES, numberOf } from "./layout.ts";
import type { Derived, LookOptions, RecordCache } from "./record_cache.ts";

/** An audio file of a session and where it lies: still in the inbox, or moved to the outbox's `audio/`. */
export interface AudioFile {
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly place: "inbox" | "audio";
}

/** What is known of a recording that is not over. */
export interface LiveSnapshot {
  /** The recorder is asked to pause, or to end. */
  readonly pause: boolean;
  readonly stop: boolean;
  readonly levels: LevelsRecord | undefined;
  /** Time of the newest change in its folder, in milliseconds since the epoch. */
  readonly changedMs: number;
}

/** Everything the planner may know of one open session, read from its two folders. */
export interface SessionSnapshot {
  readonly id: string;
  /** Name of its folder in the inbox; the id, unless a person renamed the folder. */
  readonly folder: string;
  readonly record: SessionRecord;
  /** The outbox's `session.json`; undefined when it is not there yet. */
  readonly inOutbox: OutboxSession | undefined;
  /** No more audio will come. */
  readonly ended: boolean;
  /** What `ended` says, when it is there and says anything. */
  readonly endedAs: EndedRecord | undefined;
  /** Of a recorded session that has not ended. */
  readonly live: LiveSnapshot | undefined;
  /** Of a recorded session, by number: audio that was not captured. */
  readonly gaps: ReadonlyMap<number, GapRecord>;
  /** Of a recorded session, in order of time. */
  readonly notes: readonly NoteRecord[];
  /** Names of chunks that are still being written, or whose recorder is gone. */
  readonly unfinished: readonly string[];
  readonly rejection: RejectionRecord | undefined;
  readonly sealed: SealedRecord | undefined;
  readonly audio: ReadonlyMap<string, AudioFile>;
  readonly windows: Derived<WindowsRecord> | undefined;
  readonly language: Derived<LanguageRecord> | undefined;
  /** By window. */
  readonly transcripts: ReadonlyMap<string, Derived<TranscriptRecord>>;
  /** By number of block. */
  readonly blocks: ReadonlyMap<number, Derived<BlockSummary>>;
  /** By number of block: what a language model found in it. */
  readonly refined: ReadonlyMap<number, Derived<RefinedBlock>>;
  /** By range, `00-05`: what a language model wrote of these blocks. */
  readonly merged: ReadonlyMap<string, Derived<MergedBlocks>>;
  readonly synthesis: Derived<Synthesis> | undefined;
  readonly prose: Derived<Prose> | undefined;
  readonly provisional: Derived<ProvisionalRecord> | undefined;
  readonly views: Derived<ViewsRecord> | undefined;
  /** SHA-256 of each view on disk, by file name. */
  readonly viewFiles: ReadonlyMap<string, string>;
  readonly corrections: Derived<Corrections> | undefined;
  /** What is wrong with `corrections.json`, when a person's file cannot be understood. */
  readonly correctionsProblem: Message | undefined;
  /** By job key. */
  readonly errors: ReadonlyMap<string, ErrorRecord>;
}

const AUDIO_NAME = /^(source|work)(-\d+)?\.[a-z0-9]+$|^\d{6}\.(wav|flac|opus)$|^work-\d{6}\.wav$/;

/** What lies in a session's two folders besides its stages. */
type Recorded = Pick<SessionSnapshot, "audio" | "gaps" | "notes" | "unfinished" | "live">;

async function recordedFiles(
  files: Files,
  cache: RecordCache,
  { inbox, outbox, startedAt, recorded, ended, trust }: {
    readonly startedAt: string;
    readonly inbox: string;
    readonly outbox: string;
    readonly recorded: boolean;
    readonly ended: boolean;
    readonly trust: boolean;
  },
): Promise<Recorded> {
  const audio = new Map<string, AudioFile>();
  const gaps = new Map<number, GapRecord>();
  const notes: NoteRecord[] = [];
  const unfinished: string[] = [];
  let changedMs = 0;
  const changed = ({ modifiedMs }: { readonly modifiedMs: number }) =>
    changedMs = Math.max(changedMs, modifiedMs);
  const look = async (folder: string, name: string, place: AudioFile["place"]) => {
    const path = join(folder, name);
    if (AUDIO_NAME.test(name)) {
      // A finished chunk never changes once it has its name; what a person dropped may.
      const stat = await cache.stat(path, { trust: trust && numberOf(name) !== undefined });
      if (!stat || stat.isFolder) return;
      audio.set(name, { bytes: stat.bytes, modifiedMs: stat.modifiedMs, place });
      changed(stat);
      return;
    }
    const number = recorded ? numberOf(name) : undefined;
    if (number === undefined) return;
    if (name.endsWith(NAMES.gapEnding)) {
      const gap = await cache.record(path, GapRecord, { trust });
      if (gap && isBelieved(gap.value)) gaps.set(number, gap.value);
      return;
    }
    if (place !== "inbox") return;
    const stat = await files.stat(path);
    if (!stat || stat.isFolder) return;
    unfinished.push(name);
    changed(stat);
  };
  // The inbox comes last and wins: a file that is being copied out is whole there until it is removed.
  for (const { name } of await files.list(join(outbox, NAMES.audio))) {
    await look(join(outbox, NAMES.audio), name, "audio");
  }
  const present = await files.list(inbox);
  for (const { name } of present) await look(inbox, name, "inbox");
  if (!recorded) return { audio, gaps, notes, unfinished: [], live: undefined };

  for (const [folder, names] of [[inbox, present], [outbox, await files.list(outbox)]] as const) {
    for (const { name } of names) {
      const note = isNote(name) ? await cache.record(join(folder, name), NoteFile) : undefined;
      if (!note) continue;
      const { text, at = await secondsAt(files, join(folder, name), startedAt) } = note.value;
      notes.push({ at, text });
    }
  }
  notes.sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
  if (ended) return { audio, gaps, notes, unfinished, live: undefined };
  const levels = await levelsOf(cache, join(inbox, NAMES.levels));
  for (const name of [NAMES.levels, NAMES.session, NAMES.pause, NAMES.stop]) {
    const stat = await files.stat(join(inbox, name));
    if (stat) changed(stat);
  }
  const has = (name: string) => present.some((entry) => entry.name === name);
  const live = { pause: has(NAMES.pause), stop: has(NAMES.stop), levels, changedMs };
  return { audio, gaps, notes, unfinished, live };
}

/** When a file was last written, in seconds from the start of a session. */
async function secondsAt(files: Files, path: string, startedAt: string): Promise<number> {
  const modifiedMs = (await files.stat(path))?.modifiedMs ?? 0;
  return Math.max(0, Math.round((modifiedMs - Date.parse(startedAt)) / 1000));
}

/** The recorder's state. It is replaced twice a second, which Windows does not let be read in between. */
async function levelsOf(cache: RecordCache, path: string): Promise<LevelsRecord | undefined> {
  try {
    return (await cache.record(path, LevelsRecord))?.value;
  } catch (error) {
    if (isFileSystemError(error)) return undefined;
    throw error;
  }
}

/**
 * What of a live session's folder in the inbox tells that there is something new: the names of finished chunks, gaps,
 * notes and requests. What is written all the time is left out.
 */
export async function liveNames(files: Files, layout: HomeLayout, folder: string): Promise<string> {
  const names = (await files.list(join(layout.inbox, folder))).map(({ name }) => name);
  return names.filter((name) => !name.endsWith(PART) && name !== NAMES.levels && name !== NAMES.recorderLock)
    .sort().join("/");
}

async function correctionsOf(
  files: Files,
  cache: RecordCache,
  path: string,
): Promise<Pick<SessionSnapshot, "corrections" | "correctionsProblem">> {
  const corrections = await cache.record(path, Corrections);
  // Read as UTF-8, a file of another encoding has letters that are none.
  if (corrections && JSON.stringify(corrections.value).includes("\uFFFD")) {
    return { corrections: undefined, correctionsProblem: message("corrections.notUtf8") };
  }
  if (corrections || !await files.stat(path)) return { corrections, correctionsProblem: undefined };
  const parsed = parseCorrections(await files.read(path));
  const correctionsProblem = parsed.ok ? undefined : parsed.problem;
  return { corrections: undefined, correctionsProblem };
}

/** How a session is read. */
interface ReadSessionOptions extends LookOptions {
  /** It is sealed: its folder in the inbox is gone. @default {false} */
  readonly sealed?: boolean;
}

/** A session's record without its last state, from the outbox. */
async function sealedRecord(
  cache: RecordCache,
  layout: HomeLayout,
  folder: string,
): Promise<SessionRecord | undefined> {
  const found = (await cache.record(join(layout.outbox, folder, NAMES.session), OutboxSession))?.value;
  if (!found) return undefined;
  const { last: _, ...record } = found;
  return record;
}

/** Why a recording ended: its `ended` says it, and once that is gone its last state. */
async function endedRecord(
  cache: RecordCache,
  inbox: string,
  sealed: OutboxSession | undefined,
): Promise<EndedRecord | undefined> {
  if (!sealed) return (await cache.record(join(inbox, NAMES.ended), EndedRecord))?.value;
  return { schema: 1, ...(sealed.last.ended && { reason: sealed.last.ended }) };
}

/**
 * Reads an open session. Undefined when its folder's `session.json` does not tell what it is. The two folders pair by
 * the id inside, never by name. With `trust`, finished chunks and transcripts that were read before are taken for what
 * they were as long as their names are there: a four-hour recording has 1440 of each.
 */
export async function readSession(
  files: Files,
  cache: RecordCache,
  layout: HomeLayout,
  folder: string,
  { trust = false, sealed = false }: ReadSessionOptions = {},
): Promise<SessionSnapshot | undefined> {
  const inbox = join(layout.inbox, folder);
  const record = sealed
    ? await sealedRecord(cache, layout, folder)
    : (await cache.record(join(inbox, NAMES.session), SessionRecord))?.value;
  if (!record) return undefined;
  const { id } = record;
  const outbox = join(layout.outbox, id);
  const inOutbox = await cache.record(join(outbox, NAMES.session), OutboxSession);

  const stages = join(outbox, NAMES.stages);
  const transcripts = new Map<string, Derived<TranscriptRecord>>();
  const blocks = new Map<number, Derived<BlockSummary>>();
  const refined = new Map<number, Derived<RefinedBlock>>();
  const merged = new Map<string, Derived<MergedBlocks>>();
  const errors = new Map<string, ErrorRecord>();
  for (const { name } of await files.list(stages)) {
    const path = join(stages, name);
    if (name.endsWith(NAMES.transcriptEnding)) {
      const transcript = await cache.record(path, TranscriptRecord, { trust });
      if (transcript) transcripts.set(name.slice(0, -NAMES.transcriptEnding.length), transcript);
    } else if (name.endsWith(NAMES.summaryEnding)) {
      const block = await cache.record(path, BlockSummary);
      if (block) blocks.set(Number(name.slice(0, -NAMES.summaryEnding.length)), block);
    } else if (name.endsWith(NAMES.refinedEnding)) {
      const block = await cache.record(path, RefinedBlock);
      if (block) refined.set(Number(name.slice(0, -NAMES.refinedEnding.length)), block);
    } else if (name.endsWith(NAMES.mergedEnding)) {
      const blocks = await cache.record(path, MergedBlocks);
      if (blocks) merged.set(name.slice(0, -NAMES.mergedEnding.length), blocks);
    } else if (name.endsWith(NAMES.errorEnding)) {
      const error = await cache.record(path, ErrorRecord);
      if (error) errors.set(error.value.job, error.value);
    }
  }
  const views = await cache.record(join(stages, NAMES.views), ViewsRecord);
  const viewFiles = new Map<string, string>();
  for (const name of Object.keys(views?.value.files ?? {})) {
    const hash = await cache.hash(join(outbox, name));
    if (hash !== undefined) viewFiles.set(name, hash);
  }
  const recorded = isRecorded({ record });
  const ended = sealed || await files.stat(join(inbox, NAMES.ended)) !== undefined;
  const endedAs = ended ? await endedRecord(cache, inbox, sealed ? inOutbox?.value : undefined) : undefined;
  return {
    id,
    folder,
    record,
    inOutbox: inOutbox?.value,
    ended,
    endedAs: recorded ? endedAs : undefined,
    rejection: (await cache.record(join(inbox, NAMES.rejection), RejectionRecord))?.value,
    sealed: (await cache.record(join(outbox, NAMES.sealed), SealedRecord))?.value,
    ...await recordedFiles(files, cache, {
      inbox,
      outbox,
      startedAt: record.startedAt,
      recorded,
      ended,
      trust,
    }),
    windows: await cache.record(join(stages, NAMES.windows), WindowsRecord),
    language: await cache.record(join(stages, NAMES.language), LanguageRecord),
    transcripts,
    blocks,
    refined,
    merged,
    synthesis: await cache.record(join(stages, NAMES.synthesis), Synthesis),
    prose: await cache.record(join(stages, NAMES.prose), Prose),
    provisional: await cache.record(join(stages, NAMES.provisional), ProvisionalRecord),
    views,
    viewFiles,
    ...await correctionsOf(files, cache, join(outbox, NAMES.corrections)),
    errors,
  };
}
