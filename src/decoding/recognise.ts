import {
  type ByteSource,
  codecName,
  readFully,
  readWavCodec,
  readWavInfo,
  SNIFFED_BYTES,
  type WavCodec,
  type WavInfo,
  whyNotWav,
} from "../audio/mod.ts";
import { RejectedError } from "../errors.ts";
import { frameHeader, id3Bytes } from "./decoders/mp3/frame_header.ts";
import type { DecodeRequest } from "./protocol.ts";

/** What a file is, told by what it holds. */
export type Recognised =
  | { readonly kind: "wav"; readonly info: WavInfo }
  | InsideFormat
  /** Something for ffmpeg; `format` is undefined when its beginning is unknown. */
  | { readonly kind: "foreign"; readonly format?: string };

/** What greffier decodes itself. */
export interface InsideFormat {
  readonly kind: "inside";
  /** As people call it. */
  readonly format: string;
  readonly container: string;
  readonly encoding: string;
  readonly request: DecodeRequest;
  /** The bytes to decode. */
  readonly from: number;
  readonly to: number;
  readonly truncated: boolean;
  /** In seconds, when the beginning of the file tells. */
  readonly seconds?: number;
  /** See {@linkcode WavInfo.startedAt}. */
  readonly startedAt?: string;
}

/** First bytes of what ffmpeg reads. */
const FOREIGN: readonly { readonly at: number; readonly bytes: string; readonly format: string }[] = [
  { at: 4, bytes: "ftyp", format: "MP4 / M4A" },
  { at: 4, bytes: "moov", format: "MP4 / M4A" },
  { at: 4, bytes: "mdat", format: "MP4 / M4A" },
  { at: 4, bytes: "wide", format: "QuickTime" },
  { at: 0, bytes: "\x1a\x45\xdf\xa3", format: "WebM / Matroska" },
  { at: 0, bytes: "FORM", format: "AIFF" },
  { at: 0, bytes: "caff", format: "CAF" },
  { at: 0, bytes: "#!AMR", format: "AMR" },
  { at: 0, bytes: "wvpk", format: "WavPack" },
  { at: 0, bytes: "MAC ", format: "Monkey's Audio" },
  { at: 0, bytes: "TTA1", format: "TTA" },
  { at: 0, bytes: "riff\x2e\x91\xcf\x11", format: "Wave64" },
  { at: 0, bytes: "\x30\x26\xb2\x75", format: "Windows Media" },
  { at: 0, bytes: ".snd", format: "AU" },
  { at: 0, bytes: "FLV\x01", format: "Flash Video" },
  { at: 0, bytes: "\x0b\x77", format: "AC-3" },
  { at: 0, bytes: ".RMF", format: "RealMedia" },
  { at: 0, bytes: "\x00\x00\x01\xba", format: "MPEG" },
  { at: 8, bytes: "AVI ", format: "AVI" },
];

/** First bytes of what is no sound, whatever its name. */
const NEVER = [
  "PK\x03\x04",
  "%PDF",
  "Rar!",
  "7z\xbc\xaf",
  "\x89PNG",
  "GIF8",
  "\xff\xd8\xff",
  "MZ",
  "\x7fELF",
];

/** Bytes behind a tag in which MPEG frames are looked for. */
const MP3_BYTES = 1 << 16;

/**
 * Tells what a file is by what it holds, never by its name, reading some kilobytes of it. Throws a `RejectedError` for what
 * is no sound.
 */
export async function recognise(source: ByteSource, name: string): Promise<Recognised> {
  const head = new Uint8Array(SNIFFED_BYTES);
  const bytes = head.subarray(0, await readFully(source, 0, head));
  const text = String.fromCharCode(...bytes);
  const whole = { from: 0, to: source.size, truncated: false } as const;
  if (/^(RIFF|RIFX|RF64|BW64)/.test(text) && text.slice(8, 12) === "WAVE") {
    const codec = await readWavCodec(source);
    return codec ? ofCodec(codec) : { kind: "wav", info: await readWavInfo(source, { name }) };
  }
  if (NEVER.some((start) => text.startsWith(start))) throw new RejectedError(whyNotWav(name, bytes));
  const tag = id3Bytes(bytes);
  const behind = tag > 0 ? await textAt(source, tag, 4) : text;
  if (behind.startsWith("fLaC")) {
    const seconds = await flacSeconds(source, tag);
    return { ...whole, kind: "inside", ...FLAC, request: { codec: "flac" }, ...(seconds && { seconds }) };
  }
  if (text.startsWith("OggS")) return await ofOgg(source, bytes, text);
  const foreign = FOREIGN.find(({ at, bytes }) => text.startsWith(bytes, at));
  if (foreign) return { kind: "foreign", format: foreign.format };
  const mpeg = await mpegAt(source, tag);
  if (mpeg === "layer 3") return { ...whole, kind: "inside", ...MP3, request: { codec: "mp3" } };
  if (mpeg) return { kind: "foreign", format: mpeg };
  if (tag > 0) return { ...whole, kind: "inside", ...MP3, request: { codec: "mp3" } };
  if (bytes.length === 0 || /^(RIFF|RIFX|RF64|BW64)/.test(text) || isText(bytes)) {
    throw new RejectedError(whyNotWav(name, bytes));
  }
  return { kind: "foreign" };
}

const FLAC = { format: "FLAC", container: "FLAC", encoding: "flac" } as const;
const MP3 = { format: "MP3", container: "MPEG", encoding: "mp3" } as const;

