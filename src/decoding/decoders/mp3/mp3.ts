import type { ByteFeed } from "../byte_feed.ts";
import { type Decoded, type Sink, UnreadableError } from "../decoder.ts";
import { Tail } from "../tail.ts";
import { type FrameHeader, frameHeader, id3Bytes, isAlike } from "./frame_header.ts";
import { type InfoFrame, infoFrame } from "./info_frame.ts";
import { Minimp3 } from "./minimp3.ts";

/** Frames decoded at once: 10 s at 44.1 kHz. */
const PIECE_FRAMES = 400;

/**
 * Frames decoded again before each piece: those of layer III borrow bits from up to nine frames before them, and their
 * filters ring on into the next.
 */
const WARM_UP_FRAMES = 20;

/** Most bytes that a frame borrows from those before it. */
const MAX_RESERVOIR = 511;

/** Bytes in which a first frame must be found. */
const MAX_LEAD = 1 << 20;

/**
 * Decodes MPEG audio of layer III. minimp3 wants a file whole, so it gets some seconds of frames at a time, each time
 * with those before them, whose sound is thrown away: what comes out is sample for sample what the whole would give.
 *
 * The silence that an encoder puts before and behind the sound is cut where the file says how long it is (LAME's tag);
 * elsewhere it stays, as nobody knows it. Tags (ID3, APE), broken frames and changes of the rate are passed over; where the
 * rate changes, a new stretch begins.
 */
export async function decodeMp3(feed: ByteFeed, sink: Sink): Promise<Decoded> {
  const stream = new Mp3Stream(sink);
  let lost = false;
  for (let previous: FrameHeader | undefined;;) {
    await feed.need(1 << 12);
    const { bytes } = feed;
    if (bytes.length < 4) break;
    const tag = id3Bytes(bytes);
    if (tag > 0) {
      if (!await feed.skip(tag)) break;
      continue;
    }
    const header = layer3(bytes, 0);
    // A frame counts when another one, or the end, stands behind it; a stretch that goes on needs no second look.
    const next = header && bytes.length >= header.bytes + 4 ? layer3(bytes, header.bytes) : undefined;
    const isFrame = header !== undefined && bytes.length >= header.bytes &&
      ((previous !== undefined && isAlike(previous, header)) ||
        (next !== undefined && isAlike(header, next)) ||
        (bytes.length === header.bytes && feed.ended && stream.frames > 0));
    if (!isFrame) {
      if (header && feed.ended && bytes.length < header.bytes && previous) lost = true;
      if (stream.frames === 0 && feed.position > MAX_LEAD) break;
      previous = undefined;
      // The next byte that may begin a frame or a tag.
      let at = 1;
      while (at < bytes.length && bytes[at] !== 0xff && bytes[at] !== 0x49) at++;
      feed.take(at);
      continue;
    }
    await stream.push(bytes.slice(0, header.bytes), header);
    previous = header;
    feed.take(header.bytes);
  }
  if (stream.frames === 0) throw new UnreadableError("no MPEG frame");
  const { isShort } = await stream.finish();
  return { truncated: lost || isShort };
}

function layer3(bytes: Uint8Array, at: number): FrameHeader | undefined {
  const header = frameHeader(bytes, at);
  return header?.layer === 3 ? header : undefined;
}

/** Frames in, samples out. */
class Mp3Stream {
  readonly #tail: Tail;
  #decoder = new Minimp3();
  /** Frames that wait, the first `#warm` of which were decoded before. */
  #frames: Uint8Array[] = [];
  #warm = 0;
  #header: FrameHeader | undefined;
  #info: InfoFrame | undefined;
  #startTrim = 0;
  /** Frames of the file, the one that describes it left out. */
  frames = 0;

  constructor(sink: Sink) {
    this.#tail = new Tail(sink);
  }

