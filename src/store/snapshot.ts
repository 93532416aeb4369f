import { join } from "node:path";
import { type Message, message } from "../errors.ts";
import {
  BlockSummary,
  Corrections,
  ErrorRecord,
  LanguageRecord,
  OutboxSession,
  RejectionRecord,
  SealedRecord,
  SessionRecord,
  Synthesis,
  TranscriptRecord,
  ViewsRecord,
  WindowsRecord,
} from "../model/mod.ts";
import { check } from "../schema.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { type Derived, parseJson, type RecordCache } from "./record_cache.ts";

/** An audio file of a session and where it lies: still in the inbox, or moved to the outbox's `audio/`. */
export interface AudioFile {
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly place: "inbox" | "audio";
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
  readonly rejection: RejectionRecord | undefined;
  readonly sealed: SealedRecord | undefined;
  readonly audio: ReadonlyMap<string, AudioFile>;
  readonly windows: Derived<WindowsRecord> | undefined;
  readonly language: Derived<LanguageRecord> | undefined;
  /** By window. */
  readonly transcripts: ReadonlyMap<string, Derived<TranscriptRecord>>;
  /** By number of block. */
  readonly blocks: ReadonlyMap<number, Derived<BlockSummary>>;
  readonly synthesis: Derived<Synthesis> | undefined;
  readonly views: Derived<ViewsRecord> | undefined;
  /** SHA-256 of each view on disk, by file name. */
  readonly viewFiles: ReadonlyMap<string, string>;
  readonly corrections: Derived<Corrections> | undefined;
  /** What is wrong with `corrections.json`, when a person's file cannot be understood. */
  readonly correctionsProblem: Message | undefined;
  /** By job key. */
  readonly errors: ReadonlyMap<string, ErrorRecord>;
}

const AUDIO_NAME = /^(source|work)(-\d+)?\.[a-z0-9]+$|^\d{6}\.wav$/;

async function audioFiles(files: Files, inbox: string, outbox: string): Promise<Map<string, AudioFile>> {
  const found = new Map<string, AudioFile>();
  // The inbox comes last and wins: a file that is being copied out is whole there until it is removed.
  for (const [folder, place] of [[join(outbox, NAMES.audio), "audio"], [inbox, "inbox"]] as const) {
    for (const { name } of await files.list(folder)) {
      if (!AUDIO_NAME.test(name)) continue;
      const stat = await files.stat(join(folder, name));
      if (stat && !stat.isFolder) found.set(name, { bytes: stat.bytes, modifiedMs: stat.modifiedMs, place });
    }
  }
  return found;
}

async function correctionsOf(
  files: Files,
  cache: RecordCache,
  path: string,
): Promise<Pick<SessionSnapshot, "corrections" | "correctionsProblem">> {
  const corrections = await cache.record(path, Corrections);
  if (corrections || !await files.stat(path)) return { corrections, correctionsProblem: undefined };
  const value = parseJson(await files.read(path));
  if (value === undefined) {
    return { corrections: undefined, correctionsProblem: message("corrections.notJson") };
  }
  const checked = check(Corrections, value);
  const { path: place, unknown } = checked.ok ? { path: "", unknown: false } : checked.issues[0];
  const known = Object.keys(Corrections.shape).join(", ");
  const correctionsProblem = unknown
    ? message("corrections.unknownName", { found: place, known })
    : place === ""
    ? message("corrections.notObject", { known })
    : message("corrections.wrongValue", { place });
  return { corrections: undefined, correctionsProblem };
}

/**
 * Reads an open session. Undefined when its folder's `session.json` does not tell what it is. The two folders pair by
 * the id inside, never by name.
 */
export async function readSession(
  files: Files,
  cache: RecordCache,
  layout: HomeLayout,
  folder: string,
): Promise<SessionSnapshot | undefined> {
  const inbox = join(layout.inbox, folder);
  const own = await cache.record(join(inbox, NAMES.session), SessionRecord);
  if (!own) return undefined;
  const record = own.value;
  const { id } = record;
  const outbox = join(layout.outbox, id);
  const inOutbox = await cache.record(join(outbox, NAMES.session), OutboxSession);

  const stages = join(outbox, NAMES.stages);
  const transcripts = new Map<string, Derived<TranscriptRecord>>();
  const blocks = new Map<number, Derived<BlockSummary>>();
  const errors = new Map<string, ErrorRecord>();
  for (const { name } of await files.list(stages)) {
    const path = join(stages, name);
    if (name.endsWith(NAMES.transcriptEnding)) {
      const transcript = await cache.record(path, TranscriptRecord);
      if (transcript) transcripts.set(name.slice(0, -NAMES.transcriptEnding.length), transcript);
    } else if (name.endsWith(NAMES.summaryEnding)) {
      const block = await cache.record(path, BlockSummary);
      if (block) blocks.set(Number(name.slice(0, -NAMES.summaryEnding.length)), block);
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
  return {
    id,
    folder,
    record,
    inOutbox: inOutbox?.value,
    ended: await files.stat(join(inbox, NAMES.ended)) !== undefined,
    rejection: (await cache.record(join(inbox, NAMES.rejection), RejectionRecord))?.value,
    sealed: (await cache.record(join(outbox, NAMES.sealed), SealedRecord))?.value,
    audio: await audioFiles(files, inbox, outbox),
    windows: await cache.record(join(stages, NAMES.windows), WindowsRecord),
    language: await cache.record(join(stages, NAMES.language), LanguageRecord),
    transcripts,
    blocks,
    synthesis: await cache.record(join(stages, NAMES.synthesis), Synthesis),
    views,
    viewFiles,
    ...await correctionsOf(files, cache, join(outbox, NAMES.corrections)),
    errors,
  };
}
