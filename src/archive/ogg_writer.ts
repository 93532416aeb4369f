import { crc32 } from "./crc.ts";
import type { SoundSink } from "./sound_encoder.ts";

const HEADER_BYTES = 27;

/** Lengths of pieces that one page can tell. */
const MOST_SEGMENTS = 255;

const BEGINS = 2, ENDS = 4;

/** Writes packets into the pages of one Ogg stream (RFC 3533). Packets are shorter than a page: at most 65,024 bytes. */
export class OggWriter {
  readonly #sink: SoundSink;
  readonly #serial: number;
  #packets: Uint8Array[] = [];
  #segments = 0;
  #page = 0;

  constructor(sink: SoundSink, serial: number) {
    this.#sink = sink;
    this.#serial = serial;
  }

  /** Whether a packet of so many bytes still goes into the page that is being filled. */
  hasRoom(bytes: number): boolean {
    return this.#segments + segmentsOf(bytes) <= MOST_SEGMENTS;
  }

  add(packet: Uint8Array): void {
    this.#packets.push(packet);
    this.#segments += segmentsOf(packet.length);
  }

  /** Writes the page. `granule`: where the sound stands at the end of its last packet, in samples at 48 kHz. */
  async endPage(granule: number, { last = false }: { readonly last?: boolean } = {}): Promise<void> {
    const bytes = this.#packets.reduce((sum, { length }) => sum + length, 0);
    const page = new Uint8Array(HEADER_BYTES + this.#segments + bytes);
    const view = new DataView(page.buffer);
    page.set(new TextEncoder().encode("OggS"));
    page[5] = (this.#page === 0 ? BEGINS : 0) | (last ? ENDS : 0);
    view.setBigUint64(6, BigInt(granule), true);
    view.setUint32(14, this.#serial, true);
    view.setUint32(18, this.#page++, true);
    page[26] = this.#segments;
    let at = HEADER_BYTES;
    for (const { length } of this.#packets) {
      for (let left = length; left >= 255; left -= 255) page[at++] = 255;
      page[at++] = length % 255;
    }
    for (const packet of this.#packets) {
      page.set(packet, at);
      at += packet.length;
    }
    view.setUint32(22, crc32(page), true);
    this.#packets = [];
    this.#segments = 0;
    await this.#sink.write(page);
  }
}

function segmentsOf(bytes: number): number {
  return Math.floor(bytes / 255) + 1;
}
