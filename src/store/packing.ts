import { join } from "node:path";
import { LEFT_OUT_OF_PACK, RetentionRecord, SealedRecord } from "../model/mod.ts";
import { jsonBytes, PART } from "./atomic.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, isOwnInInbox, NAMES, numberOf } from "./layout.ts";
import { PACK_README } from "./pack_readme.ts";
import { RecordCache } from "./record_cache.ts";
import { localTime } from "./session_id.ts";
import { expectedFiles } from "./verifying.ts";
import type { ZipEntry, ZipOptions } from "./zip.ts";

/** What is packed. */
export interface PackRequest {
  readonly id: string;
  /** Of the outbox. */
  readonly folder: string;
  /** Of the inbox, of an open meeting. */
  readonly inbox?: string;
  readonly audio: boolean;
  /** What is to be told of how to open it. */
  readonly readme: string;
  readonly now: number;
}

/** The files of a packed meeting, in a folder named for its id: what the outbox of another home takes for a meeting. */
export async function entriesToPack(
  files: Files,
  layout: HomeLayout,
  { id, folder, inbox, audio, readme, now }: PackRequest,
): Promise<ZipEntry[]> {
  const entries = new Map<string, ZipEntry>();
  const leftOut: string[] = [];
  const add = async (path: string, name: string) => {
    const stat = await files.stat(path);
    const isSound = name.startsWith(`${NAMES.audio}/`) && !name.endsWith(".json");
    if (!stat || stat.isFolder || name.endsWith(PART)) return;
    if (isSound && !audio) return void leftOut.push(name);
    const { bytes, modifiedMs } = stat;
    // The inbox comes first and wins: what is being moved out of it is whole there.
    if (!entries.has(name)) {
      entries.set(name, { name: `${id}/${name}`, from: path, bytes, modifiedMs, isSound });
    }
  };
  if (inbox !== undefined) {
    // In the outbox the sound of an open meeting lies where that of a finished one does: another home goes on from there.
    for (const { name, isFolder, isLink } of await files.list(join(layout.inbox, inbox))) {
      if (isFolder || isLink || isOwnInInbox(name)) continue;
      const isHeard = numberOf(name) !== undefined || /^source(-\d+)?\./.test(name);
      await add(join(layout.inbox, inbox, name), isHeard ? `${NAMES.audio}/${name}` : name);
    }
  }
  const walk = async (below: string) => {
    for (const { name, isFolder, isLink } of await files.list(join(layout.outbox, folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      if (isLink) continue;
      if (isFolder) await walk(path);
      else await add(join(layout.outbox, folder, ...path.split("/")), path);
    }
  };
  await walk("");
  const make = (name: string, from: Uint8Array) =>
    entries.set(name, { name: `${id}/${name}`, from, bytes: from.length, modifiedMs: now, isSound: false });
  const receipt = await receiptOf(files, join(layout.outbox, folder), leftOut, now);
  if (receipt) make(NAMES.retention, jsonBytes(receipt));
  make(PACK_README, new TextEncoder().encode("\ufeff" + readme.replaceAll("\n", "\r\n")));
  return [...entries.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}

/** What the packed copy of a sealed meeting says of the sound that is not in it; undefined: nothing is to be said. */
async function receiptOf(
  files: Files,
  outbox: string,
  leftOut: readonly string[],
  now: number,
): Promise<RetentionRecord | undefined> {
  const cache = new RecordCache(files);
  const sealed = (await cache.record(join(outbox, NAMES.sealed), SealedRecord))?.value;
  if (!sealed || leftOut.length === 0) return undefined;
  const before = (await cache.record(join(outbox, NAMES.retention), RetentionRecord))?.value;
  const expected = expectedFiles(sealed, before);
  const named = leftOut.flatMap((file) => {
    const known = expected.get(file);
    return known ? [{ file, bytes: known.bytes, sha256: known.sha256 }] : [];
  });
  if (named.length === 0) return undefined;
  const step = {
    ...{ at: localTime(now), class: "audio", rule: LEFT_OUT_OF_PACK, did: "removed" } as const,
    files: named,
  };
  return { schema: 1, steps: [...before?.steps ?? [], step] };
}

/** Writes a packed meeting: whole or not at all. */
export async function writePack(
  files: Files,
  to: string,
  entries: readonly ZipEntry[],
  options: ZipOptions = {},
): Promise<void> {
  // Wanted by hardly any start of the program.
  const { writeZip } = await import("./zip.ts");
  await writeZip(files, to, entries, options);
}
