import { basename, join } from "node:path";
import { type Language, type Message, say } from "../texts/mod.ts";
import { PART, writeAtomic } from "./atomic.ts";
import type { Drop } from "./drops.ts";
import type { Files } from "./files.ts";
import { ensureFolder, listSessionLast, removeIfThere, removeTree } from "./folders.ts";
import { freshName } from "./fresh_name.ts";
import { type HomeLayout, isOwnInInbox, NAMES } from "./layout.ts";
import { moveFile } from "./move.ts";
import type { SessionSnapshot } from "./snapshot.ts";
import { besideName } from "./views.ts";

const LINE = "\r\n";

/**
 * Moves one file or folder to `rejected/` with its reason beside it, the reason first: stopped in between, the next call
 * writes the same reason again.
 */
async function setAside(
  files: Files,
  layout: HomeLayout,
  from: string,
  name: string,
  cause: Message,
  language: Language,
): Promise<void> {
  await ensureFolder(files, layout.rejected);
  const target = await freshName(files, layout.rejected, name);
  const why = new TextEncoder().encode(say(cause, language) + LINE);
  await writeAtomic(files, join(layout.rejected, `${target}.why.txt`), why);
  await moveFile(files, from, join(layout.rejected, target));
}

/** Rejects something dropped that was never taken. */
export async function rejectDrop(
  files: Files,
  layout: HomeLayout,
  drop: Pick<Drop, "name">,
  cause: Message,
  language: Language,
): Promise<void> {
  const from = join(layout.inbox, drop.name);
  // Not by its stat: a link that points nowhere has none, and is set aside all the same.
  const isThere = (await files.list(layout.inbox)).some(({ name }) => name === drop.name);
  if (isThere) await setAside(files, layout, from, drop.name, cause, language);
}

/**
 * Rejects a session that was taken: its dropped files go to `rejected/` under the names they came with, wherever they
 * lie, and so does whatever a person put beside them. Its folder in the outbox goes there whole when there is more in it
 * than the program would make again; otherwise it is removed.
 */
export async function rejectSession(
  files: Files,
  layout: HomeLayout,
  session: SessionSnapshot,
  cause: Message,
): Promise<void> {
  const inbox = join(layout.inbox, session.folder);
  const outbox = join(layout.outbox, session.id);
  const aside = async (from: string, name: string) => {
    if (!await files.stat(from)) return;
    await setAside(files, layout, from, name, cause, session.record.pinned.interface);
  };
  for (const { name, file } of session.record.originals) {
    await aside(join(outbox, NAMES.audio, file), basename(name));
    await aside(join(inbox, file), basename(name));
  }
  if (await isWorthKeeping(files, outbox, session)) await aside(outbox, session.id);
  await removeTree(files, outbox);
  for (const { name, isFolder } of await listSessionLast(files, inbox)) {
    if (!isFolder && isOwnInInbox(name)) await files.remove(join(inbox, name));
    else await aside(join(inbox, name), name);
  }
  await removeIfThere(files, inbox);
}

/** Whether a session's folder in the outbox holds words that were written down, or anything of a person's. */
async function isWorthKeeping(files: Files, outbox: string, session: SessionSnapshot): Promise<boolean> {
  if (session.transcripts.size > 0) return true;
  const views = session.views?.value.files ?? {};
  for (const { name } of await files.list(outbox)) {
    const own = name === NAMES.session || name === NAMES.sealed || name === NAMES.stages ||
      name.endsWith(PART) || Object.keys(views).some((file) => name === besideName(file, "new"));
    if (own) continue;
    if (name === NAMES.audio && (await files.list(join(outbox, name))).length === 0) continue;
    const present = session.viewFiles.get(name);
    const rendered = views[name];
    if (!rendered || (present !== rendered.sha256 && present !== rendered.previous)) return true;
  }
  return false;
}

/** Removes the folders of a taking whose file vanished before it could be moved: they hold nothing of it. */
export async function forgetTaking(
  files: Files,
  layout: HomeLayout,
  id: string,
  folder = id,
): Promise<void> {
  const inbox = join(layout.inbox, folder);
  await removeTree(files, join(layout.outbox, id));
  for (const { name, isFolder } of await listSessionLast(files, inbox)) {
    if (!isFolder && isOwnInInbox(name)) await files.remove(join(inbox, name));
  }
  // What else a person put there is looked at as any dropped folder is.
  if (await files.stat(inbox) && (await files.list(inbox)).length === 0) await files.remove(inbox);
}
