import { type ByteSource, readFully } from "../audio/mod.ts";
import { type FrameHeader, frameHeader, isAlike } from "./decoders/mp3/frame_header.ts";
import type { InsideFormat } from "./recognise.ts";

/** Bytes at the end of a file that are looked at: more than the longest page of Ogg and any usual frame of FLAC. */
const TAIL_BYTES = 1 << 17;

/** Frames of MPEG that must follow each other to be believed. */
const CHAIN = 3;

/**
 * Whether a file ends in the middle of a frame or before its last page, as one does that is still being copied or downloaded:
 * none of these formats says in its beginning how many bytes it has. A look at its end; a cut between two frames of an MP3
 * is not seen. A whole file with something strange behind its sound may look cut.
 */
export async function isCut(source: ByteSource, { request, container }: InsideFormat): Promise<boolean> {
  // The header of a WAV says how long it is.
  if (container === "RIFF") return false;
  const tail = new Uint8Array(Math.min(source.size, TAIL_BYTES));
  const bytes = tail.subarray(0, await readFully(source, source.size - tail.length, tail));
  switch (request.codec) {
    case "mp3":
      return isCutMp3(bytes);
    case "ogg":
      return !endsInLastPage(bytes);
    case "flac":
      return !await endsInFlacFrame(bytes);
    default:
      return false;
  }
}

function isCutMp3(tail: Uint8Array): boolean {
  const bytes = tail.subarray(0, tail.length - tagBytes(tail));
  for (let from = 0; from < bytes.length; from++) {
    let last: FrameHeader | undefined;
    let at = from;
    for (let frames = 0; at <= bytes.length; frames++) {
      const header = frameHeader(bytes, at);
      if (!header || (last && !isAlike(last, header))) {
        if (frames < CHAIN) break;
        // A tag behind the last frame is longer than the beginning of a header.
        return at < bytes.length && bytes.length - at < 4;
      }
      last = header;
      at += header.bytes;
      if (at > bytes.length && frames >= CHAIN) return true;
    }
  }
  return false;
}

/** Length of the tags of ID3v1 and APE that an MP3 ends with. */
function tagBytes(tail: Uint8Array): number {
  const text = (from: number, length: number) => String.fromCharCode(...tail.subarray(from, from + length));
  let end = tail.length;
  if (end >= 128 && text(end - 128, 3) === "TAG") end -= 128;
  if (end >= 32 && text(end - 32, 8) === "APETAGEX") {
    const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
    const header = view.getUint32(end - 12, true) >>> 31 === 1 ? 32 : 0;
    end = Math.max(0, end - view.getUint32(end - 20, true) - header);
  }
  return tail.length - end;
}

/** Whether the last page (RFC 3533, section 6) is whole and says that the stream ends with it. */
function endsInLastPage(tail: Uint8Array): boolean {
  for (let at = tail.length - 27; at >= 0; at--) {
    if (String.fromCharCode(...tail.subarray(at, at + 5)) !== "OggS\0") continue;
    const segments = tail[at + 26]!;
    const body = tail.subarray(at + 27, at + 27 + segments).reduce((sum, length) => sum + length, 0);
    return (tail[at + 5]! & 4) !== 0 && at + 27 + segments + body === tail.length;
  }
  return false;
}

/** Whether some frame ends with the file: its bytes, the checksum at its end among them, have the checksum 0. */
async function endsInFlacFrame(tail: Uint8Array): Promise<boolean> {
  const { isFrameStart } = await import("./decoders/flac/frame.ts");
  const { crc16 } = await import("./decoders/flac/checksums.ts");
  for (let at = tail.length - 2; at >= 0; at--) {
    if (isFrameStart(tail, at) && crc16(tail.subarray(at)) === 0) return true;
  }
  return false;
}
