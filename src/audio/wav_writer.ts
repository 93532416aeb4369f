/** Options of {@linkcode wavHeader}. */
export interface WavHeaderOptions {
  readonly channels: number;
  /** In Hz. */
  readonly rate: number;
  /**
   * Frames that follow. `"open"`: not known yet; the sizes are 0xFFFFFFFF, which readers take as "to the end of the
   * file". A header with its frames has the same length below 4 GB, so it can be written over an open one.
   */
  readonly frames: number | "open";
  /** When the recording began, local time, `YYYY-MM-DDTHH:MM:SS`: written as BWF `bext` (EBU Tech 3285). */
  readonly startedAt?: string;
}

const UNKNOWN = 0xffff_ffff;
const BEXT_BYTES = 602;
const DS64_BYTES = 28;

/**
 * The header of a 16-bit PCM WAV; the samples follow it directly. From 4 GB on it is an RF64 header (EBU Tech 3306),
 * which is 36 bytes longer.
 */
export function wavHeader({ channels, rate, frames, startedAt }: WavHeaderOptions): Uint8Array {
  const blockAlign = channels * 2;
  const plain = 12 + (startedAt === undefined ? 0 : 8 + BEXT_BYTES) + 24 + 8;
  const dataBytes = frames === "open" ? UNKNOWN : frames * blockAlign;
  const large = frames !== "open" && plain - 8 + dataBytes >= UNKNOWN;
  const length = plain + (large ? 8 + DS64_BYTES : 0);

  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const text = (value: string) => {
    for (let index = 0; index < value.length; index++) bytes[at++] = value.charCodeAt(index);
  };
  const u16 = (value: number) => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const u32 = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const u64 = (value: number) => {
    view.setBigUint64(at, BigInt(value), true);
    at += 8;
  };

  text(large ? "RF64" : "RIFF");
  u32(large || frames === "open" ? UNKNOWN : length - 8 + dataBytes);
  text("WAVE");
  if (large) {
    text("ds64");
    u32(DS64_BYTES);
    u64(length - 8 + dataBytes);
    u64(dataBytes);
    u64(frames);
    u32(0);
  }
  if (startedAt !== undefined) {
    text("bext");
    u32(BEXT_BYTES);
    const contents = at;
    at = contents + 256;
    text("greffier");
    at = contents + 320;
    text(startedAt.slice(0, 10) + startedAt.slice(11, 19));
    at = contents + 346;
    u16(1);
    at = contents + BEXT_BYTES;
  }
  text("fmt ");
  u32(16);
  u16(1);
  u16(channels);
  u32(rate);
  u32(rate * blockAlign);
  u16(blockAlign);
  u16(16);
  text("data");
  u32(large ? UNKNOWN : dataBytes);
  return bytes;
}

/**
 * Interleaves one array a channel (`planar[channel][frame]`, -1 to 1) into 16-bit little-endian PCM. What lies outside
 * -1 to 1 is clipped. A sample that was read from 16-bit PCM comes out as it was.
 */
export function encodePcm16(planar: readonly Float32Array[]): Uint8Array {
  const channels = planar.length;
  const frames = planar[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * channels * 2);
  const view = new DataView(bytes.buffer);
  for (let channel = 0; channel < channels; channel++) {
    const samples = planar[channel];
    for (let frame = 0, at = channel * 2; frame < frames; frame++, at += channels * 2) {
      const value = Math.round(samples[frame] * 32_768);
      view.setInt16(at, value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value, true);
    }
  }
  return bytes;
}
