import { createHash } from "node:crypto";
import { BitWriter } from "./bit_writer.ts";
import { crc16, crc8 } from "./crc.ts";
import type { SoundEncoder, SoundSink } from "./sound_encoder.ts";

/** Frames of sound in each FLAC frame but the last, which may be shorter. */
const BLOCK = 4096;

const STREAMINFO_BYTES = 34;

/** Largest parameter of a Rice code with four bits for it, and with five. */
const RICE_4 = 14, RICE_5 = 30;

const MOST_PARTITION_ORDER = 6;

/** What a FLAC file is made of. */
export interface FlacFormat {
  /** 1 to 8. */
  readonly channels: number;
  /** In Hz, up to 655,350. */
  readonly rate: number;
  /** Bits of a sample. */
  readonly bits: 16 | 24;
}

/**
 * Writes FLAC (RFC 9639) without loss: fixed predictors (section 9.2.5), mid and side where two channels are alike, partitioned Rice codes.
 * Samples are full scale 1 and must be whole multiples of 2^(1 - bits), as those read from PCM are; `samplesHash` is the
 * SHA-256 of what was given, as little-endian integers of `bits` bits, a frame at a time. Compresses speech to about half.
 */
export function createFlacEncoder(sink: SoundSink, { channels, rate, bits }: FlacFormat): SoundEncoder {
  const scale = 2 ** (bits - 1);
  const pending = Array.from({ length: channels }, () => new Int32Array(BLOCK));
  const md5 = createHash("md5");
  const sha256 = createHash("sha256");
  const bytesOfSample = bits / 8;
  const raw = new Uint8Array(BLOCK * channels * bytesOfSample);
  let filled = 0, frames = 0, number = 0;
  let smallest = Infinity, largest = 0;
  let begun = false;

  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    await sink.write(header({ smallest: 0, largest: 0, frames: 0, md5: new Uint8Array(16) }));
  }

  function header(
    info: { smallest: number; largest: number; frames: number; md5: Uint8Array },
  ): Uint8Array {
    const out = new BitWriter(64);
    for (const letter of "fLaC") out.write(letter.charCodeAt(0), 8);
    out.write(1, 1); // the last block of metadata
    out.write(0, 7);
    out.write(STREAMINFO_BYTES, 24);
    out.write(BLOCK, 16);
    out.write(BLOCK, 16);
    out.write(info.smallest, 24);
    out.write(info.largest, 24);
    out.write(rate, 20);
    out.write(channels - 1, 3);
    out.write(bits - 1, 5);
    out.write(Math.floor(info.frames / 2 ** 32) % 16, 4);
    out.write(info.frames % 2 ** 32, 32);
    for (const byte of info.md5) out.write(byte, 8);
    return out.take();
  }

  async function flush(): Promise<void> {
    const count = filled;
    if (count === 0) return;
    let at = 0;
    for (let i = 0; i < count; i++) {
      for (const channel of pending) {
        const sample = channel[i];
        raw[at++] = sample;
        raw[at++] = sample >> 8;
        if (bytesOfSample === 3) raw[at++] = sample >> 16;
      }
    }
    const samples = raw.subarray(0, at);
    md5.update(samples);
    sha256.update(samples);
    const frame = encodeFrame(pending.map((channel) => channel.subarray(0, count)), { number, bits });
    smallest = Math.min(smallest, frame.length);
    largest = Math.max(largest, frame.length);
    frames += count;
    number++;
    filled = 0;
    await sink.write(frame);
  }

  return {
    async write(block) {
      await begin();
      const length = block[0]?.length ?? 0;
      for (let from = 0; from < length;) {
        const count = Math.min(BLOCK - filled, length - from);
        for (let c = 0; c < channels; c++) {
          const into = pending[c], source = block[c];
          for (let i = 0; i < count; i++) {
            into[filled + i] = Math.max(-scale, Math.min(scale - 1, Math.round(source[from + i] * scale)));
          }
        }
        filled += count;
        from += count;
        if (filled === BLOCK) await flush();
      }
    },
    async finish() {
      await begin();
      await flush();
      const digest = new Uint8Array(md5.digest());
      await sink.writeAt(0, header({ smallest: number === 0 ? 0 : smallest, largest, frames, md5: digest }));
      return { frames, samplesHash: sha256.digest("hex") };
    },
  };
}

/** One FLAC frame: RFC 9639, section 9. */
function encodeFrame(
  channels: readonly Int32Array[],
  { number, bits }: { readonly number: number; readonly bits: number },
): Uint8Array {
  const count = channels[0].length;
  const out = new BitWriter(count * channels.length * 4 + 64);
  out.write(0b11111111111110, 14);
  out.write(0, 2); // blocks of one size, numbered by the frame
  out.write(count === BLOCK ? 0b1100 : 0b0111, 4);
  out.write(0, 4); // the rate that the header says
  const { coded, assignment } = chooseStereo(channels);
  out.write(assignment, 4);
  out.write(bits === 16 ? 0b100 : 0b110, 3);
  out.write(0, 1);
  for (const byte of codedNumber(number)) out.write(byte, 8);
  if (count !== BLOCK) out.write(count - 1, 16);
  out.write(crc8(out.bytesSoFar()), 8);
  coded.forEach((samples, index) => {
    // The difference of two channels needs a bit more than they.
    const isSide = assignment === 0b1010 && index === 1;
    writeSubframe(out, samples, bits + (isSide ? 1 : 0));
  });
  out.align();
  out.write(crc16(out.bytesSoFar()), 16);
  return out.take();
}