/** A WAV whose sound is compressed. */
function ofCodec(codec: WavCodec): Recognised {
  const { tag, channels, rate, blockAlign, from, to, truncated, startedAt } = codec;
  const common = {
    kind: "inside",
    container: "RIFF",
    from,
    to,
    truncated,
    ...(startedAt && { startedAt }),
  } as const;
  const format = `WAV (${codecName(tag)})`;
  if (rate < 4_000 || rate > 192_000) return { kind: "foreign", format };
  const layout = { channels, rate, blockAlign };
  if (tag === 0x31 && channels === 1) {
    const seconds = (to - from) / 65 * 320 / rate;
    return { ...common, format, encoding: "gsm", request: { codec: "gsm", ...layout }, seconds };
  }
  const adpcm = tag === 0x11 ? "ima-adpcm" : tag === 0x02 ? "ms-adpcm" : undefined;
  if (adpcm && (channels === 1 || channels === 2) && blockAlign >= 7 * channels) {
    const seconds = (to - from) * 2 / channels / rate;
    return { ...common, format, encoding: adpcm, request: { codec: adpcm, ...layout }, seconds };
  }
  if (tag === 0x55) return { ...common, format, encoding: "mp3", request: { codec: "mp3" } };
  return { kind: "foreign", format };
}

async function ofOgg(source: ByteSource, bytes: Uint8Array, text: string): Promise<Recognised> {
  const packet = 27 + (bytes[26] ?? 0);
  const kinds = [["OpusHead", "Opus", "opus"], ["\x01vorbis", "Vorbis", "vorbis"], [
    "\x7fFLAC",
    "FLAC",
    "flac",
  ]];
  const found = kinds.find(([start]) => text.startsWith(start, packet));
  // Of a video the sound may be the second stream.
  if (!found && text.startsWith("Speex", packet)) return { kind: "foreign", format: "Speex" };
  const [, name, encoding] = found ?? ["", "", "ogg"];
  const seconds = await oggSeconds(source, encoding === "vorbis" ? rateAt(bytes, packet + 12) : 48_000);
  return {
    kind: "inside",
    format: `Ogg ${name}`.trim(),
    container: "Ogg",
    encoding,
    request: { codec: "ogg" },
    from: 0,
    to: source.size,
    truncated: false,
    ...(encoding !== "flac" && seconds && { seconds }),
  };
}

function rateAt(bytes: Uint8Array, at: number): number {
  return bytes.length >= at + 4 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true) : 0;
}

/** How long an Ogg file says it is, by its last page. */
async function oggSeconds(source: ByteSource, rate: number): Promise<number | undefined> {
  const tail = new Uint8Array(Math.min(source.size, MP3_BYTES));
  const length = await readFully(source, source.size - tail.length, tail);
  for (let at = length - 27; at >= 0; at--) {
    if (tail[at] !== 0x4f || tail[at + 1] !== 0x67 || tail[at + 2] !== 0x67 || tail[at + 3] !== 0x53) {
      continue;
    }
    const granule = Number(new DataView(tail.buffer).getBigInt64(at + 6, true));
    return granule > 0 && rate > 0 ? granule / rate : undefined;
  }
  return undefined;
}

/** How long a FLAC file says it is. */
async function flacSeconds(source: ByteSource, at: number): Promise<number | undefined> {
  const { streamInfo } = await import("./decoders/flac/frame.ts");
  const block = new Uint8Array(34);
  if (await readFully(source, at + 8, block) < 34) return undefined;
  const info = streamInfo(block);
  return info && info.samples > 0 && info.rate > 0 ? info.samples / info.rate : undefined;
}

/** What MPEG frames follow each other in the beginning of a file, at `from` or some way behind. */
async function mpegAt(source: ByteSource, from: number): Promise<"layer 3" | "MP2" | "AAC" | undefined> {
  const bytes = new Uint8Array(Math.min(MP3_BYTES, Math.max(0, source.size - from)));
  const length = await readFully(source, from, bytes);
  const view = bytes.subarray(0, length);
  for (let at = 0; at + 4 <= length; at++) {
    if (view[at] !== 0xff) continue;
    if ((view[at + 1] & 0xf6) === 0xf0 && at + 7 <= length) {
      const size = ((view[at + 3] & 3) << 11) | (view[at + 4] << 3) | (view[at + 5] >> 5);
      if (size > 7 && view[at + size] === 0xff && (view[at + size + 1] & 0xf6) === 0xf0) return "AAC";
      continue;
    }
    const header = frameHeader(view, at);
    if (!header) continue;
    // Random bytes look like one frame now and then, hardly ever like three; a file may be that short.
    let next = at + header.bytes;
    let frames = 1;
    for (let other = frameHeader(view, next); other && frames < 3; other = frameHeader(view, next)) {
      if (other.layer !== header.layer || other.rate !== header.rate) break;
      next += other.bytes;
      frames++;
    }
    if (frames >= 3 || (at === 0 && next >= length)) return header.layer === 3 ? "layer 3" : "MP2";
  }
  return undefined;
}

async function textAt(source: ByteSource, at: number, count: number): Promise<string> {
  const bytes = new Uint8Array(count);
  return String.fromCharCode(...bytes.subarray(0, await readFully(source, at, bytes)));
}

function isText(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return utf16 || head.every((byte) => byte >= 0x20 ? byte !== 0x7f : byte >= 9 && byte <= 13);
}
