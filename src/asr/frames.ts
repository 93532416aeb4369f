/**
 * Frames on a pipe: eight fixed bytes, the lengths of the header and of the payload (32 bits, little-endian), the
 * header as JSON, the payload as it is. Bytes between two frames are not ours (a library that prints) and are passed
 * over.
 *
 * @module
 */
import { SAMPLE_RATE } from "../model/mod.ts";

/** No text holds these: a byte that UTF-8 forbids, a name, and both line ends. */
const MAGIC = Uint8Array.of(0xff, 0x67, 0x72, 0x65, 0x66, 0x0d, 0x0a, 0x00);

const LENGTHS = 8;

/** Longest header, in bytes: thirty seconds of text are some thousand. */
const MAX_HEADER = 1 << 20;

/** Longest payload, in bytes: thirty seconds of 16 kHz samples. */
export const MAX_PAYLOAD = 30 * SAMPLE_RATE * 4;

/** A frame as it came; its header is not yet checked against a schema. */
export interface Frame {
  readonly header: unknown;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** The bytes of a frame up to its payload, which follows as it is, so that it is never copied. */
export function encodeHead(header: unknown, payloadBytes = 0): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  if (json.length > MAX_HEADER) {
    throw new RangeError(`The header has ${json.length} bytes, over ${MAX_HEADER}`);
  }
  if (payloadBytes > MAX_PAYLOAD) {
    throw new RangeError(`The payload has ${payloadBytes} bytes, over ${MAX_PAYLOAD}`);
  }
  const bytes = new Uint8Array(MAGIC.length + LENGTHS + json.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length, json.length, true);
  view.setUint32(MAGIC.length + 4, payloadBytes, true);
  bytes.set(json, MAGIC.length + LENGTHS);
  return bytes;
}

/**
 * The frames of `stream`, until it ends. `onStray` gets what lies between frames.
 *
 * @throws {SyntaxError} When a frame's lengths or its header cannot be those of a frame.
 */
export async function* readFrames(
  stream: ReadableStream<Uint8Array>,
  onStray: (bytes: Uint8Array) => void = () => {},
): AsyncGenerator<Frame> {
  const buffer = new ByteQueue();
  for await (const bytes of stream) {
    buffer.push(bytes);
    for (let frame = takeFrame(buffer, onStray); frame !== null; frame = takeFrame(buffer, onStray)) {
      yield frame;
    }
  }
  if (buffer.length > 0) onStray(buffer.take(buffer.length));
}

/** The next whole frame of `buffer`, null when more bytes are needed. */
function takeFrame(buffer: ByteQueue, onStray: (bytes: Uint8Array) => void): Frame | null {
  const start = buffer.indexOf(MAGIC);
  // Without a beginning, all but what may be half of one is stray.
  const stray = start < 0 ? Math.max(0, buffer.length - MAGIC.length + 1) : start;
  if (stray > 0) onStray(buffer.take(stray));
  const head = MAGIC.length + LENGTHS;
  if (start < 0 || buffer.length < head) return null;
  const lengths = new DataView(buffer.peek(head).buffer);
  const header = lengths.getUint32(MAGIC.length, true);
  const payload = lengths.getUint32(MAGIC.length + 4, true);
  if (header > MAX_HEADER || payload > MAX_PAYLOAD) {
    throw new SyntaxError(`A frame announces ${header} + ${payload} bytes`);
  }
  if (buffer.length < head + header + payload) return null;
  buffer.take(head);
  const json = new TextDecoder("utf-8", { fatal: true }).decode(buffer.take(header));
  return { header: JSON.parse(json), payload: buffer.take(payload) };
}

/** Bytes in the order they came, held in the pieces they came in. */
class ByteQueue {
  #pieces: Uint8Array[] = [];
  length = 0;

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.length += bytes.length;
  }

  /** A copy of the first `count` bytes. */
  peek(count: number): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(Math.min(count, this.length));
    let at = 0;
    for (const piece of this.#pieces) {
      const part = piece.subarray(0, copy.length - at);
      copy.set(part, at);
      at += part.length;
      if (at === copy.length) break;
    }
    return copy;
  }

  /** Removes and returns the first `count` bytes. */
  take(count: number): Uint8Array<ArrayBuffer> {
    const bytes = this.peek(count);
    let left = bytes.length;
    this.length -= left;
    while (left > 0) {
      const first = this.#pieces[0];
      if (first.length > left) this.#pieces[0] = first.subarray(left);
      else this.#pieces.shift();
      left -= Math.min(left, first.length);
    }
    return bytes;
  }

  /** Where `pattern` begins, -1 when it does not occur. */
  indexOf(pattern: Uint8Array): number {
    let matched = 0;
    let at = 0;
    for (const piece of this.#pieces) {
      for (const byte of piece) {
        at++;
        // The first byte of the pattern occurs in it once, so a failed match can only begin again here.
        matched = byte === pattern[matched] ? matched + 1 : byte === pattern[0] ? 1 : 0;
        if (matched === pattern.length) return at - pattern.length;
      }
    }
    return -1;
  }
}
