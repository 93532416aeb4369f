import { join } from "node:path";
import {
  BlockSummary,
  Corrections,
  LanguageRecord,
  type SpokenLanguage,
  Synthesis,
  TranscriptRecord,
  WindowsRecord,
} from "../model/mod.ts";
import type { z } from "../schema.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, NAMES, transcriptFile } from "./layout.ts";
import { recordIn } from "./record_cache.ts";

/** What the outbox holds of what was said in a session, open or sealed. */
export interface Said {
  /** Undefined: not ingested yet, or the file cannot be read. */
  readonly windows: WindowsRecord | undefined;
  /** Undefined until it is known. */
  readonly language: SpokenLanguage | undefined;
  /** In order of time. */
  readonly transcripts: readonly TranscriptRecord[];
  /** Undefined: a person made none, or what they wrote cannot be understood. */
  readonly corrections: Corrections | undefined;
  /** Names of files that are there and do not hold what they should. */
  readonly unreadable: readonly string[];
  /** Windows that have no transcript yet. */
  readonly pending: number;
  /** Name of the report as a page, when it is there. */
  readonly page: string | undefined;
}

const PAGE = "report.html";

/**
 * Reads what was said in the session of a folder of the outbox, past any cache: one of a thousand meetings is
 * read, used and forgotten. File system errors are thrown as they are, and `NewerFileError`.
 */
export async function readSaid(files: Files, layout: HomeLayout, folder: string): Promise<Said> {
  const outbox = join(layout.outbox, folder);
  const stages = join(outbox, NAMES.stages);
  const unreadable: string[] = [];
  const read = async <T>(path: string, name: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    if (!await files.stat(join(path, name))) return undefined;
    const record = recordIn(join(path, name), await files.read(join(path, name)), schema);
    if (record === undefined) unreadable.push(name);
    return record;
  };
  const windows = await read(stages, NAMES.windows, WindowsRecord);
  const language = await read(stages, NAMES.language, LanguageRecord);
  const transcripts: TranscriptRecord[] = [];
  let pending = 0;
  for (const { id } of windows?.windows ?? []) {
    const before = unreadable.length;
    const transcript = await read(stages, transcriptFile(id), TranscriptRecord);
    if (transcript) transcripts.push(transcript);
    else if (unreadable.length === before) pending++;
  }
  return {
    windows,
    language: language?.language,
    transcripts,
    corrections: await read(outbox, NAMES.corrections, Corrections),
    unreadable,
    pending,
    page: await files.stat(join(outbox, PAGE)) ? PAGE : undefined,
  };
}

/** A person's corrections of the session of a folder of the outbox; undefined where there are none that can be read. */
export async function readCorrections(
  files: Files,
  layout: HomeLayout,
  folder: string,
): Promise<Corrections | undefined> {
  const path = join(layout.outbox, folder, NAMES.corrections);
  return await files.stat(path) ? recordIn(path, await files.read(path), Corrections) : undefined;
}

/** What the report of the session of a folder of the outbox says; undefined while nothing stands that can be read. */
async function readSynthesis(
  files: Files,
  layout: HomeLayout,
  folder: string,
): Promise<Synthesis | undefined> {
  const path = join(layout.outbox, folder, NAMES.stages, NAMES.synthesis);
  return await files.stat(path) ? recordIn(path, await files.read(path), Synthesis) : undefined;
}

/** What the outbox holds of what was found in a session, open or sealed. */
export interface FoundRecords {
  /** Undefined: not made yet, or the file cannot be read. */
  readonly synthesis: Synthesis | undefined;
  /** Those of `summarise`, in order of time. */
  readonly blocks: readonly BlockSummary[];
}

/** Reads what was found in the session of a folder of the outbox, past any cache, as {@linkcode readSaid} does. */
export async function readFound(files: Files, layout: HomeLayout, folder: string): Promise<FoundRecords> {
  const stages = join(layout.outbox, folder, NAMES.stages);
  const names = (await files.list(stages)).map(({ name }) => name);
  const blocks: BlockSummary[] = [];
  for (const name of names.filter((name) => name.endsWith(NAMES.summaryEnding)).sort()) {
    const path = join(stages, name);
    const block = recordIn(path, await files.read(path), BlockSummary);
    if (block) blocks.push(block);
  }
  const synthesis = await readSynthesis(files, layout, folder);
  return { synthesis, blocks: blocks.sort((a, b) => a.block - b.block) };
}
