import { type Message, message } from "../errors.ts";

/** First bytes of the formats that people rename to .wav, or export by mistake. */
const SIGNATURES: readonly { readonly at: number; readonly bytes: string; readonly format: string }[] = [
  { at: 0, bytes: "ID3", format: "MP3" },
  { at: 0, bytes: "fLaC", format: "FLAC" },
  { at: 0, bytes: "OggS", format: "Ogg" },
  { at: 4, bytes: "ftyp", format: "MP4 / M4A" },
  { at: 0, bytes: "\x1a\x45\xdf\xa3", format: "WebM" },
  { at: 0, bytes: "FORM", format: "AIFF" },
  { at: 0, bytes: "caff", format: "CAF" },
  { at: 0, bytes: "#!AMR", format: "AMR" },
  { at: 0, bytes: "wvpk", format: "WavPack" },
  { at: 0, bytes: "riff\x2e\x91\xcf\x11", format: "Wave64" },
  { at: 0, bytes: "\x30\x26\xb2\x75", format: "Windows Media" },
  { at: 0, bytes: ".snd", format: "AU" },
  { at: 0, bytes: "%PDF", format: "PDF" },
];

/** Bytes that {@linkcode whyNotWav} looks at. */
export const SNIFFED_BYTES = 512;

/** Says what a file that does not start like a WAV is instead. `head`: its first bytes, at most {@linkcode SNIFFED_BYTES}. */
export function whyNotWav(name: string, head: Uint8Array): Message {
  if (head.length === 0) return message("wav.empty", { file: name });
  const text = String.fromCharCode(...head);
  if (text.startsWith("PK\x03\x04")) return message("drop.zip", { file: name });
  const known = SIGNATURES.find(({ at, bytes }) => text.startsWith(bytes, at))?.format ??
    (isMpegFrame(head) ? "MP3" : undefined);
  if (known) return message("wav.otherFormat", { file: name, format: known });
  if (isText(head)) return message("wav.text", { file: name });
  if (/^(RIFF|RIFX|RF64|BW64)/.test(text)) {
    return head.length < 12
      ? message("wav.shortHeader", { file: name, found: head.length })
      : message("wav.notWave", { file: name, found: readable(text.slice(8, 12)) });
  }
  return message("wav.notWav", { file: name, found: readable(text.slice(0, 4)) });
}

/** An MPEG audio frame: 11 set bits, then a version, layer, bit rate and sample rate that exist (ISO 11172-3). */
function isMpegFrame(head: Uint8Array): boolean {
  return head.length > 3 && head[0] === 0xff && (head[1] & 0xe0) === 0xe0 && (head[1] & 0x18) !== 0x08 &&
    (head[1] & 0x06) !== 0 && (head[2] & 0xf0) !== 0xf0 && (head[2] & 0x0c) !== 0x0c;
}

function isText(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (/^(RIFF|RIFX|RF64|BW64)/.test(String.fromCharCode(...head.subarray(0, 4)))) return false;
  return utf16 || head.every((byte) => byte >= 0x20 ? byte !== 0x7f : byte >= 9 && byte <= 13);
}

/** Bytes as a person can read them: characters where they are letters, hexadecimal otherwise. */
function readable(text: string): string {
  if (/^[\x20-\x7e]+$/.test(text)) return text.trim() || "____";
  return [...text].map((character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join(" ");
}
