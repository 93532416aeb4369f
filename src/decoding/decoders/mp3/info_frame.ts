import type { FrameHeader } from "./frame_header.ts";

/** What the first frame of an MP3 says when it holds no sound: the header of Xing, LAME or Fraunhofer. */
export interface InfoFrame {
  /** Frames that follow; undefined when it does not say. */
  readonly frames?: number;
  /** Samples that the encoder put before the first one, the decoder's own delay among them. */
  readonly startTrim: number;
  /** Samples that the encoder put behind the last one. */
  readonly endTrim: number;
}

/** Samples by which every decoder of layer III is late: the delay of its filters. */
const DECODER_DELAY = 529;

/** Reads the frame as one that describes the file; undefined when it holds sound. */
export function infoFrame(frame: Uint8Array, header: FrameHeader): InfoFrame | undefined {
  if (header.layer !== 3) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const text = (at: number) => String.fromCharCode(...frame.subarray(at, at + 4));
  if (text(36) === "VBRI" && frame.length >= 54) {
    return { frames: view.getUint32(50), startTrim: 0, endTrim: 0 };
  }
  let at = 4 + header.sideBytes;
  if (text(at) !== "Xing" && text(at) !== "Info" || frame.length < at + 8) return undefined;
  const flags = view.getUint32(at + 4);
  at += 8;
  let frames: number | undefined;
  if (flags & 1 && frame.length >= at + 4) frames = view.getUint32(at);
  for (const [flag, bytes] of [[1, 4], [2, 4], [4, 100], [8, 4]]) if (flags & flag) at += bytes;
  // The tag of LAME, which others write too: nine letters, then numbers, the delays 21 bytes from its beginning.
  if (frame.length < at + 24 || !/^[A-Za-z]{4}/.test(text(at))) return { frames, startTrim: 0, endTrim: 0 };
  const delays = (frame[at + 21] << 16) | (frame[at + 22] << 8) | frame[at + 23];
  return {
    frames,
    startTrim: (delays >> 12) + DECODER_DELAY,
    endTrim: Math.max(0, (delays & 0xfff) - DECODER_DELAY),
  };
}
