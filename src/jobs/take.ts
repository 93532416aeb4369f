import { extname } from "node:path";
import { BUILT_IN_PATTERNS, type FileNamePattern, readFileName } from "../config/mod.ts";
import { isSoundName, lookAtSound } from "../decoding/mod.ts";
import { type Message, message } from "../errors.ts";
import { say } from "../texts/mod.ts";
import {
  type Original,
  type Pinned,
  readSidecar,
  type SessionRecord,
  type Sidecar,
  withSpoken,
} from "../model/mod.ts";
import {
  type Drop,
  type DroppedFile,
  isUnderWay,
  localTime,
  sessionId,
  sha256,
  slugOf,
  sourceFile,
  type Store,
} from "../store/mod.ts";
import { dropFacts } from "./drop_facts.ts";
import { inRecordingOrder } from "./drop_order.ts";
import type { JudgedDrop } from "./drop_tracker.ts";

/** How the taking of a drop ended. */
export type TakeResult =
  | { readonly kind: "taken"; readonly record: SessionRecord }
  | { readonly kind: "rejected"; readonly cause: Message }
  | { readonly kind: "not-yet"; readonly cause: Message };

/** What new sessions are made with. */
export interface TakeOptions {
  readonly pinned: Pinned;
  /** The ids in use, to which the new one is added. */
  readonly taken: Set<string>;
  /** What the names of files tell, besides the built-in ones. @default none */
  readonly fileNames?: readonly FileNamePattern[];
}

/** A sound of a drop, and when it says it was recorded. */
interface LookedAt extends DroppedFile {
  readonly startedAt?: string;
}

/** What the sounds of a drop tell of themselves, or why the drop must wait or be rejected. */
async function look(
  store: Store,
  sounds: readonly DroppedFile[],
  longStable: boolean,
): Promise<Exclude<TakeResult, { kind: "taken" }> | readonly LookedAt[]> {
  const seen: LookedAt[] = [];
  for (const sound of sounds) {
    const { path } = sound;
    await using reader = await store.openDropped(path);
    const found = await lookAtSound(reader, { name: path });
    if (!found.satisfied && !longStable) {
      return { kind: "not-yet", cause: message("drop.settling", { file: path }) };
    }
    if ("rejection" in found) return { kind: "rejected", cause: found.rejection };
    seen.push({ ...sound, startedAt: found.startedAt });
  }
  return seen;
}

function sidecarRecord(name: string, bytes: Uint8Array): SessionRecord["sidecar"] {
  return { name, sha256: sha256(bytes), text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

/** The name of a drop without the ending of a file. */
function stemOf({ name, isFolder }: Drop): string {
  return isFolder ? name : name.slice(0, name.length - extname(name).length);
}

/** What the drop's name tells, or, of a folder, the name of its first sound: a call's recordings lie in it. */
function toldByNames(drop: Drop, sounds: readonly LookedAt[], patterns: readonly FileNamePattern[]) {
  const [first] = sounds;
  const inside = first && drop.isFolder ? first.path.slice(first.path.lastIndexOf("/") + 1) : undefined;
  const own = readFileName(stemOf(drop), patterns);
  if (own || inside === undefined) return own;
  return readFileName(inside.slice(0, inside.length - extname(inside).length), patterns);
}

function earliest(times: readonly (string | undefined)[]): string | undefined {
  return times.filter((time) => time !== undefined).sort()[0];
}

/**
 * Takes one drop: a sound, or a folder whose sounds become one session in the order they were recorded in. What is no
 * recording, or has a sidecar that cannot be understood, is rejected with its reason. A drop that vanishes meanwhile throws
 * the system's error and is nobody's business any more; so does one whose bytes do not come now, from a cloud for
 * example: it waits.
 */
export async function takeDrop(
  store: Store,
  { drop, verdict }: JudgedDrop,
  { pinned, taken, fileNames = [] }: TakeOptions,
): Promise<TakeResult> {
  const language = pinned.interface;
  const reject = async (cause: Message): Promise<TakeResult> => {
    await store.rejectDrop(drop, cause, language);
    return { kind: "rejected", cause };
  };
  if (drop.isLink) return await reject(message("drop.link", { file: drop.name }));
  const sounds = drop.files.filter(({ path }) => isSoundName(path));
  const isWhole = drop.files.length > 0 && !drop.files.some(({ path }) => isUnderWay(path));
  if (drop.isFolder && !isWhole && verdict !== "long-stable") {
    return { kind: "not-yet", cause: message("drop.settling", { file: drop.name }) };
  }
  if (sounds.length === 0) {
    const found = drop.isFolder
      ? "drop.emptyFolder"
      : /\.zip$/i.test(drop.name)
      ? "drop.zip"
      : "drop.notAudio";
    return await reject(message(found, { file: drop.name }));
  }
  const beside = await store.sidecarOf(drop);
  const read = beside && readSidecar(drop.sidecar!.path, beside);
  if (read && "problem" in read) return await reject(read.problem);
  const sidecar: Sidecar | undefined = read?.sidecar;
  const seen = await look(store, sounds, verdict === "long-stable");
  if ("kind" in seen) return seen.kind === "rejected" ? await reject(seen.cause) : seen;

  const ordered = inRecordingOrder(seen);
  const { startedAt, name, title, participants } = dropFacts({
    stem: stemOf(drop),
    sidecar,
    told: toldByNames(drop, ordered, [...fileNames, ...BUILT_IN_PATTERNS]),
    recordedAt: earliest(ordered.map(({ startedAt }) => startedAt)),
    changedAt: localTime(Math.min(...ordered.map(({ modifiedMs }) => modifiedMs))),
    language,
  });
  const slug = slugOf(name, say(message("id.fallback"), language));
  const originals = ordered.map(({ path, bytes }, index): Original => ({
    name: path,
    file: sourceFile(index, extname(path).toLowerCase()),
    bytes,
  }));
  const record: SessionRecord = {
    schema: 1,
    id: sessionId(startedAt, slug, taken),
    name,
    ...(title === undefined ? {} : { title }),
    origin: "dropped",
    startedAt,
    originals,
    ...(participants.length === 0 ? {} : { participants: [...participants] }),
    ...(sidecar?.language ? { spoken: sidecar.language } : {}),
    ...(beside ? { sidecar: sidecarRecord(drop.sidecar!.path, beside) } : {}),
    consent: null,
    pinned: withSpoken(pinned, sidecar?.language),
  };
  taken.add(record.id.toLowerCase());
  await store.take(record);
  return { kind: "taken", record };
}
