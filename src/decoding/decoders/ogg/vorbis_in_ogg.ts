import { OggVorbisDecoder } from "@wasm-audio-decoders/ogg-vorbis";
import type { Sink } from "../decoder.ts";
import { Tail } from "../tail.ts";
import type { PagePackets, Track } from "./track.ts";

/** A page as the decoder takes it from whoever took the file apart; its types do not tell. */
interface VorbisPage {
  readonly data: Uint8Array;
  readonly codecFrames: readonly {
    readonly data: Uint8Array;
    readonly header: { readonly vorbisSetup: Uint8Array };
  }[];
  readonly isLastPage: false;
}

interface PageDecoder {
  decodeOggPages(pages: readonly VorbisPage[]): Promise<{
    readonly channelData: Float32Array[];
    readonly samplesDecoded: number;
    readonly sampleRate: number;
  }>;
}

/** Largest packet that the decoder takes, in bytes. */
const MAX_PACKET_BYTES = 128 * 1024;

const NOTHING = new Uint8Array(0);

/** Vorbis in Ogg (Vorbis I, appendix A), decoded by libvorbis. */
export class VorbisInOgg implements Track {
  readonly #decoder = new OggVorbisDecoder();
  readonly #tail: Tail;
  /** The packets of the head: what it is, comments, set-up. */
  readonly #head: Uint8Array[] = [];
  #heard = 0;
  #lost = false;

  constructor(_head: Uint8Array, sink: Sink) {
    this.#tail = new Tail(sink);
  }

  async push({ packets, granule, last }: PagePackets): Promise<void> {
    const taken = packets.slice(0, 3 - this.#head.length);
    this.#head.push(...taken.map((packet) => packet.slice()));
    const sound = packets.slice(taken.length);
    const [identity, , setup] = this.#head;
    if (setup === undefined) return;
    if (setup[0] !== 5 || setup.length > MAX_PACKET_BYTES) {
      this.#lost = true;
      return;
    }
    if (taken.length > 0) {
      await this.#decoder.ready;
      await this.#decode([
        page(identity, []),
        page(NOTHING, [{ data: NOTHING, header: { vorbisSetup: setup } }]),
      ]);
    }
    this.#tail.samples = last ? Infinity : 0;
    let decoded = 0;
    for (const packet of sound) {
      if (packet.length === 0 || packet.length > MAX_PACKET_BYTES) continue;
      const { channelData, samplesDecoded, sampleRate } = await this.#decode([
        page(NOTHING, [{ data: packet, header: { vorbisSetup: NOTHING } }]),
      ]);
      if (samplesDecoded === 0 || channelData.length === 0) continue;
      decoded += samplesDecoded;
      await this.#tail.push(channelData, sampleRate);
    }
    this.#heard += decoded;
    // The last page says where the sound ends in it.
    const beyond = last && granule >= 0 ? this.#heard - granule : 0;
    await this.#tail.finish(beyond > 0 && beyond <= decoded ? beyond : 0);
  }

  finish(): Promise<{ readonly isShort: boolean }> {
    this.#decoder.free();
    return Promise.resolve({ isShort: this.#lost || this.#head.length < 3 });
  }

  #decode(pages: readonly VorbisPage[]): ReturnType<PageDecoder["decodeOggPages"]> {
    return (this.#decoder as unknown as PageDecoder).decodeOggPages(pages);
  }
}

function page(data: Uint8Array, codecFrames: VorbisPage["codecFrames"]): VorbisPage {
  return { data, codecFrames, isLastPage: false };
}
