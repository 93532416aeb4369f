import { join } from "node:path";
import { PublishedSession, type SessionRecord } from "../model/mod.ts";
import { type Drop, isLeftAlone, readDrop } from "./drops.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import type { RecordCache } from "./record_cache.ts";
import { readSession, type SessionSnapshot } from "./snapshot.ts";

/** Everything the planner may know of a home. */
export interface HomeSnapshot {
  /** Dropped and not yet taken. */
  readonly drops: readonly Drop[];
  /** Takings that were begun and cut: to be completed, or forgotten when no file of theirs is left. */
  readonly begun: readonly { readonly record: SessionRecord; readonly filesLeft: boolean }[];
  /** By id. */
  readonly open: ReadonlyMap<string, SessionSnapshot>;
  /** Ids of sessions that are neither sealed nor open: to be opened again. */
  readonly adrift: readonly string[];
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
  const dropped: { name: string; isFolder: boolean }[] = [];
  const open = new Map<string, SessionSnapshot>();
  const leftovers: string[] = [];
  for (const entry of await files.list(layout.inbox)) {
    if (isLeftAlone(entry.name)) continue;
    const inFolder = entry.isFolder ? await files.list(join(layout.inbox, entry.name)) : [];
    const session = inFolder.some(({ name }) => name === NAMES.session)
      ? await readSession(files, cache, layout, entry.name)
      : undefined;
    if (session) open.set(session.id, session);
    else if (entry.isFolder && inFolder.length === 0 && SESSION_FOLDER.test(entry.name)) {
      leftovers.push(entry.name);
    } else dropped.push(entry);
  }

  const begun: { record: SessionRecord; filesLeft: boolean }[] = [];
  const adrift: string[] = [];
  for (const { name: id, isFolder } of await files.list(layout.outbox)) {
    if (!isFolder || sealed.has(id)) continue;
    if (await files.stat(join(layout.outbox, id, NAMES.sealed))) {
      sealed.add(id);
      continue;
    }
    const published = await cache.record(join(layout.outbox, id, NAMES.session), PublishedSession);
    if (!published) continue;
    const session = open.get(id);
    const { last, ...record } = published.value;
    if (last.state === "taking" && !session?.ended) {
      begun.push({ record, filesLeft: await anyFileLeft(files, layout, record) });
      open.delete(id);
    } else if (!session) adrift.push(id);
  }

  const spokenFor = new Set(begun.flatMap(({ record }) => [
    record.id,
    ...record.originals.map(({ name }) => name.split("/")[0]),
  ]));
  const drops: Drop[] = [];
  for (const { name, isFolder } of dropped) {
    if (spokenFor.has(name)) continue;
    const drop = await readDrop(files, layout.inbox, name, isFolder);
    if (drop) drops.push(drop);
  }
  return {
    drops: drops.sort((a, b) => a.name < b.name ? -1 : 1),
    begun,
    open,
    adrift,
    leftovers: leftovers.filter((name) => !spokenFor.has(name) && !adrift.includes(name)),
  };
}

async function anyFileLeft(files: Files, layout: HomeLayout, record: SessionRecord): Promise<boolean> {
  for (const { name, file } of record.originals) {
    if (await files.stat(join(layout.inbox, name))) return true;
    if (await files.stat(join(layout.inbox, record.id, file))) return true;
  }
  return false;
}
