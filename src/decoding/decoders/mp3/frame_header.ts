/** What the four bytes before each MPEG audio frame say (ISO 11172-3, 13818-3, and MPEG 2.5). */
export interface FrameHeader {
  readonly layer: 1 | 2 | 3;
  /** In Hz. */
  readonly rate: number;
  readonly channels: 1 | 2;
  /** Length of the frame with its header, in bytes. */
  readonly bytes: number;
  /** Samples of each channel in the frame. */
  readonly samples: number;
  /** Bytes of the side information behind the header, of layer III. */
  readonly sideBytes: number;
}

/** Kilobits a second, by layer, of MPEG 1 and of the others. */
const BIT_RATES: readonly (readonly number[])[] = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

const RATES = [44_100, 48_000, 32_000];

/** Reads a header at `at`; undefined when there is none, or one of a frame whose length it does not say. */
export function frameHeader(bytes: Uint8Array, at = 0): FrameHeader | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0) return undefined;
  const version = (bytes[at + 1] >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const layerBits = (bytes[at + 1] >> 1) & 3;
  const rateIndex = bytes[at + 2] >> 4;
  const frequency = (bytes[at + 2] >> 2) & 3;
  if (version === 1 || layerBits === 0 || rateIndex === 0 || rateIndex === 15 || frequency === 3) {
    return undefined;
  }
  const layer = (4 - layerBits) as 1 | 2 | 3;
  const first = version === 3;
  const kilobits = BIT_RATES[first ? layer - 1 : layer === 1 ? 3 : 4][rateIndex];
  const rate = RATES[frequency] / (first ? 1 : version === 2 ? 2 : 4);
  const padding = (bytes[at + 2] >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !first ? 576 : 1152;
  const mono = bytes[at + 3] >> 6 === 3;
  return {
    layer,
    rate,
    channels: mono ? 1 : 2,
    bytes: layer === 1
      ? (Math.floor(12_000 * kilobits / rate) + padding) * 4
      : Math.floor(samples / 8 * 1000 * kilobits / rate) + padding,
    samples,
    sideBytes: first ? (mono ? 17 : 32) : mono ? 9 : 17,
  };
}

/** Whether two frames can stand in one stream that is decoded without a break. */
export function isAlike(a: FrameHeader, b: FrameHeader): boolean {
  return a.layer === b.layer && a.rate === b.rate && a.channels === b.channels && a.samples === b.samples;
}

/** Length of the ID3v2 tag at the beginning of `bytes`, 0 when there is none (id3.org, ID3v2.4 section 3.1). */
export function id3Bytes(bytes: Uint8Array): number {
  if (bytes.length < 10 || bytes[0] !== 0x49 || bytes[1] !== 0x44 || bytes[2] !== 0x33) return 0;
  if (bytes.subarray(6, 10).some((byte) => byte > 127)) return 0;
  const size = (bytes[6] << 21) | (bytes[7] << 14) | (bytes[8] << 7) | bytes[9];
  return size + 10 + ((bytes[5] & 0x10) !== 0 ? 10 : 0);
}
