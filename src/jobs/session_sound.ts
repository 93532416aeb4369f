import { type ByteSource, createResampler, mixDown, readFrames, type WavInfo } from "../audio/mod.ts";
import { type ChannelPlan, channelsOf, SAMPLE_RATE } from "../model/mod.ts";

/** How to read a file's sound. */
export interface SessionSoundOptions {
  /** The file's name, for messages. */
  readonly name: string;
  readonly signal?: AbortSignal;
}

/**
 * The sound of a WAV in the channels of its session, at 16 kHz, in blocks of about half a second
 * (`block[channel][sample]`). A block is used again for the next: copy what must last.
 */
export async function* sessionSound(
  source: ByteSource,
  info: WavInfo,
  plan: ChannelPlan,
  options: SessionSoundOptions,
): AsyncGenerator<Float32Array[], void> {
  const { rate } = info.format;
  const channels = channelsOf(plan).length;
  // At 16 kHz blocks go through as they are: copies of four hours of them would take 70 MB before they are collected.
  using resampler = rate === SAMPLE_RATE ? undefined : await createResampler({ channels, from: rate });
  for await (const block of readFrames(source, info, options)) {
    const mixed = mixDown(block, plan);
    yield resampler?.push(mixed) ?? mixed;
  }
  if (resampler) yield resampler.finish();
}
