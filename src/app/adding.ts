import { basename, extname, join, parse, resolve } from "node:path";
import type { Clock } from "../clock.ts";
import { GreffierError, message, UsageError } from "../errors.ts";
import { Sidecar, SpokenLanguage } from "../model/mod.ts";
import {
  type AddingWay,
  type Addition,
  addToInbox,
  inboxName,
  isWithin,
  lookAtAddition,
  removeAdded,
  type Store,
} from "../store/mod.ts";
import { type Language, size } from "../texts/mod.ts";
import { parseDate } from "./parse_date.ts";

/** A recording that was added to the inbox. */
export interface Added {
  /** Where it lies in the inbox: an absolute path. */
  readonly path: string;
  /** What it was copied from: an absolute path. */
  readonly from: string;
  /** How many files it is made of. */
  readonly files: number;
  readonly bytes: number;
  /** Files that were to be moved and still lie where they were as well; absolute paths. */
  readonly kept?: readonly string[];
}

/** How recordings are added. */
export interface AddOptions {
  /** What the meeting is to be called; for one file or one folder alone. @default its own name */
  readonly name?: string;
  /** When it began, in one of the forms that {@linkcode parseDate} knows. @default what the recording tells */
  readonly date?: string;
  /** The language that is spoken. @default that of the settings */
  readonly language?: string;
  /** Who took part. @default nobody is named */
  readonly participants?: readonly string[];
  /** @default {"copy"} */
  readonly way?: AddingWay;
  /** Ends it; nothing is added then. */
  readonly signal?: AbortSignal;
  /** Called as bytes are copied: of how many, and what is being copied. */
  readonly onProgress?: (copied: number, total: number, name: string) => void;
  /** Called once when another process is adding to this home: this one waits until it is done. */
  readonly onWait?: () => void;
}

/** What adding works with. */
export interface AddingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
}

/**
 * Brings recordings into the inbox, each a meeting, a folder whole, as if a person had dropped them there. Whatever cannot
 * be added is told before the first is brought: then none is. Throws a sentence that names the file.
 *
 * @param paths Files and folders, relative to the folder of the process.
 */
export async function addRecordings(
  { store, clock, language }: AddingParts,
  paths: readonly string[],
  { name, way = "copy", signal, onProgress, onWait, ...told }: AddOptions = {},
): Promise<readonly Added[]> {
  const sidecar = sidecarOf(told);
  if (name !== undefined && paths.length > 1) {
    throw new UsageError(message("add.oneName", { n: paths.length }));
  }
  const additions: Addition[] = [];
  for (const path of paths) additions.push(await additionOf(store, path, name, sidecar));
  const bytesOf = ({ files }: Addition) => files.reduce((sum, { bytes }) => sum + bytes, 0);
  const total = additions.reduce((sum, addition) => sum + bytesOf(addition), 0);
  await store.makeFolders();
  // A second name takes no room; whether a file can have one is known when it is tried.
  const free = way === "copy" ? await store.freeBytes() : null;
  if (free !== null && free < total) {
    const sizes = { size: size(total, language, "up"), free: size(free, language, "down") };
    throw new GreffierError(message("add.noRoom", { ...sizes, folder: store.layout.inbox }));
  }
  let copied = 0;
  const names = await addToInbox(store.files, store.layout, additions, {
    clock,
    way,
    signal,
    onWait,
    onBytes: (count, name) => onProgress?.(copied += count, total, name),
  });
  const added: Added[] = [];
  for (const [index, addition] of additions.entries()) {
    const kept = way === "move" ? await removeAdded(store.files, [addition]) : [];
    added.push({
      path: join(store.layout.inbox, names[index]!),
      from: addition.from,
      files: addition.files.length,
      bytes: bytesOf(addition),
      ...(kept.length === 0 ? {} : { kept }),
    });
  }
  return added;
}

/** What is told of recordings, checked; throws what is wrong with it. */
function sidecarOf(
  { date, language, participants }: Pick<AddOptions, "date" | "language" | "participants">,
): Sidecar {
  const began = date === undefined ? undefined : parseDate(date);
  if (date !== undefined && began === undefined) {
    throw new UsageError(message("add.badDate", { found: date }));
  }
  const spoken = language === undefined ? undefined : SpokenLanguage.safeParse(language.trim().toLowerCase());
  if (spoken?.success === false) throw new UsageError(message("add.badLanguage", { found: language! }));
  const named = participants?.map((who) => who.trim()).filter((who) => who !== "");
  if (participants !== undefined && participants.length > 0 && named!.length === 0) {
    throw new UsageError(message("add.badParticipants", { found: participants.join(",") }));
  }
  const sidecar = {
    ...(began === undefined ? {} : { date: began }),
    ...(spoken === undefined ? {} : { language: spoken.data }),
    ...(named === undefined || named.length === 0 ? {} : { participants: named }),
  };
  const checked = Sidecar.safeParse(sidecar);
  if (!checked.success) throw new UsageError(message("add.badParticipants", { found: named!.join(", ") }));
  return checked.data;
}

/** What is to be copied of `path`; throws the sentence that says why it cannot be added. */
async function additionOf(
  { files, layout }: Store,
  path: string,
  asked: string | undefined,
  told: Sidecar,
): Promise<Addition> {
  const { isSoundName } = await import("../decoding/mod.ts");
  const from = resolve(path);
  const found = await lookAtAddition(files, from);
  if (!found) throw new GreffierError(message("file.missing", { file: path }));
  if (isWithin(layout.inbox, from)) throw new GreffierError(message("add.alreadyThere", { file: path }));
  if (found.isFolder && isWithin(from, layout.inbox)) {
    throw new GreffierError(message("add.ownHome", { folder: path, home: layout.home }));
  }
  const wanted = found.isFolder ? found.files.filter(({ path }) => isSoundName(path)) : found.files;
  if (found.isFolder ? wanted.length === 0 : !isSoundName(from)) {
    throw new GreffierError(
      found.isFolder
        ? message("add.emptyFolder", { folder: path })
        : /\.zip$/i.test(from)
        ? message("add.zip", { file: path })
        : message("add.notAudio", { file: path, found: extname(from) || basename(from) }),
    );
  }
  const empty = wanted.find(({ bytes }) => bytes === 0);
  if (empty) throw new GreffierError(message("add.empty", { file: join(path, empty.path) }));
  const ending = found.isFolder ? "" : extname(from);
  // The root of a drive has no name of its own.
  const own = basename(from, ending) || parse(from).root;
  const name = inboxName(asked ?? own);
  if (name === "") throw new UsageError(message("add.badName", { found: asked ?? own }));
  // What no name of a file can say is told beside it.
  const sidecar = asked !== undefined && asked.trim() !== name && isTellable(asked)
    ? { name: asked.trim(), ...told }
    : told;
  return {
    ...{ from, name: name + ending, isFolder: found.isFolder, files: wanted },
    ...(Object.keys(sidecar).length === 0 ? {} : { sidecar }),
  };
}

/** Whether a name can stand in a sidecar. */
function isTellable(name: string): boolean {
  return Sidecar.shape.name.safeParse(name).success;
}
