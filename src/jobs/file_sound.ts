import { type ByteSource, mixDown, readFrames } from "../audio/mod.ts";
import { type EncodedSound, recognise, type SoundDecoder } from "../decoding/mod.ts";
import { message, RejectedError } from "../errors.ts";
import { type ChannelPlan, SAMPLE_RATE } from "../model/mod.ts";
import { sessionSound } from "./session_sound.ts";

/** The sound of a file that can be read from its beginning as often as wanted; blocks are used again for the next. */
export interface FileSound {
  readonly channels: number;
  /** Of {@linkcode asRecorded}, in Hz. */
  readonly rate: number;
  /** `block[channel][frame]`, with the channels of the file. */
  asRecorded(): AsyncGenerator<Float32Array[], void>;
  /** At 16 kHz, in the channels of a session. */
  inChannels(plan: ChannelPlan): AsyncGenerator<Float32Array[], void>;
}

/** A file anywhere. */
export interface FileToHear {
  readonly source: ByteSource;
  /** For messages. */
  readonly name: string;
  /** Absolute, for a decoder that wants it. */
  readonly path: string;
  readonly decoder: SoundDecoder;
  readonly signal?: AbortSignal;
}

/** Looks at what a file is. Throws a `RejectedError` for what is no sound. */
export async function soundOfFile({ source, name, path, decoder, signal }: FileToHear): Promise<FileSound> {
  const recognised = await recognise(source, name);
  if (recognised.kind === "wav") {
    const { info } = recognised;
    const { channels, rate } = info.format;
    return {
      channels,
      rate,
      asRecorded: () => readFrames(source, info, { name, signal }),
      inChannels: (plan) => sessionSound(source, info, plan, { name, signal }),
    };
  }
  const file: EncodedSound = { recognised, source, path, name };
  const asRecorded = () => decoded(decoder, file, signal);
  const channels = await channelsOf(decoder, file, signal);
  return {
    channels,
    rate: SAMPLE_RATE,
    asRecorded,
    async *inChannels(plan) {
      for await (const block of asRecorded()) yield mixDown(block, plan);
    },
  };
}

/** Decodes as far as the first sample, which tells. */
async function channelsOf(decoder: SoundDecoder, file: EncodedSound, signal?: AbortSignal): Promise<number> {
  for await (const part of decoder.decode(file, { signal })) {
    if (part.kind === "begin") return part.channels;
  }
  throw new RejectedError(message("decoding.noSound", { file: file.name }));
}

async function* decoded(
  decoder: SoundDecoder,
  file: EncodedSound,
  signal?: AbortSignal,
): AsyncGenerator<Float32Array[], void> {
  let channels = 1;
  for await (const part of decoder.decode(file, { signal })) {
    if (part.kind === "begin") channels = part.channels;
    if (part.kind !== "pcm") continue;
    const view = new DataView(part.bytes.buffer, part.bytes.byteOffset, part.bytes.length);
    const frames = part.bytes.length / (2 * channels);
    yield Array.from({ length: channels }, (_, channel) =>
      Float32Array.from(
        { length: frames },
        (_, frame) => view.getInt16(2 * (frame * channels + channel), true) / 32_768,
      ));
  }
}
