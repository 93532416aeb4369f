import { BitReader } from "./bit_reader.ts";
import { crc16, crc8 } from "./checksums.ts";
import { BadFrame, readSubframe } from "./subframe.ts";

/** What STREAMINFO says (RFC 9639, section 8.2). */
export interface StreamInfo {
  readonly rate: number;
  readonly channels: number;
  readonly bits: number;
  readonly maxBlock: number;
  /** Samples of each channel; 0 when it does not say. */
  readonly samples: number;
}

/** Reads the contents of a STREAMINFO block; undefined when it is none. */
export function streamInfo(bytes: Uint8Array): StreamInfo | undefined {
  if (bytes.length < 34) return undefined;
  const reader = new BitReader(bytes);
  reader.bits(16);
  const maxBlock = reader.bits(16);
  reader.bits(24);
  reader.bits(24);
  const rate = reader.bits(20);
  const channels = reader.bits(3) + 1;
  const bits = reader.bits(5) + 1;
  return { maxBlock, rate, channels, bits, samples: reader.longBits(36) };
}

/** One decoded frame. */
export interface FlacFrame {
  /** `block[channel][frame]`, -1 to 1. */
  readonly block: Float32Array[];
  /** In Hz. */
  readonly rate: number;
  /** Number of its first sample in the stream. */
  readonly from: number;
  /** Length in the file. */
  readonly bytes: number;
}

const BLOCK_SIZES = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
const RATES = [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];
const DEPTHS = [0, 8, 12, 0, 16, 20, 24, 32];

/** Whether a frame may begin at `at`. */
export function isFrameStart(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff && (bytes[at + 1] & 0xfe) === 0xf8;
}

/**
 * Decodes the frame that `bytes` begins with (RFC 9639, section 9). Throws `EndOfBytes` when it is longer than they are,
 * `BadFrame` when it is none or its checksum does not fit.
 */
export function decodeFrame(bytes: Uint8Array, info: StreamInfo): FlacFrame {
  const reader = new BitReader(bytes);
  if (reader.bits(15) !== 0x7ffc) throw new BadFrame("sync");
  const variable = reader.bits(1) === 1;
  const sizeCode = reader.bits(4);
  const rateCode = reader.bits(4);
  const assignment = reader.bits(4);
  const depthCode = reader.bits(3);
  if (reader.bits(1) !== 0 || sizeCode === 0 || rateCode === 15 || assignment > 10 || depthCode === 3) {
    throw new BadFrame("header");
  }
  const number = codedNumber(reader);
  const size = sizeCode === 6
    ? reader.bits(8) + 1
    : sizeCode === 7
    ? reader.bits(16) + 1
    : BLOCK_SIZES[sizeCode];
  const rate = rateCode === 0
    ? info.rate
    : rateCode === 12
    ? reader.bits(8) * 1000
    : rateCode === 13
    ? reader.bits(16)
    : rateCode === 14
    ? reader.bits(16) * 10
    : RATES[rateCode];
  const depth = depthCode === 0 ? info.bits : DEPTHS[depthCode];
  const headerBytes = reader.position;
  if (reader.bits(8) !== crc8(bytes.subarray(0, headerBytes))) throw new BadFrame("header checksum");
  if (rate === 0 || depth < 4) throw new BadFrame("stream info");

  const channels = assignment < 8 ? assignment + 1 : 2;
  const side = assignment === 8 || assignment === 10 ? 1 : assignment === 9 ? 0 : -1;
  const planar = Array.from({ length: channels }, (_, channel) => {
    const samples = new Float64Array(size);
    readSubframe(reader, depth + (channel === side ? 1 : 0), samples);
    return samples;
  });
  reader.align();
  const end = reader.position;
  if (reader.bits(16) !== crc16(bytes.subarray(0, end))) throw new BadFrame("checksum");
  decorrelate(planar, assignment);
  const scale = 2 ** -(depth - 1);
  return {
    block: planar.map((samples) => Float32Array.from(samples, (sample) => sample * scale)),
    rate,
    // A stream of fixed blocks numbers its frames, and all but the last have the size of the largest.
    from: variable ? number : number * (info.maxBlock || size),
    bytes: end + 2,
  };
}

/** Turns a side and another channel back into left and right (RFC 9639, section 4.2). */
function decorrelate([first, second]: Float64Array[], assignment: number): void {
  if (assignment < 8) return;
  for (let i = 0; i < first.length; i++) {
    if (assignment === 8) second[i] = first[i] - second[i];
    else if (assignment === 9) first[i] += second[i];
    else {
      const side = second[i];
      const odd = side % 2 === 0 ? 0 : 1;
      const left = (2 * first[i] + odd + side) / 2;
      second[i] = left - side;
      first[i] = left;
    }
  }
}

/** A number of up to 36 bits, written like a character of UTF-8 (RFC 9639, section 9.1.5). */
function codedNumber(reader: BitReader): number {
  const first = reader.bits(8);
  if (first < 0x80) return first;
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) throw new BadFrame("number");
  let value = first & (0x7f >> length);
  for (let byte = 1; byte < length; byte++) {
    const next = reader.bits(8);
    if (next >> 6 !== 2) throw new BadFrame("number");
    value = value * 64 + (next & 0x3f);
  }
  return value;
}
