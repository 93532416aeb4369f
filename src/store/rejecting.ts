import { basename, join } from "node:path";
import { type Language, type Message, say } from "../texts/mod.ts";
import { SIDECAR_ENDING } from "../model/mod.ts";
import { check, z } from "../schema.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import { type Drop, readDrop } from "./drops.ts";
import type { Files } from "./files.ts";
import { ensureFolder, listSessionLast, removeIfThere, removeTree } from "./folders.ts";
import { freshName, numberedNames } from "./fresh_name.ts";
import { sha256 } from "./hash.ts";
import { type HomeLayout, isOwnInInbox, NAMES } from "./layout.ts";
import { moveFile } from "./move.ts";
import type { SessionSnapshot } from "./snapshot.ts";
import { besideName } from "./views.ts";

const LINE = "\r\n";

/**
 * Moves one file or folder to `rejected/` with its reason beside it, the reason first: stopped in between, the next call
 * writes the same reason again. `before` is called just before the move with its name there, which is returned as well.
 */
async function setAside(
  files: Files,
  layout: HomeLayout,
  from: string,
  name: string,
  cause: Message,
  language: Language,
  before?: (target: string) => Promise<void>,
): Promise<string> {
  await ensureFolder(files, layout.rejected);
  const target = await freshName(files, layout.rejected, name);
  const why = new TextEncoder().encode(say(cause, language) + LINE);
  await writeAtomic(files, join(layout.rejected, `${target}.why.txt`), why);
  await before?.(target);
  await moveFile(files, from, join(layout.rejected, target));
  return target;
}

/** A drop with a sidecar that is on its way to `rejected/`: what is needed to bring the sidecar there after a cut. */
const Rejecting = z.object({
  /** The drop in the inbox, what it looked like, and its name in `rejected/`. */
  name: z.string(),
  signature: z.string(),
  target: z.string(),
  /** The sidecar in the inbox, and its hash. */
  sidecar: z.string(),
  sha256: z.string(),
});

/** What tells a drop from another that came later under its name. */
function signatureOf({ files }: Pick<Drop, "files">): string {
  return JSON.stringify(files.map(({ path, bytes, modifiedMs }) => [path, bytes, modifiedMs]));
}

/**
 * Brings the sidecar of a drop to `rejected/` when the drop came there and this was cut then: left in the inbox, it would
 * tell its things of the next drop of that name. Returns whether one was cut.
 */
export async function finishRejecting(files: Files, layout: HomeLayout): Promise<boolean> {
  const note = join(layout.state, NAMES.rejecting);
  if (!await files.stat(note)) return false;
  const found = check(Rejecting, parsed(await files.read(note)));
  if (found.ok) await finish(files, layout, found.value);
  await files.remove(note);
  return true;
}

async function finish(files: Files, layout: HomeLayout, rejecting: z.infer<typeof Rejecting>): Promise<void> {
  const { name, signature, target, sidecar, sha256: hash } = rejecting;
  if (!(await files.list(layout.rejected)).some((entry) => entry.name === target)) return;
  const there = (await files.list(layout.inbox)).find((entry) => entry.name === name);
  const drop = there && await readDrop(files, layout.inbox, there);
  // Still there, for it was being copied from another volume: it is rejected again, and its sidecar with it.
  if (drop && signatureOf(drop) === signature) return;
  const from = join(layout.inbox, sidecar);
  if (!await files.stat(from) || sha256(await files.read(from)) !== hash) return;
  await moveFile(
    files,
    from,
    join(layout.rejected, await freshName(files, layout.rejected, target + SIDECAR_ENDING)),
  );
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Writes what a sidecar said below `rejected/`, unless it is there already. */
async function giveBack(files: Files, layout: HomeLayout, name: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  await ensureFolder(files, layout.rejected);
  for (const free of numberedNames(name)) {
    const path = join(layout.rejected, free);
    const stat = await files.stat(path);
    if (!stat) return await writeAtomic(files, path, bytes);
    if (!stat.isFolder && stat.bytes === bytes.length && sha256(await files.read(path)) === sha256(bytes)) {
      return;
    }
  }
}

/** Rejects something dropped that was never taken, and its sidecar with it. */
export async function rejectDrop(
  files: Files,
  layout: HomeLayout,
  drop: Pick<Drop, "name" | "files" | "sidecar">,
  cause: Message,
  language: Language,
): Promise<void> {
  await finishRejecting(files, layout);
  const from = join(layout.inbox, drop.name);
  // Not by its stat: a link that points nowhere has none, and is set aside all the same.
  const isThere = (await files.list(layout.inbox)).some(({ name }) => name === drop.name);
  if (!isThere) return;
  const sidecar = drop.sidecar && join(layout.inbox, drop.sidecar.path);
  if (!sidecar || !await files.stat(sidecar)) {
    await setAside(files, layout, from, drop.name, cause, language);
    return;
  }
  const { name } = drop;
  const told = { name, signature: signatureOf(drop), sidecar: drop.sidecar!.path };
  const hash = sha256(await files.read(sidecar));
  // The drop goes first: without its sidecar it would be taken as if nothing were wrong.
  await setAside(files, layout, from, name, cause, language, async (target) => {
    await ensureFolder(files, layout.state);
    const note = { ...told, target, sha256: hash };
    await writeAtomic(files, join(layout.state, NAMES.rejecting), jsonBytes(note));
  });
  await finishRejecting(files, layout);
}

/**
 * Rejects a session that was taken: its dropped files go to `rejected/` under the names they came with, wherever they
 * lie, and so do what was told beside them and whatever a person put there. Its folder in the outbox goes there whole when there is more in it
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
  const { originals, sidecar, pinned } = session.record;
  let told = sidecar?.text;
  const aside = async (from: string, name: string, before?: (target: string) => Promise<void>) => {
    if (!await files.stat(from)) return;
    await setAside(files, layout, from, name, cause, pinned.interface, before);
  };
  // Of a file dropped alone, beside it; of a folder, whose recordings lie side by side there, under its own name.
  const isAlone = originals.length === 1 && !originals[0]!.name.includes("/");
  const besideIt = async (target: string) => {
    if (told !== undefined && isAlone) await giveBack(files, layout, target + SIDECAR_ENDING, told);
    if (isAlone) told = undefined;
  };
  for (const { name, file } of originals) {
    await aside(join(outbox, NAMES.audio, file), basename(name), besideIt);
    await aside(join(inbox, file), basename(name), besideIt);
  }
  if (sidecar && told !== undefined) await giveBack(files, layout, sidecar.name, told);
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
