import { join } from "node:path";
import { GreffierError, isFileSystemError, message, NewerFileError } from "../errors.ts";
import { OutboxSession, type SessionRecord } from "../model/mod.ts";
import { type Drop, isLeftAlone, readDrop, Sidecars } from "./drops.ts";
import type { Files, FolderEntry } from "./files.ts";
import { type HomeLayout, NAMES, numberOf } from "./layout.ts";
import type { RecordCache } from "./record_cache.ts";
import { readSession, type SessionSnapshot } from "./snapshot.ts";

/** A taking that was cut. */
export interface BegunTaking {
  readonly record: SessionRecord;
  /** Name of the session's folder in the inbox. */
  readonly folder: string;
  readonly filesLeft: boolean;
}

/** Everything the planner may know of a home. */
export interface HomeSnapshot {
  /** The inbox is not there: a share that is away has no names either, and nothing of what was open is gone. */
  readonly inboxAway: boolean;
  /** Dropped and not yet taken. */
  readonly drops: readonly Drop[];
  /** Takings that were begun and cut: to be completed, or forgotten when no file of theirs is left. */
  readonly begun: readonly BegunTaking[];
  /** Folders of the inbox whose `session.json` cannot be read any more, with what it said. */
  readonly damaged: readonly { readonly folder: string; readonly record: SessionRecord }[];
  /** By id. */
  readonly open: ReadonlyMap<string, SessionSnapshot>;
  /** Sessions that are neither sealed nor open: to be opened again, if their audio is still there. */
  readonly adrift: readonly SessionRecord[];
  /**
   * Names of the inbox that are left alone, and why: the file system does not let them be looked at, a folder is a copy of
   * an open session's, or a newer greffier wrote a file of it. They hold up nothing else. So are sessions of the outbox
   * that a newer greffier has not sealed.
   */
  readonly unreachable: readonly { readonly name: string; readonly error: unknown }[];
  /** Empty folders in the inbox that a publishing or a rejection left when it was cut. */
  readonly leftovers: readonly string[];
}

const SESSION_FOLDER = /^\d{4}-\d{2}-\d{2}_\d{4}_/;

/**
 * Looks at a home. `sealed` remembers the sessions known to be sealed, so that a scan of a home with a thousand of them
 * looks at none; it is added to.
 */
