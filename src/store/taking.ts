import { dirname, join } from "node:path";
import { NOTHING_KNOWN, type SessionRecord } from "../model/mod.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import { isSystems } from "./drops.ts";
import type { Files } from "./files.ts";
import { ensureFolder } from "./folders.ts";
import { sha256 } from "./hash.ts";
import { type HomeLayout, NAMES } from "./layout.ts";

/**
 * Takes dropped files into the session that `record` describes: folder in the outbox, `session.json` in both, the files
 * renamed into the inbox's folder (`folder`, when a person renamed it), the dropped folder they leave empty removed,
 * `ended`. Every step is skipped when it is done already, so that calling again completes a taking that was cut
 * anywhere. A file that another program still writes refuses the rename on Windows: the system's error is thrown, and
 * the next call goes on.
 */
export async function takeDropped(
  files: Files,
  layout: HomeLayout,
  record: SessionRecord,
  folder = record.id,
): Promise<void> {
  const inbox = join(layout.inbox, folder);
  const outbox = join(layout.outbox, record.id);
  await ensureFolder(files, join(outbox, NAMES.stages));
  if (!await files.stat(join(outbox, NAMES.session))) {
    await writeAtomic(files, join(outbox, NAMES.session), jsonBytes({ ...record, last: NOTHING_KNOWN }));
  }
  await ensureFolder(files, inbox);
  if (!await files.stat(join(inbox, NAMES.session))) {
    await writeAtomic(files, join(inbox, NAMES.session), jsonBytes(record));
  }
  const folders = new Set<string>();
  for (const { name, file } of record.originals) {
    const from = join(layout.inbox, name);
    if (name.includes("/")) folders.add(dirname(name));
    const to = join(inbox, file);
    // What bears the name once the file is taken is another recording, dropped since: it is the next drop.
    if (!await files.stat(to) && await files.stat(from)) {
      // Held means that somebody still writes it: the next scan asks again.
      await files.rename(from, to, { patienceMs: 0 });
    }
  }
  await files.syncFolder(inbox);
  // Before `ended`: once that is there, nobody looks for what a cut taking left.
  await removeEmptied(files, layout.inbox, folders);
  await removeSidecar(files, layout.inbox, record);
  if (!await files.stat(join(inbox, NAMES.ended))) {
    await writeAtomic(files, join(inbox, NAMES.ended), jsonBytes({ schema: 1 }));
  }
}

/** Removes the sidecar whose words the session has; another's of that name, for a drop that came since, stays. */
async function removeSidecar(
  files: Files,
  inbox: string,
  { sidecar, originals }: SessionRecord,
): Promise<void> {
  if (!sidecar) return;
  const path = join(inbox, sidecar.name);
  const [drop = ""] = originals[0]?.name.split("/") ?? [];
  if (!await files.stat(path) || (originals.length > 0 && await isThereAnew(files, join(inbox, drop)))) {
    return;
  }
  if (sha256(await files.read(path)) === sidecar.sha256) await files.remove(path);
}

/** Whether what bears a taken drop's name is a recording dropped since; what is left of a taken folder is none. */
async function isThereAnew(files: Files, path: string): Promise<boolean> {
  const stat = await files.stat(path);
  return stat !== undefined && !stat.isFolder;
}

/** Removes the dropped folders that hold nothing any more but what systems leave there, the deepest first. */
async function removeEmptied(files: Files, inbox: string, folders: ReadonlySet<string>): Promise<void> {
  const all = new Set<string>();
  for (let folder of folders) {
    for (; folder !== "."; folder = dirname(folder)) all.add(folder);
  }
  for (const folder of [...all].sort((a, b) => b.length - a.length)) {
    const path = join(inbox, folder);
    if (!await files.stat(path)) continue;
    const left = await files.list(path);
    if (!left.every(({ name, isFolder }) => !isFolder && isSystems(name))) continue;
    for (const { name } of left) await files.remove(join(path, name));
    await files.remove(path);
  }
}
