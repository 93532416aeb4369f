import { dirname, join } from "node:path";
import { ViewsRecord } from "../model/mod.ts";
import { writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder } from "./folders.ts";
import { sha256, sha256OfFile } from "./hash.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { copyFile, type CopyOptions } from "./move.ts";
import { recordIn } from "./record_cache.ts";

/** What became of a file that was to be placed: `differs`, something else has its name, and it was left as it is. */
export type Placed = "copied" | "same" | "differs";

/** How a file is placed. */
export interface PlaceOptions extends CopyOptions {
  /** Whether it takes the place of another. */
  readonly force: boolean;
}

/** Puts a file outside of the home, by its path or its bytes: whole or not at all, and over nothing else unless told. */
export async function placeFile(
  files: Files,
  to: string,
  from: string | Uint8Array,
  { force, ...options }: PlaceOptions,
): Promise<Placed> {
  const [there, bytes] = [
    await files.stat(to),
    typeof from === "string" ? (await files.stat(from))?.bytes : from.length,
  ];
  if (there) {
    const isSame = !there.isFolder && there.bytes === bytes &&
      await sha256OfFile(files, to, { signal: options.signal }) ===
        (typeof from === "string"
          ? await sha256OfFile(files, from, { signal: options.signal })
          : sha256(from));
    if (isSame) return "same";
    if (!force || there.isFolder) return "differs";
  }
  await ensureFolder(files, dirname(to));
  if (typeof from === "string") await copyFile(files, from, to, options);
  else await writeAtomic(files, to, from);
  return "copied";
}

/** The views of the meeting of a folder of the outbox that are there, as rendered or as a person left them. */
export async function viewsThere(files: Files, layout: HomeLayout, folder: string): Promise<string[]> {
  const outbox = join(layout.outbox, folder);
  const path = join(outbox, NAMES.stages, NAMES.views);
  const views = await files.stat(path) ? recordIn(path, await files.read(path), ViewsRecord) : undefined;
  const there: string[] = [];
  for (const name of Object.keys(views?.files ?? {})) {
    if (await files.stat(join(outbox, name))) there.push(name);
  }
  return there;
}

/** The files of `audio/` of a folder of the outbox, by name, with their sizes. */
export async function audioThere(
  files: Files,
  layout: HomeLayout,
  folder: string,
): Promise<{ readonly name: string; readonly bytes: number }[]> {
  const audio: { name: string; bytes: number }[] = [];
  const entries = await files.list(join(layout.outbox, folder, NAMES.audio));
  for (const { name, isFolder, isLink } of entries) {
    const stat = isFolder || isLink
      ? undefined
      : await files.stat(join(layout.outbox, folder, NAMES.audio, name));
    if (stat) audio.push({ name, bytes: stat.bytes });
  }
  return audio.sort((a, b) => a.name < b.name ? -1 : 1);
}
