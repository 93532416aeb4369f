import { join } from "node:path";
import { OutboxSession, RetentionRecord, SealedRecord } from "../model/mod.ts";
import type { Files, FileStat } from "./files.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import type { RecordCache } from "./record_cache.ts";

/** A meeting that is sealed, read from its folder in the outbox. */
export interface SealedMeeting {
  readonly id: string;
  /** What its `session.json` says, its last state with it. */
  readonly session: OutboxSession;
  readonly sealed: SealedRecord;
  /** What retention did to it so far; undefined: nothing. */
  readonly retention: RetentionRecord | undefined;
  /**
   * The files that are there, by path from the meeting's folder, with `/`: `report.md`, `audio/source.wav`. Those of
   * `stages/`, of which there are thousands, are not looked at: their bytes and time are 0.
   */
  readonly files: ReadonlyMap<string, Pick<FileStat, "bytes" | "modifiedMs">>;
}

/** Folders of a meeting that hold files of the program. */
const FOLDERS: readonly string[] = ["", NAMES.stages, NAMES.audio, NAMES.delivery];

/**
 * Reads a sealed meeting; undefined when it is not sealed, is open, or lies in a folder that a person renamed. Throws
 * `NewerFileError` for one that a newer greffier worked on.
 */
export async function readSealedMeeting(
  files: Files,
  cache: RecordCache,
  layout: HomeLayout,
  id: string,
): Promise<SealedMeeting | undefined> {
  const folder = join(layout.outbox, id);
  if (await files.stat(join(layout.inbox, id, NAMES.session))) return undefined;
  const sealed = await cache.record(join(folder, NAMES.sealed), SealedRecord);
  const session = sealed && await cache.record(join(folder, NAMES.session), OutboxSession);
  if (!session || session.value.id !== id) return undefined;
  const found = new Map<string, Pick<FileStat, "bytes" | "modifiedMs">>();
  for (const under of FOLDERS) {
    for (const { name, isFolder } of await files.list(join(folder, under))) {
      const isCounted = under !== NAMES.stages;
      const stat = isFolder
        ? undefined
        : isCounted
        ? await files.stat(join(folder, under, name))
        : { bytes: 0, modifiedMs: 0 };
      if (stat) found.set(under === "" ? name : `${under}/${name}`, stat);
    }
  }
  const retention = await cache.record(join(folder, NAMES.retention), RetentionRecord);
  return { id, session: session.value, sealed: sealed.value, retention: retention?.value, files: found };
}
