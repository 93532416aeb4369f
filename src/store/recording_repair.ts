import { join } from "node:path";
import {
  CHUNK_HEADER_BYTES,
  type ChunkHead,
  GapRecord,
  LevelsRecord,
  readChunkHeader,
  SAMPLE_RATE,
  type SessionRecord,
} from "../model/mod.ts";
import type { z } from "../schema.ts";
import { PART } from "./atomic.ts";
import type { Files } from "./files.ts";
import { chunkFile, NAMES, numberOf } from "./layout.ts";
import { recordIn } from "./record_cache.ts";
import { reopenPart } from "./recording_part.ts";

/** Where a recording stands on disk. */
export interface RecordingEnd {
  /** The first number that neither a chunk nor a gap has. */
  readonly nextNumber: number;
  /** Chunks on disk. */
  readonly chunks: number;
  /** Length of what is on disk, gaps included, in samples at 16 kHz. */
  readonly position: number;
  /** Time of day at that position, in milliseconds since the epoch, as nearly as can be told. */
  readonly wallOfEnd: number;
}

/** A numbered thing of a recording that lies somewhere in its time. */
interface Stretch {
  readonly number: number;
  readonly kind: "chunk" | "part" | "gap";
  readonly channels: number;
  /** Samples of the session. */
  readonly from: number;
  readonly to: number;
}

/**
 * Completes what a recorder left when it died: every part gets the length that is on disk, its header and its last name.
 * A part that was being cut ends where the next one begins; the beginning of a next one that what comes before still
 * holds whole goes, and so does one whose number was given to something else: its cut was refused. Only the holder of
 * `recorder.lock` may call it.
 */
export async function repairRecording(
  files: Files,
  inbox: string,
  record: SessionRecord,
): Promise<RecordingEnd> {
  let stretches = await readStretches(files, inbox, record);
  const taken = new Set(
    (await files.list(inbox)).flatMap(({ name }) => name.endsWith(PART) ? [] : [numberOf(name)]),
  );
  for (const part of stretches.filter(({ kind }) => kind === "part")) {
    const held = stretches.some(({ kind, number, from, to }) =>
      kind === "chunk" && number < part.number && from <= part.from && to >= part.to
    );
    if (!held && !taken.has(part.number)) continue;
    await files.remove(join(inbox, chunkFile(part.number) + PART));
    stretches = stretches.filter((other) => other !== part);
  }
  for (const part of stretches.filter(({ kind }) => kind === "part")) {
    if (!stretches.includes(part)) continue;
    let end = part.to;
    for (const next of stretches.filter(({ number }) => number > part.number)) {
      if (next.from >= end || next.from < part.from) break;
      if (next.kind === "part" && next.to <= part.to) {
        await files.remove(join(inbox, chunkFile(next.number) + PART));
        stretches = stretches.filter((other) => other !== next);
        continue;
      }
      end = next.from;
      break;
    }
    await complete(files, inbox, record, part, end - part.from);
    stretches = stretches.map((other) => other === part ? { ...part, kind: "chunk", to: end } : other);
  }
  const numbers = (await files.list(inbox)).map(({ name }) => numberOf(name) ?? -1);
  const position = Math.max(0, ...stretches.map(({ to }) => to));
  return {
    nextNumber: Math.max(-1, ...numbers) + 1,
    chunks: stretches.filter(({ kind }) => kind === "chunk").length,
    position,
    wallOfEnd: await wallOf(files, inbox, record, position),
  };
}

async function complete(
  files: Files,
  inbox: string,
  record: SessionRecord,
  { number, channels, from, to }: Stretch,
  frames: number,
): Promise<void> {
  const finished = join(inbox, chunkFile(number));
  const part = join(inbox, chunkFile(number) + PART);
  const head = { channels, position: from };
  const options = { number, ...head, sessionStart: record.startedAt, part, finished };
  await using chunk = await reopenPart(files, options, to - from);
  await chunk.finish(frames);
}

/** Everything that lies in the time of a recording, by number. Parts without a sample are removed. */
async function readStretches(files: Files, inbox: string, record: SessionRecord): Promise<Stretch[]> {
  const channels = record.recording?.sides.length ?? 1;
  const stretches: Stretch[] = [];
  let end = 0;
  const numbered = (await files.list(inbox)).flatMap(({ name }) => {
    const number = numberOf(name);
    return number === undefined ? [] : [{ name, number }];
  }).sort((a, b) => a.number - b.number);
  for (const { name, number } of numbered) {
    const path = join(inbox, name);
    if (name.endsWith(NAMES.gapEnding)) {
      const gap = await readRecord(files, path, GapRecord);
      // A gap of one channel, or of no length, tells of the chunks before it and takes no time of its own.
      if (!gap || gap.channels.length < channels || gap.to <= gap.from) continue;
      stretches.push({ number, kind: "gap", channels, from: gap.from, to: gap.to });
    } else {
      const kind = name.endsWith(PART) ? "part" : "chunk";
      const { head, frames } = await readChunk(files, path, record, { channels, position: end });
      if (kind === "part" && frames === 0) {
        await files.remove(path);
        continue;
      }
      const { position: from } = head;
      stretches.push({ number, kind, channels: head.channels, from, to: from + frames });
    }
    end = Math.max(end, stretches.at(-1)!.to);
  }
  return stretches;
}

/** `otherwise`: what the header should say, when a power cut took it. */
async function readChunk(
  files: Files,
  path: string,
  record: SessionRecord,
  otherwise: ChunkHead,
): Promise<{ head: ChunkHead; frames: number }> {
  await using reader = await files.openToRead(path);
  const bytes = new Uint8Array(CHUNK_HEADER_BYTES);
  const read = await reader.read(0, bytes);
  const head = readChunkHeader(record.startedAt, bytes.subarray(0, read)) ?? otherwise;
  const frames = Math.max(0, Math.floor((reader.size - CHUNK_HEADER_BYTES) / (2 * head.channels)));
  return { head, frames };
}

async function wallOf(
  files: Files,
  inbox: string,
  record: SessionRecord,
  position: number,
): Promise<number> {
  const levels = await readRecord(files, join(inbox, NAMES.levels), LevelsRecord);
  return levels
    ? levels.at + (position - levels.position) * 1000 / SAMPLE_RATE
    : Date.parse(record.startedAt) + position * 1000 / SAMPLE_RATE;
}

/** The record in a file; undefined when there is none, or it does not hold one. Throws `NewerFileError`. */
export async function readRecord<T>(
  files: Files,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  if (!await files.stat(path)) return undefined;
  try {
    return recordIn(path, await files.read(path), schema);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined; // replaced or removed in between
    throw error;
  }
}
