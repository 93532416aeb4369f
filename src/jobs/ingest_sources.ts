import { createChannelPlanner, createChunker, packWindows, readFrames, type WavInfo } from "../audio/mod.ts";
import type { SoundDecoder } from "../decoding/mod.ts";
import { type Message, message } from "../errors.ts";
import {
  type ChannelPlan,
  channelsOf,
  type Chunk,
  SAMPLE_RATE,
  type Source,
  type WindowsRecord,
} from "../model/mod.ts";
import { checkRoom, type DecodedSource, decodeSource, recogniseSource } from "./decode_source.ts";
import { isHeardAsItIs } from "./heard_as_it_is.ts";
import { readSession, writeSessionCopy } from "./session_copy.ts";
import type { JobContext } from "./stage.ts";

/** Chunks of a file that are decided together: what comes next is known, unlike in a live recording. */
const CHUNKS_AHEAD = 2;

/** A source before its sound is cut. */
interface OpenSource {
  /** Its name in the session's folder, and the name a person gave it. */
  readonly file: string;
  readonly name: string;
  /** The WAV that its sound is read from, and its header: the source itself, or the copy that it was decoded into. */
  readonly sound: string;
  readonly info: WavInfo;
  readonly decoded?: DecodedSource;
  readonly modifiedMs: number;
}

/** Looks at what a source holds; what is no WAV is decoded first. */
async function openSource(
  context: JobContext,
  decoder: SoundDecoder | undefined,
  { file, name }: { readonly file: string; readonly name: string },
): Promise<OpenSource> {
  const modifiedMs = context.session.audio.get(file)?.modifiedMs ?? 0;
  const recognised = await recogniseSource(context, file, name);
  if (recognised.kind === "wav") return { file, name, sound: file, info: recognised.info, modifiedMs };
  const decoded = await decodeSource(context, decoder, { file, name, recognised });
  return { file, name, sound: decoded.copy.file, info: decoded.copy.info, decoded, modifiedMs };
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
  for (const { sound, name, info } of sources) {
    await using reader = await store.openAudio(session, sound);
    for await (const block of readFrames(reader, info, { name, signal })) planner.push(block);
  }
  return planner.finish();
}

/** Cuts one source into chunks, decoding it into its 16 kHz copy on the way when it cannot be heard as it is. */
async function ingestSource(
  context: JobContext,
  source: OpenSource,
  plan: ChannelPlan,
  first: { readonly number: number; readonly from: number },
): Promise<{ readonly source: Source; readonly chunks: Chunk[] }> {
  const { session, store, signal } = context;
  const { file, sound, info, decoded, modifiedMs } = source;
  const channels = channelsOf(plan).length;
  const chunker = createChunker({
    maxSeconds: session.record.pinned.settings.audio.micro_batch_seconds,
    firstNumber: first.number,
    from: first.from,
    ahead: CHUNKS_AHEAD,
  });
  const chunks: Chunk[] = [];
  const cut = (block: Float32Array[]) => void chunks.push(...chunker.push(block));
  await using reader = await store.openAudio(session, sound);
  const open = { reader, info, name: source.name };
  let sha256 = "";
  let heard: Source["heard"];
  if (decoded) {
    sha256 = decoded.sha256;
    await readSession(open, plan, signal, cut);
    const { copy } = decoded;
    heard = { file: copy.file, sha256: copy.sha256, bytes: copy.bytes, asRecorded: true };
  } else if (isHeardAsItIs(info)) {
    sha256 = await readSession(open, plan, signal, cut);
    heard = { file, sha256, bytes: reader.size };
  } else {
    const expected = Math.ceil(info.frames / info.format.rate * SAMPLE_RATE) * channels * 2;
    await checkRoom(context, source.name, expected);
    const made = await writeSessionCopy(context, file, open, plan, cut);
    sha256 = made.sha256;
    heard = made.heard;
  }
  chunks.push(...chunker.finish());
  const to = chunks.at(-1)?.to ?? first.from;
  return {
    source: {
      file,
      sha256,
      bytes: decoded ? session.audio.get(file)?.bytes ?? 0 : reader.size,
      modifiedMs,
      format: decoded?.format ?? info.format,
      truncated: decoded?.truncated ?? info.truncated,
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
  decoder?: SoundDecoder,
): Promise<Pick<WindowsRecord, "sources" | "channels" | "chunks" | "windows" | "notices">> {
  const opened: OpenSource[] = [];
  for (const { file, name } of context.session.record.originals) {
    opened.push(await openSource(context, decoder, { file, name }));
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
