import { createHash } from "node:crypto";
import { inOrder, readWavInfo, wavHeader, type WavInfo } from "../audio/mod.ts";
import { recognise, type Recognised, type SoundDecoder } from "../decoding/mod.ts";
import { type Message, message, RejectedError, WaitingError } from "../errors.ts";
import { type DecodedFormat, SAMPLE_RATE } from "../model/mod.ts";
import { type FileReader, type FileWriter, workFile } from "../store/mod.ts";
import type { JobContext } from "./stage.ts";

/** Room left free on the disk beside a decoded copy, as a share of it: for transcripts and views. */
const RESERVE_SHARE = 0.25;

/** Bytes of the copy for each byte of a file that does not say how long it is: stereo, from 64 kbit a second. */
const GUESSED_GROWTH = 8;

/** Bytes written between two looks at the disk. */
const LOOK_EVERY = 64 << 20;

/** A source that was decoded into its 16 kHz copy, which holds the channels that the source has. */
export interface DecodedSource {
  readonly format: DecodedFormat;
  readonly truncated: boolean;
  /** Of the source. */
  readonly sha256: string;
  readonly copy: {
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly info: WavInfo;
  };
}

/** A file that is no plain WAV. */
export type Encoded = Exclude<Recognised, { readonly kind: "wav" }>;

/** Throws a `WaitingError` while the disk has no room for a copy of so many bytes. */
export async function checkRoom(context: JobContext, file: string, bytes: number): Promise<void> {
  const needed = bytes * (1 + RESERVE_SHARE);
  const free = await context.store.freeBytes();
  if (free === null || free >= needed) return;
  throw new WaitingError(
    message("disk.full", { file, needed: Math.ceil(needed / 1e6), free: Math.floor(free / 1e6) }),
  );
}

/**
 * Decodes a source, once and as it comes, into the 16 kHz WAV beside it, hashing both. Throws a `RejectedError` for what
 * cannot be read as sound, a `WaitingError` while the disk has no room.
 */
export async function decodeSource(
  context: JobContext,
  decoder: SoundDecoder | undefined,
  { file, name, recognised }: { readonly file: string; readonly name: string; readonly recognised: Encoded },
): Promise<DecodedSource> {
  const { session, store, signal } = context;
  if (!decoder) throw new RejectedError(refusal(name, recognised));
  await using reader = await store.openAudio(session, file);
  await checkRoom(context, name, expectedBytes(reader, recognised));
  const source = createHash("sha256");
  const bytes = inOrder(reader, (read) => source.update(read));
  const copy = workFile(file);
  const samples = createHash("sha256");
  let format: DecodedFormat | undefined;
  let channels: 1 | 2 = 1;
  let truncated = recognised.kind === "inside" && recognised.truncated;
  let size = 0;
  await store.writeWork(session, copy, async (writer: FileWriter) => {
    let lookAt = LOOK_EVERY;
    const path = store.audioPath(session, file);
    for await (const part of decoder.decode({ recognised, source: bytes, path, name }, { signal })) {
      if (part.kind === "begin") {
        channels = part.channels;
        format = {
          container: recognised.kind === "inside" ? recognised.container : recognised.format ?? "unknown",
          encoding: recognised.kind === "inside" ? recognised.encoding : part.encoding ?? "unknown",
          channels: part.sourceChannels,
          rate: part.rate,
        };
        await writer.write(wavHeader({ channels, rate: SAMPLE_RATE, frames: "open" }));
      } else if (part.kind === "pcm") {
        samples.update(part.bytes);
        size += part.bytes.length;
        await writer.write(part.bytes);
        if (size < lookAt) continue;
        lookAt += LOOK_EVERY;
        await checkRoom(context, name, LOOK_EVERY);
      } else truncated ||= part.truncated;
    }
    if (!format || size === 0) throw new RejectedError(message("decoding.noSound", { file: name }));
    const frames = size / (2 * channels);
    await writer.writeAt(0, wavHeader({ channels, rate: SAMPLE_RATE, frames }));
  });
  await bytes.finish();
  await using made = await store.openAudio(session, copy);
  const found = { info: await readWavInfo(made, { name: copy }), bytes: made.size };
  return {
    format: format!,
    truncated,
    sha256: source.digest("hex"),
    // The hash is that of the samples: the header only says how many there are.
    copy: { file: copy, sha256: samples.digest("hex"), ...found },
  };
}

/** Looks at a source for what it is. */
export async function recogniseSource(context: JobContext, file: string, name: string): Promise<Recognised> {
  await using reader = await context.store.openAudio(context.session, file);
  return await recognise(reader, name);
}

function refusal(file: string, recognised: Encoded): Message {
  return recognised.format === undefined
    ? message("decoding.unknown", { file })
    : message("wav.otherFormat", { file, format: recognised.format });
}

/** How large the copy will be, as the file says or as files of its kind are. */
function expectedBytes(reader: FileReader, recognised: Encoded): number {
  const seconds = recognised.kind === "inside" ? recognised.seconds : undefined;
  if (seconds === undefined) return reader.size * GUESSED_GROWTH;
  // Who claims a century is not believed: the disk is looked at again as the copy grows.
  return Math.min(seconds * SAMPLE_RATE * 4, Math.max(reader.size, 1) * 1_000);
}
