import { dirname, extname, join, resolve, sep } from "node:path";
import type { Clock } from "../clock.ts";
import { GreffierError, message } from "../errors.ts";
import { entriesToPack, isWithin, type Store, writePack } from "../store/mod.ts";
import { type Language, say, size } from "../texts/mod.ts";

/** How a meeting is packed. */
export interface PackOptions {
  /**
   * File, relative to the folder of the process; of a folder, one that is there or is written with a separator at its end,
   * the file in it that is named for the meeting. @default the meeting's id, in that folder
   */
  readonly to?: string;
  /** @default {true} */
  readonly audio?: boolean;
  readonly signal?: AbortSignal;
  /** Called as files are read: bytes, of how many, and which file. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** A meeting that was packed. */
export interface Packed {
  readonly id: string;
  /** The zip: an absolute path. */
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
  /** Whether sound is in it. */
  readonly audio: boolean;
  /** The meeting is not finished: what is there is packed. */
  readonly open: boolean;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
  /** Name and version of the program. */
  readonly program: string;
}

/**
 * Packs a meeting into a zip that the outbox of another home takes for its own. Throws a sentence when the file is there
 * already, lies in the home's own folders, or has no room.
 */
export async function packMeeting(
  { store, clock, language, program }: Parts,
  id: string,
  { to = `${id}.zip`, audio = true, signal, onProgress = () => {} }: PackOptions = {},
): Promise<Packed> {
  const { files, layout } = store;
  const isFolder = to.endsWith("/") || to.endsWith(sep) || (await files.stat(resolve(to)))?.isFolder;
  const asked = isFolder ? join(to, `${id}.zip`) : extname(to).toLowerCase() === ".zip" ? to : `${to}.zip`;
  const file = resolve(asked);
  const own = [layout.inbox, layout.outbox].find((folder) => isWithin(folder, file));
  if (own !== undefined) throw new GreffierError(message("pack.ownFolder", { file, own }));
  if (await files.stat(file)) throw new GreffierError(message("pack.exists", { file }));
  if (!(await files.stat(dirname(file)))?.isFolder) {
    throw new GreffierError(message("pack.noFolder", { folder: dirname(file) }));
  }
  const found = (await store.outboxSessions()).find(({ session }) => session.id === id);
  if (!found) throw new GreffierError(message("cli.idUnknown", { found: id }));
  const inbox = (await store.home()).open.get(id)?.folder;
  const open = inbox !== undefined || found.open;
  const values = { id, name: found.session.name, program };
  const readme = (["fr", "en"] as const).map((spoken) =>
    [
      say(message("pack.readme", values), spoken),
      ...audio ? [] : [say(message("pack.readmeNoAudio"), spoken)],
      ...open ? [say(message("pack.readmeOpen"), spoken)] : [],
      say(message("pack.readmePrivate"), spoken),
    ].join("\n\n")
  ).join(`\n\n${"-".repeat(60)}\n\n`) + "\n";
  const entries = await entriesToPack(files, layout, {
    id,
    folder: found.folder,
    ...(inbox === undefined ? {} : { inbox }),
    audio,
    readme,
    now: clock.now(),
  });
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const free = await files.freeBytes(dirname(file));
  if (free !== null && free < total) {
    const sizes = { size: size(total, language, "up"), free: size(free, language, "down") };
    throw new GreffierError(message("pack.noRoom", { ...sizes, folder: dirname(file) }));
  }
  let done = 0;
  await writePack(files, file, entries, {
    signal,
    onBytes: (count, name) => onProgress(done += count, total, name),
  });
  return {
    id,
    file,
    bytes: (await files.stat(file))?.bytes ?? 0,
    files: entries.length,
    audio: entries.some(({ isSound }) => isSound),
    open,
  };
}
