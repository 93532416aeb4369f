import { dirname, join } from "node:path";
import { isRecorded, type SealedFile, type SealedRecord } from "../model/mod.ts";
import { jsonBytes, PART, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder, listSessionLast, removeIfThere } from "./folders.ts";
import { freshName } from "./fresh_name.ts";
import { sha256OfFile } from "./hash.ts";
import { gapFile, type HomeLayout, isOwnInInbox, NAMES, numberOf, transcriptFile } from "./layout.ts";
import { moveFile } from "./move.ts";
import type { SessionSnapshot } from "./snapshot.ts";

/**
 * Moves a session's audio to the outbox, and beside it the gaps of a recording. The 16 kHz copies that ingest made are
 * not kept: ingest makes them again, to the byte, when they are wanted.
 */
async function moveAudio(
  files: Files,
  inbox: string,
  outbox: string,
  session: SessionSnapshot,
): Promise<void> {
  const audio = join(outbox, NAMES.audio);
  await ensureFolder(files, audio);
  const names = [...session.audio].filter(([name, { place }]) =>
    place === "inbox" && !name.startsWith("work")
  )
    .map(([name]) => name);
  if (isRecorded(session)) {
    // What is numbered and could not be read is moved all the same: it may hold what was said.
    const numbered = (await files.list(inbox)).map(({ name }) => name)
      .filter((name) => numberOf(name) !== undefined && !session.audio.has(name));
    names.push(...numbered);
  }
  for (const name of names) await moveFile(files, join(inbox, name), join(audio, name), { sync: false });
  await files.syncFolder(audio);
}

async function sealedFile(files: Files, path: string): Promise<SealedFile | undefined> {
  const stat = await files.stat(path);
  if (!stat || stat.isFolder) return undefined;
  return { sha256: await sha256OfFile(files, path), bytes: stat.bytes, modifiedMs: stat.modifiedMs };
}

/**
 * The corrections that the views were rendered with. Others by now are not recorded as used, so that the sweep finds
 * them changed and reopens the session.
 */
async function usedCorrections(
  files: Files,
  outbox: string,
  session: SessionSnapshot,
): Promise<SealedFile | null> {
  const present = await sealedFile(files, join(outbox, NAMES.corrections));
  const used = session.corrections?.sha256;
  if (session.correctionsProblem || present?.sha256 === used) return present ?? null;
  return used === undefined ? null : { sha256: used, bytes: 0, modifiedMs: 0 };
}

/** What stands in the outbox now, as `sealed.json` records it. */
async function sealedRecord(
  files: Files,
  outbox: string,
  session: SessionSnapshot,
  program: string,
  sealedAt: string,
): Promise<SealedRecord> {
  const paths = Object.keys(session.views?.value.files ?? {});
  for (const { name } of await files.list(join(outbox, NAMES.stages))) {
    if (!name.endsWith(PART) && !name.endsWith(NAMES.errorEnding)) paths.push(`${NAMES.stages}/${name}`);
  }
  const sealed: Record<string, SealedFile> = {};
  for (const path of paths.sort()) {
    const file = await sealedFile(files, join(outbox, path));
    if (file) sealed[path] = file;
  }
  const sources = session.windows?.value.sources ?? [];
  const audio = sources.map(({ file, sha256, bytes }) => [file, { sha256, bytes }] as const);
  for (const number of [...session.gaps.keys()].sort((a, b) => a - b)) {
    const gap = await sealedFile(files, join(outbox, NAMES.audio, gapFile(number)));
    if (gap) audio.push([gapFile(number), { sha256: gap.sha256, bytes: gap.bytes }]);
  }
  return {
    schema: 1,
    program,
    sealedAt,
    files: sealed,
    audio: Object.fromEntries(audio.map(([name, file]) => [`${NAMES.audio}/${name}`, file])),
    corrections: await usedCorrections(files, outbox, session),
  };
}

/** Empties the session's folder in the inbox: own files are removed, anything a person put there goes to the outbox. */
async function removeInboxFolder(files: Files, inbox: string, outbox: string): Promise<void> {
  for (const { name, isFolder } of await listSessionLast(files, inbox)) {
    if (!isFolder && isOwnInInbox(name)) await files.remove(join(inbox, name));
    else await moveFile(files, join(inbox, name), join(outbox, await freshName(files, outbox, name)));
  }
  await removeIfThere(files, inbox);
}

/**
 * Removes what is over: error files, since every job is done or settled, the parts of files whose writing was cut and
 * that nobody wrote again, and of a recording the transcripts of windows that are no more.
 */
async function removeLitter(files: Files, outbox: string, session: SessionSnapshot): Promise<void> {
  const stages = join(outbox, NAMES.stages);
  const windows = new Set(session.windows?.value.windows.map(({ id }) => transcriptFile(id)));
  const isOrphan = (name: string) =>
    isRecorded(session) && name.endsWith(NAMES.transcriptEnding) && !windows.has(name);
  for (const { name } of await files.list(stages)) {
    if (name.endsWith(NAMES.errorEnding) || name.endsWith(PART) || isOrphan(name)) {
      await files.remove(join(stages, name));
    }
  }
  const own = [NAMES.session, ...Object.keys(session.views?.value.files ?? {})];
  for (const name of own) await removeIfThere(files, join(outbox, name + PART));
}

/** Something to be done with a meeting once it is sealed. */
export interface SealingRequest {
  /** From the meeting's folder, with `/`: `delivery/email.request.json`. */
  readonly path: string;
  /** A JSON value. */
  readonly content: unknown;
}

/** A meeting that is sealed again is not delivered again by itself: a request, or the receipt of one, is left alone. */
async function writeRequests(
  files: Files,
  outbox: string,
  requests: readonly SealingRequest[],
): Promise<void> {
  for (const { path, content } of requests) {
    const request = join(outbox, ...path.split("/"));
    const receipt = request.replace(/\.request\.json$/, ".receipt.json");
    if (await files.stat(request) || await files.stat(receipt)) continue;
    await ensureFolder(files, dirname(request));
    await writeAtomic(files, request, jsonBytes(content));
  }
}

/**
 * Publishes a session whose report is final: audio to the outbox, `sealed.json`, the inbox's folder away last. Every
 * step is skipped when done, so calling again finishes a publishing that was cut anywhere.
 */
export async function publishSession(
  files: Files,
  layout: HomeLayout,
  session: SessionSnapshot,
  options: {
    readonly program: string;
    readonly sealedAt: string;
    readonly requests?: readonly SealingRequest[];
  },
): Promise<void> {
  const inbox = join(layout.inbox, session.folder);
  const outbox = join(layout.outbox, session.id);
  await removeLitter(files, outbox, session);
  if (!session.sealed) {
    await moveAudio(files, inbox, outbox, session);
    await writeRequests(files, outbox, options.requests ?? []);
    const record = await sealedRecord(files, outbox, session, options.program, options.sealedAt);
    await writeAtomic(files, join(outbox, NAMES.sealed), jsonBytes(record));
  }
  await removeInboxFolder(files, inbox, outbox);
}
