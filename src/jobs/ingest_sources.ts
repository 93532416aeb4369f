import { createHash } from "node:crypto";
import {
  createChannelPlanner,
  createChunker,
  encodePcm16,
  inOrder,
  packWindows,
  readFrames,
  readWavInfo,
  wavHeader,
  type WavInfo,
} from "../audio/mod.ts";
import { type Message, message, WaitingError } from "../errors.ts";
import {
  type ChannelPlan,
  channelsOf,
  type Chunk,
  SAMPLE_RATE,
  type Source,
  type WindowsRecord,
} from "../model/mod.ts";
import { type FileReader, workFile } from "../store/mod.ts";
import { isHeardAsItIs } from "./heard_as_it_is.ts";
import { sessionSound } from "./session_sound.ts";
import type { JobContext } from "./stage.ts";

/** Room left free on the disk beside a decoded copy, as a share of it: for transcripts and views. */
const RESERVE_SHARE = 0.25;

/** Chunks of a file that are decided together: what comes next is known, unlike in a live recording. */
const CHUNKS_AHEAD = 2;

/** A source as its header says it, before its sound is read. */
interface OpenSource {
  /** Its name in the session's folder, and the name a person gave it. */
  readonly file: string;
  readonly name: string;
  readonly info: WavInfo;
  readonly modifiedMs: number;
}

async function openSource(context: JobContext, file: string, name: string): Promise<OpenSource> {
  const { session, store } = context;
  await using reader = await store.openAudio(session, file);
  const info = await readWavInfo(reader, { name });
  return { file, name, info, modifiedMs: session.audio.get(file)?.modifiedMs ?? 0 };
}

/** Listens to all sources for the channels of the session; sources of different kinds are mixed. */
async function planChannels(context: JobContext, sources: readonly OpenSource[]): Promise<ChannelPlan> {
  const { channels, rate } = sources[0].info.format;
  if (channels === 1) return { kind: "mixed" };
  if (sources.some(({ info: { format } }) => format.channels !== channels || format.rate !== rate)) {
    return { kind: "mixed" };
  }
  const { session, store, signal } = context;
  const silenceThreshold = session.record.pinned.settings.audio.silence_threshold;
  const planner = createChannelPlanner({ channels, rate, silenceThreshold });
  for (const { file, name, info } of sources) {
    await using reader = await store.openAudio(session, file);
    for await (const block of readFrames(reader, info, { name, signal })) planner.push(block);
  }
  return planner.finish();
}

/** Hashes a source while its sound is read in session channels at 16 kHz. A block is used again for the next. */
async function readSession(
  reader: FileReader,
  source: OpenSource,
  plan: ChannelPlan,
  signal: AbortSignal,
  take: (block: Float32Array[]) => Promise<void> | void,
): Promise<string> {
  const hash = createHash("sha256");
  const bytes = inOrder(reader, (read) => hash.update(read));
  for await (const block of sessionSound(bytes, source.info, plan, { name: source.name, signal })) {
    await take(block);
  }
  await bytes.finish();
  return hash.digest("hex");
}

async function checkRoom(context: JobContext, { name, info }: OpenSource, channels: number): Promise<void> {
  const copy = Math.ceil(info.frames / info.format.rate * SAMPLE_RATE) * channels * 2;
  const needed = copy * (1 + RESERVE_SHARE);
  const free = await context.store.freeBytes();
  if (free === null || free >= needed) return;
  throw new WaitingError(
    message("disk.full", { file: name, needed: Math.ceil(needed / 1e6), free: Math.floor(free / 1e6) }),
  );
}

/** Cuts one source into chunks, decoding it into its 16 kHz copy on the way when it cannot be heard as it is. */
async function ingestSource(
  context: JobContext,
  source: OpenSource,
  plan: ChannelPlan,
  first: { readonly number: number; readonly from: number },
): Promise<{ readonly source: Source; readonly chunks: Chunk[] }> {
  const { session, store, signal } = context;
  const { file, info, modifiedMs } = source;
  const channels = channelsOf(plan).length;
  const chunker = createChunker({
    maxSeconds: session.record.pinned.settings.audio.micro_batch_seconds,
    firstNumber: first.number,
    from: first.from,
    ahead: CHUNKS_AHEAD,
  });
  const chunks: Chunk[] = [];
  await using reader = await store.openAudio(session, file);
  let sha256 = "";
  let heard: Source["heard"];
  if (isHeardAsItIs(info)) {
    sha256 = await readSession(reader, source, plan, signal, (block) => {
      chunks.push(...chunker.push(block));
    });
    heard = { file, sha256, bytes: reader.size };
  } else {
    await checkRoom(context, source, channels);
    const copy = workFile(file);
    const hash = createHash("sha256");
    let bytes = 0;
    await store.writeWork(session, copy, async (writer) => {
      let frames = 0;
      const open = wavHeader({ channels, rate: SAMPLE_RATE, frames: "open" });
      await writer.write(open);
      sha256 = await readSession(reader, source, plan, signal, async (block) => {
        chunks.push(...chunker.push(block));
        const encoded = encodePcm16(block);
        hash.update(encoded);
        frames += block[0].length;
        await writer.write(encoded);
      });
      await writer.writeAt(0, wavHeader({ channels, rate: SAMPLE_RATE, frames }));
      bytes = open.length + frames * channels * 2;
    });
    // The hash is that of the samples: the header only says how many there are.
    heard = { file: copy, sha256: hash.digest("hex"), bytes };
  }
  chunks.push(...chunker.finish());
  const to = chunks.at(-1)?.to ?? first.from;
  return {
    source: {
      file,
      sha256,
      bytes: reader.size,
      modifiedMs,
      format: info.format,
      truncated: info.truncated,
      from: first.from,
      to,
      heard,
    },
    chunks,
  };
}

/**
 * Reads the dropped files of a session from end to end: their hashes, the session's channels, chunks that tile the
 * audio and windows that tile the chunks. Files follow each other in the order in which they were taken. Throws a
 * `RejectedError` when a file cannot be read as sound, a `WaitingError` while the disk has no room.
 */
export async function ingestSources(
  context: JobContext,
): Promise<Pick<WindowsRecord, "sources" | "channels" | "chunks" | "windows" | "notices">> {
  const opened: OpenSource[] = [];
  for (const { file, name } of context.session.record.originals) {
    opened.push(await openSource(context, file, name));
  }
  const channels = await planChannels(context, opened);
  const sources: Source[] = [];
  const chunks: Chunk[] = [];
  const notices: Message[] = [];
  for (const source of opened) {
    const first = { number: chunks.length, from: sources.at(-1)?.to ?? 0 };
    const read = await ingestSource(context, source, channels, first);
    sources.push(read.source);
    chunks.push(...read.chunks);
    if (read.source.truncated) notices.push(message("notice.truncated", { file: source.name }));
  }
  const windows = packWindows(chunks, { borders: sources.map(({ from }) => from) });
  return { sources, channels, chunks, windows, notices };
}
