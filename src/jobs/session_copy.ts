import { createHash } from "node:crypto";
import { encodePcm16, inOrder, wavHeader, type WavInfo } from "../audio/mod.ts";
import type { SoundDecoder } from "../decoding/mod.ts";
import { message, WaitingError } from "../errors.ts";
import { type ChannelPlan, channelsOf, SAMPLE_RATE, type Source } from "../model/mod.ts";
import { type FileReader, workFile } from "../store/mod.ts";
import { decodeSource, recogniseSource } from "./decode_source.ts";
import { sessionSound } from "./session_sound.ts";
import type { JobContext } from "./stage.ts";

/** A WAV that is read as the session's sound. */
export interface OpenSound {
  readonly reader: FileReader;
  readonly info: WavInfo;
  /** The name a person gave it, for messages. */
  readonly name: string;
}

/** Hashes a WAV while its sound is read in session channels at 16 kHz. A block is used again for the next. */
export async function readSession(
  { reader, info, name }: OpenSound,
  plan: ChannelPlan,
  signal: AbortSignal,
  take: (block: Float32Array[]) => Promise<void> | void,
): Promise<string> {
  const hash = createHash("sha256");
  const bytes = inOrder(reader, (read) => hash.update(read));
  for await (const block of sessionSound(bytes, info, plan, { name, signal })) await take(block);
  await bytes.finish();
  return hash.digest("hex");
}

/**
 * Writes the 16 kHz copy of a WAV, in the session's channels. Returns the hash of the WAV, and what `Source.heard` says of
 * the copy, whose hash is that of the samples: the header only says how many there are.
 */
export async function writeSessionCopy(
  { session, store, signal }: JobContext,
  file: string,
  sound: OpenSound,
  plan: ChannelPlan,
  hear: (block: Float32Array[]) => void = () => {},
): Promise<{ readonly sha256: string; readonly heard: Source["heard"] }> {
  const channels = channelsOf(plan).length;
  const copy = workFile(file);
  const hash = createHash("sha256");
  let sha256 = "";
  let bytes = 0;
  await store.writeWork(session, copy, async (writer) => {
    let frames = 0;
    const open = wavHeader({ channels, rate: SAMPLE_RATE, frames: "open" });
    await writer.write(open);
    sha256 = await readSession(sound, plan, signal, async (block) => {
      hear(block);
      const encoded = encodePcm16(block);
      hash.update(encoded);
      frames += block[0].length;
      await writer.write(encoded);
    });
    await writer.writeAt(0, wavHeader({ channels, rate: SAMPLE_RATE, frames }));
    bytes = open.length + frames * channels * 2;
  });
  return { sha256, heard: { file: copy, sha256: hash.digest("hex"), bytes } };
}

/** Makes the 16 kHz copy of a source that is there itself once more, as ingest made it: byte by byte the same. */
export async function copyAgain(
  context: JobContext,
  decoder: SoundDecoder | undefined,
  { file, heard }: Source,
  plan: ChannelPlan,
): Promise<void> {
  const { session, store } = context;
  const name = session.record.originals.find((original) => original.file === file)?.name ?? file;
  const recognised = await recogniseSource(context, file, name);
  if (recognised.kind !== "wav") {
    await decodeSource(context, decoder, { file, name, recognised });
    return;
  }
  // Windows cut from a copy of another kind of file do not fit what lies there now.
  if (heard.asRecorded) throw new WaitingError(message("audio.gone", { file, name }));
  await using reader = await store.openAudio(session, file);
  await writeSessionCopy(context, file, { reader, info: recognised.info, name }, plan);
}
