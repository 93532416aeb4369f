import type { ByteFeed } from "../byte_feed.ts";
import { type Decoded, pushSilence, type Sink, UnreadableError } from "../decoder.ts";
import { id3Bytes } from "../mp3/frame_header.ts";
import { EndOfBytes } from "./bit_reader.ts";
import { decodeFrame, type FlacFrame, isFrameStart, type StreamInfo, streamInfo } from "./frame.ts";
import { BadFrame } from "./subframe.ts";

/** A frame cannot be longer: eight channels of 65,536 samples of 32 bits, not compressed at all. */
const MAX_FRAME_BYTES = 8 * 65_536 * 4 + 1024;

/**
 * Decodes native FLAC (RFC 9639), frame by frame, every one with its checksum. A frame that is damaged is silence of its
 * length. In this project's own code: the packages that decode FLAC outside of browsers take files apart with a library
 * under LGPL, and lose the last blocks of a stream.
 */
export async function decodeFlac(feed: ByteFeed, sink: Sink): Promise<Decoded> {
  await feed.need(10);
  const tag = id3Bytes(feed.bytes);
  if (tag > 0) await feed.skip(tag);
  if (!await feed.need(4) || String.fromCharCode(...feed.bytes.subarray(0, 4)) !== "fLaC") {
    throw new UnreadableError("no FLAC");
  }
  feed.take(4);
  const info = await readBlocks(feed);
  const track = new FlacTrack(info, sink);
  let damaged = false;
  for (;;) {
    const found = await nextFrame(feed, info);
    if (found.skipped) damaged = true;
    if (!found.frame) break;
    await track.push(found.frame);
  }
  if (track.frames === 0) throw new UnreadableError("no FLAC frame");
  return { truncated: damaged || track.isShort };
}

/** Puts frames in the place that their numbers say. */
export class FlacTrack {
  readonly #info: StreamInfo;
  readonly #sink: Sink;
  #at = 0;
  #first: number | undefined;
  frames = 0;

  constructor(info: StreamInfo, sink: Sink) {
    this.#info = info;
    this.#sink = sink;
  }

  /** Whether there were fewer samples than the file says. */
  get isShort(): boolean {
    return this.#at < this.#info.samples;
  }

  async push({ block, rate, from }: FlacFrame): Promise<void> {
    // A recording that was cut out of another keeps its numbers.
    this.#first ??= from;
    const hole = from - this.#first - this.#at;
    if (hole > 0 && this.frames > 0) {
      await pushSilence(this.#sink, hole, block.length, rate);
      this.#at += hole;
    }
    await this.#sink.push(block, rate);
    this.#at += block[0].length;
    this.frames++;
  }
}

/** Reads the metadata blocks and gives the first, which describes the stream. */
async function readBlocks(feed: ByteFeed): Promise<StreamInfo> {
  let info: StreamInfo | undefined;
  for (let last = false; !last;) {
    if (!await feed.need(4)) throw new UnreadableError("no FLAC frame");
    const [head, a, b, c] = feed.bytes;
    const size = (a << 16) | (b << 8) | c;
    last = (head & 0x80) !== 0;
    feed.take(4);
    if ((head & 0x7f) === 0 && info === undefined) {
      await feed.need(Math.min(size, 34));
      info = streamInfo(feed.bytes.subarray(0, size));
    }
    if (!await feed.skip(size)) throw new UnreadableError("no FLAC frame");
  }
  if (!info) throw new UnreadableError("no STREAMINFO");
  return info;
}

/** The next frame that is whole; passes over what is none. */
async function nextFrame(
  feed: ByteFeed,
  info: StreamInfo,
): Promise<{ readonly frame?: FlacFrame; readonly skipped: boolean }> {
  let skipped = false;
  for (;;) {
    const { bytes } = feed;
    if (bytes.length < 2) {
      if (await feed.more()) continue;
      return { skipped: skipped || bytes.length > 0 };
    }
    let at = 0;
    while (at + 1 < bytes.length && !isFrameStart(bytes, at)) at++;
    if (at > 0) {
      // What stands behind the last frame is a tag; only what another frame follows was damage.
      const isTag = bytes[0] === 0x54 && bytes[1] === 0x41 && bytes[2] === 0x47;
      if (!isTag) skipped = true;
      feed.take(at);
      continue;
    }
    try {
      const frame = decodeFrame(bytes, info);
      feed.take(frame.bytes);
      return { frame, skipped };
    } catch (error) {
      if (error instanceof EndOfBytes) {
        if (bytes.length < MAX_FRAME_BYTES && await feed.more()) continue;
      } else if (!(error instanceof BadFrame)) throw error;
      skipped = true;
      feed.take(1);
    }
  }
}