  async push(frame: Uint8Array, header: FrameHeader): Promise<void> {
    const info = infoFrame(frame, header);
    // Where two files were joined, the second one's description holds no sound either.
    if (info && this.frames === 0) {
      this.#info = info;
      this.#startTrim = info.startTrim;
      this.#tail.samples = info.endTrim;
    }
    if (info) {
      this.#header ??= header;
      return;
    }
    if (this.#header && !isAlike(this.#header, header)) {
      await this.#decode();
      this.#frames = [];
      this.#warm = 0;
    }
    this.#header = header;
    this.#frames.push(frame);
    this.frames++;
    if (this.#frames.length - this.#warm >= PIECE_FRAMES) await this.#decode();
  }

  async finish(): Promise<{ readonly isShort: boolean }> {
    await this.#decode();
    const isShort = this.#info?.frames !== undefined && this.frames < this.#info.frames;
    // A file that was joined to another, or cut, does not end where its tag says.
    const isWhole = this.#info?.frames === undefined || this.#info.frames === this.frames;
    await this.#tail.finish(isWhole ? this.#info?.endTrim ?? 0 : 0);
    return { isShort };
  }

  /** Decodes the frames that wait and keeps the last ones for the next time. */
  async #decode(): Promise<void> {
    const fresh = this.#frames.length - this.#warm;
    if (fresh === 0 || !this.#header) return;
    const { channels, rate, samples: perFrame } = this.#header;
    const wanted = fresh * perFrame;
    const samples = this.#samplesOf(concat([silentFrame(this.#frames[0]), ...this.#frames]), channels);
    const block = Array.from({ length: channels }, () => new Float32Array(wanted));
    // The first frames of a recording that was cut out of another lack bits, and make noise of what they have.
    const from = Math.max(0, incompleteFrames(this.#frames, this.#header) - this.#warm) * perFrame;
    const shift = (1 + this.#warm) * perFrame;
    const to = Math.min(wanted, Math.floor(samples.length / channels) - shift);
    for (let channel = 0; channel < channels; channel++) {
      const into = block[channel];
      for (let at = from; at < to; at++) into[at] = samples[(at + shift) * channels + channel] / 32_768;
    }
    this.#frames = this.#frames.slice(-WARM_UP_FRAMES);
    this.#warm = this.#frames.length;
    const cut = Math.min(this.#startTrim, wanted);
    this.#startTrim -= cut;
    if (cut < wanted) await this.#tail.push(block.map((channel) => channel.subarray(cut)), rate);
  }

  #samplesOf(frames: Uint8Array, channels: number): Int16Array {
    try {
      return this.#decoder.decode(frames, channels);
    } catch (error) {
      // These frames are silence; the module may have written anywhere, so the next ones get a fresh one.
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      this.#decoder = new Minimp3();
      return new Int16Array(0);
    }
  }
}

/**
 * A frame of silence to put before `frame`: it spends none of its bits, so that what follows can borrow as many as it wants
 * and every frame gives its samples. At the highest bit rate one holds enough.
 */
function silentFrame(frame: Uint8Array): Uint8Array {
  const head = Uint8Array.of(frame[0], frame[1], (frame[2] & 0x0d) | 0xe0, frame[3]);
  const silent = new Uint8Array(frameHeader(head)?.bytes ?? head.length);
  silent.set(head);
  return silent;
}

/** How many of the first frames want more bits from frames before them than there are; those that follow have theirs. */
function incompleteFrames(frames: readonly Uint8Array[], { sideBytes, samples }: FrameHeader): number {
  let held = 0;
  for (const [index, frame] of frames.entries()) {
    const side = 4 + ((frame[1] & 1) === 0 ? 2 : 0);
    const wanted = samples === 1152 ? (frame[side] << 1) | (frame[side + 1] >> 7) : frame[side];
    if (wanted <= held) return index;
    held = Math.min(MAX_RESERVOIR, held + Math.max(0, frame.length - side - sideBytes));
  }
  return frames.length;
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
