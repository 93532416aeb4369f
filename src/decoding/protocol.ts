/**
 * What the program and the process that decodes say to each other. In: a line of JSON that says what comes, then the bytes
 * of the file. Out: frames of a letter, a length (32 bits, little-endian) and so many bytes.
 *
 * @module
 */
import { z } from "../schema.ts";

/** What is to be decoded. */
export const DecodeRequest = z.discriminatedUnion("codec", [
  z.strictObject({ codec: z.enum(["mp3", "flac", "ogg"]) }),
  z.strictObject({
    codec: z.enum(["gsm", "ima-adpcm", "ms-adpcm"]),
    channels: z.number().int().min(1).max(2),
    rate: z.number().int().min(4_000).max(192_000),
    blockAlign: z.number().int().min(1).max(65_535),
  }),
]);
export type DecodeRequest = z.infer<typeof DecodeRequest>;

/** Before the first samples. */
export const Begin = z.object({
  channels: z.union([z.literal(1), z.literal(2)]),
  rate: z.number().int(),
  sourceChannels: z.number().int(),
});

/** Behind the last samples. */
export const End = z.object({ truncated: z.boolean() });

/** The bytes are not what they were taken for, or more than the decoder can bear. */
export const Refused = z.object({ words: z.string() });

/** The letters of the frames. */
export const FRAME = { ready: "R", begin: "B", pcm: "P", end: "E", refused: "X" } as const;

/** Longest frame, in bytes. */
const MAX_FRAME = 1 << 24;

/** A frame as it goes over the pipe. */
export function frameBytes(kind: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(5 + payload.length);
  bytes[0] = kind.charCodeAt(0);
  new DataView(bytes.buffer).setUint32(1, payload.length, true);
  bytes.set(payload, 5);
  return bytes;
}

/** The frames of `stream`, until it ends; a last one that is cut is left out. Throws a `SyntaxError` for what is none. */
export async function* readFrames(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<{ readonly kind: string; readonly payload: Uint8Array }> {
  let held = new Uint8Array(0);
  for await (const piece of stream) {
    const joined = new Uint8Array(held.length + piece.length);
    joined.set(held);
    joined.set(piece, held.length);
    let at = 0;
    while (joined.length - at >= 5) {
      const size = new DataView(joined.buffer, at).getUint32(1, true);
      const kind = String.fromCharCode(joined[at]);
      if (size > MAX_FRAME || !"RBPEX".includes(kind)) {
        throw new SyntaxError(`A frame ${kind} of ${size} bytes`);
      }
      if (joined.length - at < 5 + size) break;
      yield { kind, payload: joined.subarray(at + 5, at + 5 + size) };
      at += 5 + size;
    }
    held = joined.subarray(at);
  }
}
