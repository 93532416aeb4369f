import { type ByteSource, isHeaderSatisfied, readFully } from "../audio/mod.ts";
import { type Message, RejectedError } from "../errors.ts";
import { isCut } from "./is_cut.ts";
import { recognise } from "./recognise.ts";

/** What the beginning of a file tells of it before it is taken. */
export interface LookedAtSound {
  /** When it was recorded, from the file itself: local time, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt?: string;
  /** Whether nothing speaks against the file's being whole; false while it is copied or written. */
  readonly satisfied: boolean;
}

/** Bytes at the end of a file that are zeros while a copy has its size and not yet its contents. */
const TAIL_BYTES = 4_096;

/**
 * Tells what can be told of a file by some kilobytes of it; why it is no sound, whatever its name. What is no sound yet, as it
 * has only begun to come (nothing, zeros, half a header), is not satisfied either.
 */
export async function lookAtSound(
  source: ByteSource,
  { name }: { readonly name: string },
): Promise<LookedAtSound | { readonly rejection: Message; readonly satisfied: boolean }> {
  const isWhole = await isHeaderSatisfied(source);
  try {
    const found = await recognise(source, name);
    if (found.kind === "wav") return { satisfied: isWhole, ...startOf(found.info) };
    if (found.kind === "inside") {
      const isThere = isWhole && !found.truncated && !await endsInZeros(source);
      return { satisfied: isThere && !await isCut(source, found), ...startOf(found) };
    }
    return { satisfied: isWhole && !await isCutMp4(source) && !await endsInZeros(source) };
  } catch (error) {
    if (error instanceof RejectedError) return { rejection: error.text, satisfied: isWhole };
    throw error;
  }
}

function startOf({ startedAt }: { readonly startedAt?: string }): Pick<LookedAtSound, "startedAt"> {
  return startedAt === undefined ? {} : { startedAt };
}

/** Compressed sound never ends in that many zeros. */
async function endsInZeros(source: ByteSource): Promise<boolean> {
  if (source.size < 2 * TAIL_BYTES) return false;
  const tail = new Uint8Array(TAIL_BYTES);
  const length = await readFully(source, source.size - TAIL_BYTES, tail);
  return length > 0 && isZeros(tail.subarray(0, length));
}

/** Whether an MP4 lacks a part of itself: its boxes say how long they are (ISO 14496-12, section 4.2). */
async function isCutMp4(source: ByteSource): Promise<boolean> {
  const head = new Uint8Array(16);
  let at = 0;
  let hasIndex = false;
  for (let box = 0; box < 256 && at < source.size; box++) {
    if (await readFully(source, at, head) < 8) return box > 0;
    const view = new DataView(head.buffer);
    const kind = String.fromCharCode(...head.subarray(4, 8));
    if (box === 0 && !["ftyp", "moov", "mdat", "wide", "free", "skip"].includes(kind)) return false;
    if (!/^[\x20-\x7e]{4}$/.test(kind)) return false;
    const short = view.getUint32(0);
    const size = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? source.size - at : short;
    if (size < 8) return false;
    hasIndex ||= kind === "moov";
    at += size;
  }
  return at > source.size || !hasIndex;
}

function isZeros(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