export async function readHome(
  files: Files,
  cache: RecordCache,
  layout: HomeLayout,
  sealed: Set<string>,
): Promise<HomeSnapshot> {
  const dropped: FolderEntry[] = [];
  const open = new Map<string, SessionSnapshot>();
  const leftovers: string[] = [];
  const unreadable = new Set<string>();
  const unreachable: { name: string; error: unknown }[] = [];
  const copies: { name: string; error: unknown }[] = [];
  const newer: { name: string; error: NewerFileError }[] = [];
  /** A session that seems to be gone may lie in what could not be looked at, whatever its folder is called. */
  const mayBeHidden = () => unreachable.length > 0;
  /** Of two folders with one id the one that is named for it is the session, and the other a person's copy. */
  const openOne = (session: SessionSnapshot) => {
    const other = open.get(session.id);
    const isTheOne = !other || session.folder === session.id;
    if (isTheOne) open.set(session.id, session);
    const copy = isTheOne ? other : session;
    if (!copy) return;
    const error = new GreffierError(message("inbox.copy", { folder: copy.folder, id: session.id }));
    copies.push({ name: copy.folder, error });
  };
  const reach = async (name: string, look: () => Promise<void>) => {
    try {
      await look();
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      unreachable.push({ name, error });
    }
  };
  const look = async (entry: FolderEntry) => {
    const inFolder = entry.isFolder ? await files.list(join(layout.inbox, entry.name)) : [];
    const isSession = inFolder.some(({ name }) => name === NAMES.session);
    const session = isSession ? await readSession(files, cache, layout, entry.name) : undefined;
    if (isSession && !session) unreadable.add(entry.name);
    if (session) openOne(session);
    else if (entry.isFolder && inFolder.length === 0 && SESSION_FOLDER.test(entry.name)) {
      leftovers.push(entry.name);
    } else dropped.push(entry);
  };
  const entries = await files.list(layout.inbox);
  const isAway = entries.length === 0 && !await files.stat(layout.inbox);
  const sidecars = new Sidecars(entries);
  for (const entry of entries) {
    if (!isLeftAlone(entry.name)) await reach(entry.name, () => look(entry));
  }

  const begun: BegunTaking[] = [];
  const damaged: { folder: string; record: SessionRecord }[] = [];
  const adrift: SessionRecord[] = [];
  const begin = async (record: SessionRecord, folder: string) => {
    const filesLeft = await anyFileLeft(files, layout, record, folder);
    // Its sound was heard already: whatever became of it, what was made of it is not thrown away.
    const isHeard = !filesLeft &&
      await files.stat(join(layout.outbox, record.id, NAMES.stages, NAMES.windows));
    if (isHeard) adrift.push(record);
    else if (filesLeft || !mayBeHidden()) begun.push({ record, folder, filesLeft });
    open.delete(record.id);
  };
  const outboxRecord = async (id: string) => {
    try {
      return await cache.record(join(layout.outbox, id, NAMES.session), OutboxSession);
    } catch (error) {
      if (!(error instanceof NewerFileError)) throw error;
      newer.push({ name: id, error });
      return undefined;
    }
  };
  for (const { name: id, isFolder } of await files.list(layout.outbox)) {
    if (!isFolder || (sealed.has(id) && !unreadable.has(id))) continue;
    if (!unreadable.has(id) && await files.stat(join(layout.outbox, id, NAMES.sealed))) {
      sealed.add(id);
      continue;
    }
    const found = await outboxRecord(id);
    // A copy, or a folder that a person renamed, is theirs: its session's own folder is the one of its id.
    if (found?.value.id !== id) continue;
    const session = open.get(id);
    const { last: _, ...record } = found.value;
    const folder = session ? undefined : await damagedFolder(files, layout, record, unreadable);
    if (folder !== undefined) damaged.push({ folder, record });
    else if (isTaking(found.value) && !session?.ended) await begin(record, session?.folder ?? id);
    else if (!session && !mayBeHidden()) adrift.push(record);
  }
  for (const { record, folder, ended, rejection, inOutbox } of open.values()) {
    // Its folder in the outbox is gone: dropped files come whole, so what has no `ended` is a taking that was cut.
    if (record.origin === "dropped" && !ended && !rejection && !inOutbox) await begin(record, folder);
  }

  const spokenFor = new Set([
    ...damaged.map(({ folder }) => folder),
    // What tells nothing may be the folder of a session that a newer greffier works on: it is no drop.
    ...newer.length > 0 ? unreadable : [],
    ...begun.flatMap(({ record, folder }) => [
      record.id,
      folder,
      ...record.originals.map(({ name }) => name.split("/")[0]),
    ]),
  ]);
  const drops: Drop[] = [];
  for (const entry of dropped) {
    if (spokenFor.has(entry.name)) continue;
    await reach(entry.name, async () => {
      const drop = await readDrop(files, layout.inbox, entry, sidecars.of(entry.name));
      if (drop) drops.push(drop);
    });
  }
  return {
    inboxAway: isAway,
    drops: drops.sort((a, b) => a.name < b.name ? -1 : 1),
    begun,
    damaged,
    open,
    adrift,
    unreachable: [
      ...unreachable,
      ...copies,
      ...newer.filter(({ name }) => !unreachable.some((other) => other.name === name)),
    ],
    leftovers: leftovers.filter((name) => !spokenFor.has(name) && !adrift.some(({ id }) => id === name)),
  };
}

/** Its taking was begun. A recording is never taken: its recorder makes both folders before the first sound. */
function isTaking({ origin, last }: OutboxSession): boolean {
  return origin !== "recorded" && last.state === "taking";
}

async function anyFileLeft(
  files: Files,
  layout: HomeLayout,
  record: SessionRecord,
  folder: string,
): Promise<boolean> {
  for (const { name, file } of record.originals) {
    if (await files.stat(join(layout.inbox, name))) return true;
    if (await files.stat(join(layout.inbox, folder, file))) return true;
  }
  return false;
}

/**
 * The folder of the inbox, among those that do not tell what they are, that belongs to a session: the one of its name,
 * else the one that holds its audio, to the byte count; of a recording, the only one that holds chunks. One that has the
 * name of another session is that one's.
 */
async function damagedFolder(
  files: Files,
  layout: HomeLayout,
  { id, origin, originals }: SessionRecord,
  unreadable: ReadonlySet<string>,
): Promise<string | undefined> {
  if (unreadable.has(id)) return id;
  const nobodys: string[] = [];
  for (const folder of unreadable) {
    if (!await files.stat(join(layout.outbox, folder, NAMES.session))) nobodys.push(folder);
  }
  if (origin === "recorded") {
    const withChunks: string[] = [];
    for (const folder of nobodys) {
      const names = await files.list(join(layout.inbox, folder));
      if (names.some(({ name }) => numberOf(name) !== undefined)) withChunks.push(folder);
    }
    return withChunks.length === 1 ? withChunks[0] : undefined;
  }
  for (const folder of nobodys) {
    const present = await Promise.all(
      originals.map(({ file }) => files.stat(join(layout.inbox, folder, file))),
    );
    if (present.length > 0 && present.every((stat, index) => stat?.bytes === originals[index].bytes)) {
      return folder;
    }
  }
  return undefined;
}
