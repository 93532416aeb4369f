import type { Sink } from "../decoder.ts";
import { EndOfBytes } from "../flac/bit_reader.ts";
import { FlacTrack } from "../flac/flac.ts";
import { decodeFrame, isFrameStart, type StreamInfo, streamInfo } from "../flac/frame.ts";
import { BadFrame } from "../flac/subframe.ts";
import type { PagePackets, Track } from "./track.ts";

/** FLAC in Ogg (RFC 9639, section 10.1): each packet behind the headers is a frame. */
export class FlacInOgg implements Track {
  readonly #info: StreamInfo | undefined;
  readonly #track: FlacTrack | undefined;
  #lost = false;

  /** `head`: the first packet; STREAMINFO stands behind 13 bytes of it and its own four. */
  constructor(head: Uint8Array, sink: Sink) {
    this.#info = streamInfo(head.subarray(17));
    if (this.#info) this.#track = new FlacTrack(this.#info, sink);
  }

  async push({ packets }: PagePackets): Promise<void> {
    for (const packet of packets) {
      if (!this.#info || !isFrameStart(packet, 0)) continue;
      try {
        await this.#track?.push(decodeFrame(packet, this.#info));
      } catch (error) {
        if (!(error instanceof BadFrame || error instanceof EndOfBytes)) throw error;
        this.#lost = true;
      }
    }
  }

  finish(): Promise<{ readonly isShort: boolean }> {
    return Promise.resolve({ isShort: this.#lost || (this.#track?.isShort ?? true) });
  }
}
