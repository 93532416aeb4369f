import type { ByteFeed } from "../byte_feed.ts";

/** A page of an Ogg file (RFC 3533, section 6). */
export interface OggPage {
  readonly serial: number;
  /** Whether its first packet goes on from the page before. */
  readonly continued: boolean;
  readonly first: boolean;
  readonly last: boolean;
  /** What the codec counts with, up to the last packet that ends here; -1 when none does. */
  readonly granule: number;
  /** The packets, or parts of them. */
  readonly parts: readonly Uint8Array[];
  /** Whether the last part goes on in the next page. */
  readonly open: boolean;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value >>> 0;
});

function checksum(page: Uint8Array): number {
  let value = 0;
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : page[at];
    value = (value << 8) ^ CRC[(value >>> 24) ^ byte];
  }
  return value >>> 0;
}

/** The pages that are whole, by their checksums; `onDamage` is told of what lies between them or is cut. */
export async function* oggPages(feed: ByteFeed, onDamage: () => void): AsyncGenerator<OggPage, void> {
  for (;;) {
    if (!await feed.need(27)) {
      if (feed.bytes.length > 0) onDamage();
      return;
    }
    let { bytes } = feed;
    if (bytes[0] !== 0x4f || bytes[1] !== 0x67 || bytes[2] !== 0x67 || bytes[3] !== 0x53 || bytes[4] !== 0) {
      onDamage();
      const next = bytes.indexOf(0x4f, 1);
      feed.take(next < 0 ? bytes.length : next);
      continue;
    }
    const segments = bytes[26];
    const isTold = await feed.need(27 + segments);
    ({ bytes } = feed);
    const lacing = bytes.slice(27, 27 + segments);
    const size = 27 + segments + lacing.reduce((sum, length) => sum + length, 0);
    const isWhole = isTold && await feed.need(size);
    const page = feed.bytes.slice(0, size);
    const view = new DataView(page.buffer);
    if (!isWhole || checksum(page) !== view.getUint32(22, true)) {
      onDamage();
      feed.take(1);
      continue;
    }
    feed.take(size);
    yield { ...partsOf(page, lacing), ...headOf(page, view) };
  }
}

function headOf(
  page: Uint8Array,
  view: DataView,
): Pick<OggPage, "serial" | "continued" | "first" | "last" | "granule"> {
  const flags = page[5];
  return {
    serial: view.getUint32(14, true),
    continued: (flags & 1) !== 0,
    first: (flags & 2) !== 0,
    last: (flags & 4) !== 0,
    granule: Number(view.getBigInt64(6, true)),
  };
}

function partsOf(page: Uint8Array, lacing: Uint8Array): Pick<OggPage, "parts" | "open"> {
  const parts: Uint8Array[] = [];
  let from = 27 + lacing.length;
  let to = from;
  for (const length of lacing) {
    to += length;
    if (length === 255) continue;
    parts.push(page.subarray(from, to));
    from = to;
  }
  const open = from < to;
  if (open) parts.push(page.subarray(from, to));
  return { parts, open };
}
