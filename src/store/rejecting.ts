import { basename, join } from "node:path";
import { type Language, type Message, say } from "../texts/mod.ts";
import { writeAtomic } from "./atomic.ts";
import type { Drop } from "./drops.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeIfThere, removeTree } from "./folders.ts";
import { freshName } from "./fresh_name.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { moveFile } from "./move.ts";
import type { SessionSnapshot } from "./snapshot.ts";

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
  if (await files.stat(from)) await setAside(files, layout, from, drop.name, cause, language);
}

/**
 * Rejects a session that was taken: its dropped files go to `rejected/` under the names they came with, then its two
 * folders, which hold nothing but the program's own files by then, are removed.
 */
export async function rejectSession(
  files: Files,
  layout: HomeLayout,
  session: SessionSnapshot,
  cause: Message,
): Promise<void> {
  const inbox = join(layout.inbox, session.folder);
  for (const { name, file } of session.record.originals) {
    const from = join(inbox, file);
    if (!await files.stat(from)) continue;
    await setAside(files, layout, from, basename(name), cause, session.record.pinned.interface);
  }
  await removeTree(files, join(layout.outbox, session.id));
  await removeTree(files, inbox);
}

/** Removes the folders of a taking whose file vanished before it could be moved: they hold nothing of it. */
export async function forgetTaking(files: Files, layout: HomeLayout, id: string): Promise<void> {
  const inbox = join(layout.inbox, id);
  for (const name of [NAMES.ended, NAMES.session]) await removeIfThere(files, join(inbox, name));
  await removeTree(files, join(layout.outbox, id));
  await removeTree(files, inbox);
}
