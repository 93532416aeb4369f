import { message, RejectedError } from "../errors.ts";
import type { SourceFormat } from "../model/mod.ts";
import type { ByteOrder, WavContainer } from "./wav_parts.ts";

/** Bytes of a `fmt ` that can say anything: the longest is WAVE_FORMAT_EXTENSIBLE's 40. */
export const FORMAT_BYTES = 40;

/** What the `fmt ` of a WAV says, once it was checked. */
export interface WavFormat {
  readonly format: SourceFormat;
  /** Bytes of one frame: a sample of each channel. */
  readonly blockAlign: number;
}

/** A `fmt ` (WAVEFORMATEX, or WAVEFORMATEXTENSIBLE) as it stands, nothing checked. */
export interface FormatFields {
  /** The format tag; of WAVE_FORMAT_EXTENSIBLE, the one its sub-format stands for where it stands for one. */
  readonly tag: number;
  /** Undefined for a tag of something else. */
  readonly encoding: SourceFormat["encoding"] | undefined;
  readonly channels: number;
  /** In Hz. */
  readonly rate: number;
  readonly blockAlign: number;
  readonly bits: number;
}

const EXTENSIBLE = 0xfffe;

const ENCODINGS: ReadonlyMap<number, SourceFormat["encoding"]> = new Map([
  [1, "pcm"],
  [3, "float"],
  [6, "alaw"],
  [7, "mulaw"],
]);

/** Names of the compressed codecs that recorders and phone systems put into WAV (RFC 2361 and mmreg.h). */
const CODECS: ReadonlyMap<number, string> = new Map([
  [0x0002, "Microsoft ADPCM"],
  [0x0010, "OKI ADPCM"],
  [0x0011, "IMA ADPCM"],
  [0x0014, "G.723 ADPCM"],
  [0x0022, "TrueSpeech"],
  [0x0031, "GSM 6.10"],
  [0x0040, "G.721 ADPCM"],
  [0x0042, "G.723.1"],
  [0x0045, "G.726 ADPCM"],
  [0x0050, "MPEG"],
  [0x0055, "MP3"],
  [0x0064, "G.726 ADPCM"],
  [0x0065, "G.722 ADPCM"],
  [0x0083, "G.729"],
  [0x00ff, "AAC"],
  [0x0161, "Windows Media Audio"],
  [0x0162, "Windows Media Audio Pro"],
  [0x0200, "Creative ADPCM"],
  [0x1600, "AAC"],
  [0x704f, "Opus"],
  [0xf1ac, "FLAC"],
]);

/** The last 8 bytes of the sub-format GUIDs that stand for a format tag: xxxx-0000-0010-8000-00AA00389B71. */
const KSDATAFORMAT_TAIL = [0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];

/** Reads the fields of a `fmt ` of 16 bytes or more. */
export function readFormat(bytes: Uint8Array, byteOrder: ByteOrder): FormatFields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = byteOrder === "little";
  const outer = view.getUint16(0, little);
  const tag = outer === EXTENSIBLE ? subFormat(bytes, view, little) ?? outer : outer;
  return {
    tag,
    encoding: ENCODINGS.get(tag),
    channels: view.getUint16(2, little),
    rate: view.getUint32(4, little),
    blockAlign: view.getUint16(12, little),
    bits: view.getUint16(14, little),
  };
}

/**
 * Reads and checks the `fmt ` of a WAV. `bytes`: its contents, at most {@linkcode FORMAT_BYTES}. Throws a
 * `RejectedError` that names the file, the rule and the value found.
 */
export function parseFormat(
  bytes: Uint8Array,
  { name, container, byteOrder }: {
    readonly name: string;
    readonly container: WavContainer;
    readonly byteOrder: ByteOrder;
  },
): WavFormat {
  if (bytes.length < 16) {
    throw new RejectedError(message("wav.shortFormat", { file: name, found: bytes.length }));
  }
  const { tag, encoding, channels, rate, blockAlign, bits } = readFormat(bytes, byteOrder);
  if (!encoding) {
    throw new RejectedError(message("wav.codec", { file: name, codec: codecName(tag) }));
  }
  if (channels === 0) throw new RejectedError(message("wav.noChannels", { file: name }));
  if (channels > 8) throw new RejectedError(message("wav.channels", { file: name, found: channels }));
  if (rate < 4_000 || rate > 192_000) {
    throw new RejectedError(message("wav.rate", { file: name, found: rate }));
  }
  if (!hasBits(encoding, bits)) throw new RejectedError(message("wav.bits", { file: name, found: bits }));
  const expected = channels * Math.ceil(bits / 8);
  if (blockAlign !== expected) {
    throw new RejectedError(message("wav.blockAlign", { file: name, expected, found: blockAlign }));
  }
  return { format: { container, encoding, bits, channels, rate }, blockAlign };
}

/** PCM of 12 or 20 bits sits left-justified in 16 or 24, so it reads like them. */
function hasBits(encoding: SourceFormat["encoding"], bits: number): boolean {
  if (encoding === "pcm") return bits >= 8 && bits <= 32 && bits % 4 === 0;
  if (encoding === "float") return bits === 32 || bits === 64;
  return bits === 8;
}

/** The format tag inside WAVE_FORMAT_EXTENSIBLE, or nothing when its GUID stands for none. */
function subFormat(bytes: Uint8Array, view: DataView, little: boolean): number | undefined {
  if (bytes.length < 40) return undefined;
  if (KSDATAFORMAT_TAIL.some((byte, index) => bytes[32 + index] !== byte)) return undefined;
  // In RIFX some writers keep the GUID in its little-endian form: the tag is its only number that differs.
  const tag = view.getUint32(24, little);
  return tag <= 0xffff ? tag : view.getUint32(24, !little);
}

/** The name of the codec of a format tag. */
export function codecName(tag: number): string {
  return CODECS.get(tag) ?? hex(tag);
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(4, "0")}`;
}
