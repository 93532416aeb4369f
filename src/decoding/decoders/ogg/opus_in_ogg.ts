import { OpusDecoder } from "opus-decoder";
import { pushSilence, type Sink } from "../decoder.ts";
import type { PagePackets, Track } from "./track.ts";

/** What Opus counts in and is decoded to, in Hz, whatever went in (RFC 7845, section 4). */
const RATE = 48_000;

/** A page that says this much more has gone by than was heard stands behind a hole, in samples: 60 ms. */
const HOLE = 2_880;

/** Largest packet the decoder takes, in bytes for each channel. */
const MAX_PACKET_BYTES = 3_840;

/** Opus in Ogg (RFC 7845), decoded by libopus. */
export class OpusInOgg implements Track {
  readonly #sink: Sink;
  readonly #channels: number;
  readonly #decoder: OpusDecoder<48000> | undefined;
  /** Samples of packets so far, those that are skipped at the beginning among them. */
  #heard = 0;
  /** The granule of the first packet's beginning. */
  #base: number | undefined;
  #skip: number;
  #headers = 2;
  #lost = false;

  constructor(head: Uint8Array, sink: Sink) {
    this.#sink = sink;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const isWhole = head.length >= 19 && head[8] >> 4 === 0 && head[9] > 0;
    this.#channels = isWhole ? head[9] : 1;
    this.#skip = isWhole ? view.getUint16(10, true) : 0;
    const mapped = isWhole && head[18] !== 0;
    if (!isWhole || this.#channels > 8 || (mapped ? head.length < 21 + this.#channels : this.#channels > 2)) {
      return;
    }
    this.#decoder = new OpusDecoder({
      sampleRate: RATE,
      channels: this.#channels,
      preSkip: 0,
      ...(mapped && {
        streamCount: head[19],
        coupledStreamCount: head[20],
        channelMappingTable: [...head.subarray(21, 21 + this.#channels)],
      }),
    });
  }

  async push({ packets, granule, last }: PagePackets): Promise<void> {
    const sound = packets.slice(Math.min(this.#headers, packets.length));
    this.#headers -= packets.length - sound.length;
    if (sound.length === 0 || !this.#decoder) return;
    await this.#decoder.ready;
    const lengths = sound.map(samplesOf);
    const length = lengths.reduce((sum, one) => sum + one, 0);
    // A stream cut out of a longer one begins late; one whose only page is its last was cut short at its end.
    if (granule >= 0) this.#base ??= last ? 0 : Math.max(0, granule - length);
    const end = granule >= 0 && this.#base !== undefined ? granule - this.#base : undefined;
    const hole = end === undefined || last ? 0 : end - this.#heard - length;
    if (hole > HOLE) {
      this.#lost = true;
      await pushSilence(this.#sink, hole, this.#channels, RATE);
      this.#heard += hole;
    }
    for (const [index, packet] of sound.entries()) {
      const samples = lengths[index];
      const block = this.#decode(packet, samples);
      const cut = Math.min(this.#skip, samples);
      this.#skip -= cut;
      // The last page says where the sound ends in it.
      const beyond = last && end !== undefined ? Math.max(0, this.#heard + samples - end) : 0;
      const until = Math.max(cut, samples - beyond);
      this.#heard += samples;
      if (until > cut) await this.#sink.push(block.map((channel) => channel.subarray(cut, until)), RATE);
    }
  }

  finish(): Promise<{ readonly isShort: boolean }> {
    this.#decoder?.free();
    return Promise.resolve({ isShort: this.#lost || this.#decoder === undefined });
  }

  /** The samples of a packet; silence of its length when it is damaged. */
  #decode(packet: Uint8Array, samples: number): Float32Array[] {
    if (packet.length > 0 && packet.length <= MAX_PACKET_BYTES * this.#channels) {
      const { channelData, samplesDecoded } = this.#decoder!.decodeFrame(packet);
      if (samplesDecoded === samples) return channelData.slice(0, this.#channels);
    }
    this.#lost ||= packet.length > 0;
    return Array.from({ length: this.#channels }, () => new Float32Array(samples));
  }
}

/** Samples of each frame of a packet, by its configuration (RFC 6716, section 3.1). */
function frameSamples(config: number): number {
  if (config >= 16) return 120 << (config & 3);
  if (config >= 12) return 480 << (config & 1);
  return [480, 960, 1920, 2880][config & 3];
}

/** How long a packet lasts, in samples; never more than 120 ms. */
function samplesOf(packet: Uint8Array): number {
  if (packet.length === 0) return 0;
  const code = packet[0] & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 0x3f;
  return Math.min(5_760, frames * frameSamples(packet[0] >> 3));
}