/** Left and right, or mid and side when these are smaller. */
function chooseStereo(
  channels: readonly Int32Array[],
): { readonly coded: readonly Int32Array[]; readonly assignment: number } {
  const independent = { coded: channels, assignment: channels.length - 1 };
  if (channels.length !== 2) return independent;
  const [left, right] = channels;
  const mid = new Int32Array(left.length), side = new Int32Array(left.length);
  for (let i = 0; i < left.length; i++) {
    mid[i] = (left[i] + right[i]) >> 1;
    side[i] = left[i] - right[i];
  }
  const sizeOf = (samples: Int32Array) => bestOrder(samples).size;
  return sizeOf(mid) + sizeOf(side) < sizeOf(left) + sizeOf(right)
    ? { coded: [mid, side], assignment: 0b1010 }
    : independent;
}

/** A frame's number in the coding of UTF-8, stretched to 36 bits. */
function codedNumber(number: number): number[] {
  if (number < 0x80) return [number];
  const tail: number[] = [];
  let rest = number, room = 6;
  while (rest >= 2 ** room) {
    tail.unshift(0x80 | rest % 64);
    rest = Math.floor(rest / 64);
    room--;
  }
  const lead = 0xff << (room + 1) & 0xff;
  return [lead | rest, ...tail];
}

/** The fixed predictor, order 0 to 4, that leaves least, and the sum of what it leaves. */
function bestOrder(samples: Int32Array): { readonly order: number; readonly size: number } {
  const sums = [0, 0, 0, 0, 0];
  let a = 0, b = 0, c = 0, d = 0;
  for (let i = 0; i < samples.length; i++) {
    const once = samples[i] - a, twice = once - b, thrice = twice - c, four = thrice - d;
    a = samples[i];
    b = once;
    c = twice;
    d = thrice;
    if (i < 4) continue;
    sums[0] += Math.abs(a);
    sums[1] += Math.abs(b);
    sums[2] += Math.abs(c);
    sums[3] += Math.abs(d);
    sums[4] += Math.abs(four);
  }
  const size = Math.min(...sums);
  return { order: samples.length > 4 ? sums.indexOf(size) : 0, size };
}

/** What a fixed predictor leaves of samples, from its order on. */
function residualOf(samples: Int32Array, order: number): Int32Array {
  const residual = samples.slice();
  for (let pass = 0; pass < order; pass++) {
    for (let i = residual.length - 1; i > pass; i--) residual[i] -= residual[i - 1];
  }
  return residual.subarray(order);
}

function writeSubframe(out: BitWriter, samples: Int32Array, bits: number): void {
  if (samples.every((sample) => sample === samples[0])) {
    out.write(0, 8);
    out.write(samples[0], bits);
    return;
  }
  const { order } = bestOrder(samples);
  const residual = residualOf(samples, order);
  const rice = chooseRice(residual, samples.length, order);
  if (rice.bits + order * bits >= samples.length * bits) {
    out.write(0b00000010, 8);
    for (let i = 0; i < samples.length; i++) out.write(samples[i], bits);
    return;
  }
  out.write((0b001000 | order) << 1, 8);
  for (let i = 0; i < order; i++) out.write(samples[i], bits);
  const wide = rice.parameters.some((parameter) => parameter > RICE_4);
  out.write(wide ? 1 : 0, 2);
  out.write(rice.order, 4);
  const length = samples.length >> rice.order;
  let at = 0;
  rice.parameters.forEach((parameter, partition) => {
    out.write(parameter, wide ? 5 : 4);
    const count = length - (partition === 0 ? order : 0);
    for (const end = at + count; at < end; at++) {
      const value = residual[at];
      out.writeRice(value >= 0 ? value * 2 : -value * 2 - 1, parameter);
    }
  });
}

interface Rice {
  readonly order: number;
  readonly parameters: readonly number[];
  readonly bits: number;
}

/** The partitions and parameters that need fewest bits, by estimate. */
function chooseRice(residual: Int32Array, count: number, predictor: number): Rice {
  let best: Rice | undefined;
  for (let order = 0; order <= MOST_PARTITION_ORDER; order++) {
    const length = count >> order;
    if (length << order !== count || length <= predictor) break;
    const parameters: number[] = [];
    let bits = 0, at = 0;
    for (let partition = 0; partition < 1 << order; partition++) {
      const end = at + length - (partition === 0 ? predictor : 0);
      let sum = 0;
      const size = end - at;
      for (; at < end; at++) sum += residual[at] >= 0 ? residual[at] * 2 : -residual[at] * 2 - 1;
      let parameter = 0;
      while (parameter < RICE_5 && sum > size * 2 ** parameter) parameter++;
      if (parameter > 0 && riceBits(sum, size, parameter - 1) <= riceBits(sum, size, parameter)) parameter--;
      parameters.push(parameter);
      bits += riceBits(sum, size, parameter) + 5;
    }
    if (!best || bits < best.bits) best = { order, parameters, bits };
  }
  return best ?? { order: 0, parameters: [RICE_5], bits: Infinity };
}

function riceBits(sum: number, size: number, parameter: number): number {
  return size * (parameter + 1) + sum / 2 ** parameter;
}
