import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Files } from "./files.ts";
import { ensureFolder, removeIfThere } from "./folders.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { sideBySide } from "./side_by_side.ts";

/** Files of a meeting that tell whether what can be found in it changed; while it is open, so do those of `stages/`. */
const TELLING: readonly string[] = [NAMES.session, NAMES.corrections, NAMES.sealed, NAMES.retention];
const SAID_IN: readonly string[] = [NAMES.windows, NAMES.language, NAMES.synthesis];

const INDEX = "search.sqlite";

/** Where the index of a home lies: a cache. Makes its folder. */
export async function searchIndexPath(files: Files, layout: HomeLayout): Promise<string> {
  await ensureFolder(files, layout.state);
  return join(layout.state, INDEX);
}

/** Removes the index of a home, with what SQLite keeps beside it. */
export async function removeSearchIndex(files: Files, layout: HomeLayout): Promise<void> {
  for (const ending of ["", "-journal", "-wal", "-shm"]) {
    await removeIfThere(files, join(layout.state, INDEX + ending));
  }
}

async function filesOf(files: Files, layout: HomeLayout, folder: string, open: boolean): Promise<string[]> {
  if (!open) return [...TELLING];
  const stages = (await files.list(join(layout.outbox, folder, NAMES.stages))).map(({ name }) => name)
    .filter((name) => SAID_IN.includes(name) || name.endsWith(NAMES.transcriptEnding)).sort();
  return [...TELLING, ...stages.map((name) => `${NAMES.stages}/${name}`)];
}

/**
 * Sizes and times of the files that tell what can be found in a meeting: as long as they are the same, so is the meeting.
 * `folder`: of the outbox. What lies in a sealed meeting's `stages/` does not change without its `sealed.json`.
 */
export async function meetingLooks(
  files: Files,
  layout: HomeLayout,
  folder: string,
  { open }: { readonly open: boolean },
): Promise<string> {
  const names = await filesOf(files, layout, folder, open);
  const looks = await sideBySide(names, async (name) => {
    const stat = await files.stat(join(layout.outbox, folder, name));
    return stat ? `${name} ${stat.bytes} ${stat.modifiedMs}` : "";
  });
  return looks.filter((look) => look !== "").join("\n");
}

/** SHA-256 of what those files hold, in hexadecimal. */
export async function meetingHash(
  files: Files,
  layout: HomeLayout,
  folder: string,
  { open }: { readonly open: boolean },
): Promise<string> {
  const hash = createHash("sha256");
  for (const name of await filesOf(files, layout, folder, open)) {
    const path = join(layout.outbox, folder, name);
    if (!await files.stat(path)) continue;
    hash.update(`${name}\n`).update(await files.read(path));
  }
  return hash.digest("hex");
}
