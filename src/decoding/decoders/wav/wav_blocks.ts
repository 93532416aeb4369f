import type { ByteFeed } from "../byte_feed.ts";
import { type Decoded, type Decoder, type Sink, UnreadableError } from "../decoder.ts";
import { type BlockDecoder, decodeIma, decodeMs } from "./adpcm.ts";
import { GsmDecoder, PAIR_BYTES, PAIR_SAMPLES } from "./gsm610.ts";

/** How the blocks of a WAV are written, as its `fmt ` says. */
export interface BlockLayout {
  readonly codec: "gsm" | "ima-adpcm" | "ms-adpcm";
  readonly channels: number;
  /** In Hz. */
  readonly rate: number;
  /** Bytes of a block. */
  readonly blockAlign: number;
}

/** Samples passed on at once. */
const PUSHED = 16_384;

/** Decodes the samples of a WAV, without its header. */
export function wavBlocks({ codec, channels, rate, blockAlign }: BlockLayout): Decoder {
  const size = codec === "gsm" ? PAIR_BYTES : blockAlign;
  const decode = codec === "gsm" ? gsm() : codec === "ima-adpcm" ? decodeIma : decodeMs;
  return async (feed: ByteFeed, sink: Sink): Promise<Decoded> => {
    let planar: Int16Array[][] = [];
    let held = 0;
    let any = false;
    const pass = async () => {
      if (held === 0) return;
      await sink.push(joined(planar, channels, held), rate);
      planar = [];
      held = 0;
      any = true;
    };
    for (;;) {
      await feed.need(size);
      const { bytes } = feed;
      // A last block of ADPCM may be short; half a pair of GSM is nothing.
      if (bytes.length === 0 || (codec === "gsm" && bytes.length < size)) break;
      const block = bytes.subarray(0, size);
      const samples = decode(block, channels);
      planar.push(samples);
      held += samples[0].length;
      feed.take(block.length);
      if (held >= PUSHED) await pass();
    }
    const left = feed.bytes.length;
    await pass();
    if (!any) throw new UnreadableError("no block");
    return { truncated: left > 1 };
  };
}

function gsm(): BlockDecoder {
  const decoder = new GsmDecoder();
  return (block) => {
    const samples = new Int16Array(PAIR_SAMPLES);
    decoder.decodePair(block, samples);
    return [samples];
  };
}

function joined(blocks: readonly Int16Array[][], channels: number, length: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const whole = new Float32Array(length);
    let at = 0;
    for (const block of blocks) {
      for (const sample of block[channel]) whole[at++] = sample / 32_768;
    }
    return whole;
  });
}
