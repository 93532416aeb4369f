import { join } from "node:path";
import {
  type EndedRecord,
  explained,
  OutboxSession,
  RetentionRecord,
  SealedRecord,
  type SessionRecord,
  stepsOf,
} from "../model/mod.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeIfThere } from "./folders.ts";
import { sha256OfFile } from "./hash.ts";
import { ARCHIVE_ENDINGS, archiveFile, type HomeLayout, NAMES } from "./layout.ts";
import { refuseNewer } from "./newer.ts";
import { RecordCache } from "./record_cache.ts";

/**
 * Reopens a sealed session: `sealed.json` away first, then its folder in the inbox. Stopped in between, a session that
 * is neither sealed nor open is reopened by the next scan. One that is open stays as it is, but for what it is pinned
 * with: whether more audio comes is not for a reopening to say. `record` replaces what the session was pinned with.
 */
export async function reopenSession(
  files: Files,
  layout: HomeLayout,
  id: string,
  record?: SessionRecord,
): Promise<void> {
  const outbox = join(layout.outbox, id);
  const found = await new RecordCache(files).record(join(outbox, NAMES.session), OutboxSession);
  if (!found) throw new Deno.errors.NotFound(`No session ${id}`);
  const { last, ...own } = found.value;
  if (record) await writeAtomic(files, join(outbox, NAMES.session), jsonBytes({ ...record, last }));
  await removeIfThere(files, join(outbox, NAMES.sealed));
  // What was given up when the session was sealed is tried again.
  for (const { name } of await files.list(join(outbox, NAMES.stages))) {
    if (name.endsWith(NAMES.errorEnding)) await files.remove(join(outbox, NAMES.stages, name));
  }
  const inbox = join(layout.inbox, id);
  await ensureFolder(files, inbox);
  // `ended` first: with `session.json` the session is open, and without `ended` it would wait for audio for ever.
  if (!await files.stat(join(inbox, NAMES.session))) {
    const ended: EndedRecord = { schema: 1, ...(last.ended && { reason: last.ended }) };
    await writeAtomic(files, join(inbox, NAMES.ended), jsonBytes(ended));
  }
  await writeAtomic(files, join(inbox, NAMES.session), jsonBytes(record ?? own));
}

async function isItsOwn(files: Files, outbox: string, id: string): Promise<boolean> {
  return (await new RecordCache(files).record(join(outbox, NAMES.session), OutboxSession))?.value.id === id;
}

/**
 * Whether a sealed session must be reopened: a derived file was deleted, or the corrections changed. Only looks at names,
 * sizes and times; corrections are read when those differ. Audio that is gone is no reason: retention takes it away, and
 * what it took away or compressed is not missing. A copy of a session, or a folder that a person renamed, is never reopened: the program finds a session's files by its id.
 * Throws `NewerFileError` for one that a newer greffier worked on: this one could not go on with it.
 */
export async function wantsReopening(files: Files, layout: HomeLayout, id: string): Promise<boolean> {
  const outbox = join(layout.outbox, id);
  if (!await differs(files, outbox) || !await isItsOwn(files, outbox, id)) return false;
  await refuseNewer(files, layout, id);
  return true;
}

/**
 * What only the audio can give back. Where both are gone the meeting stays sealed: its views may be the last copy of
 * what was said, and a meeting made anew would have no words.
 */
const NEEDS_AUDIO = /^stages\/(windows|language|.*\.transcript)\.json$/;

async function hasTranscripts(files: Files, outbox: string): Promise<boolean> {
  return (await files.list(join(outbox, NAMES.stages))).some(({ name }) =>
    name.endsWith(NAMES.transcriptEnding)
  );
}

/** Whether a file of `audio/`, or its archive, is there. */
async function isHeardSomehow(files: Files, outbox: string, path: string): Promise<boolean> {
  const names = [path, ...ARCHIVE_ENDINGS.map((ending) => archiveFile(path, ending))];
  for (const name of names) if (await files.stat(join(outbox, name))) return true;
  return false;
}

/** Whether what lies in a sealed session's folder is no longer what was sealed. */
async function differs(files: Files, outbox: string): Promise<boolean> {
  const sealed = await new RecordCache(files).record(join(outbox, NAMES.sealed), SealedRecord);
  if (!sealed) return false;
  const retention = (await new RecordCache(files).record(join(outbox, NAMES.retention), RetentionRecord))
    ?.value;
  // Without what was said nothing can be made again: the report is what is left.
  const isOver = stepsOf(retention, "transcript", "removed").length > 0 ||
    stepsOf(retention, "report", "removed").length > 0;
  if (isOver && !await hasTranscripts(files, outbox)) return false;
  const missing: string[] = [];
  const gone = explained(retention, sealed.value.sealedAt);
  for (const path of Object.keys(sealed.value.files)) {
    if (!gone.has(path) && !await files.stat(join(outbox, path))) missing.push(path);
  }
  if (missing.some((path) => NEEDS_AUDIO.test(path))) {
    const windows = `${NAMES.stages}/${NAMES.windows}`;
    for (const path of Object.keys(sealed.value.audio)) {
      if (!await isHeardSomehow(files, outbox, path)) return false;
      // An archive is heard by the windows as they were cut.
      if (missing.includes(windows) && !await files.stat(join(outbox, path))) return false;
    }
  }
  if (missing.length > 0) return true;
  const path = join(outbox, NAMES.corrections);
  const stat = await files.stat(path);
  const before = sealed.value.corrections;
  if (!stat || !before) return (stat === undefined) !== (before === null);
  if (stat.bytes === before.bytes && stat.modifiedMs === before.modifiedMs) return false;
  return await sha256OfFile(files, path) !== before.sha256;
}
