import { message, RejectedError } from "../errors.ts";
import type { SourceFormat } from "../model/mod.ts";
import { type ByteSource, readFully } from "./byte_source.ts";
import { SNIFFED_BYTES, whyNotWav } from "./sniff.ts";
import { FORMAT_BYTES, type FormatFields, parseFormat, readFormat } from "./wav_format.ts";
import { type ByteOrder, idOf, MAX_PARTS, type RiffPart, riffParts, type WavContainer } from "./wav_parts.ts";

/** What the header of a WAV says, held against what the file holds. */
export interface WavInfo {
  readonly format: SourceFormat;
  /** Whole frames in the file now: never more than its bytes allow, whatever the header says. */
  readonly frames: number;
  /** Where the samples start, in bytes. */
  readonly dataOffset: number;
  /** Bytes of one frame: a sample of each channel. */
  readonly blockAlign: number;
  readonly byteOrder: ByteOrder;
  /** When the recording began, from its BWF `bext`: local time, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt?: string;
  /** The `TimeReference` of its `bext`: samples from midnight to its first one, at its own rate. */
  readonly timeReference?: number;
  /**
   * Whether the file lacks sound that its header promises, or its header was never completed (a size of 0 or of
   * 0xFFFFFFFF): still being written, or cut. What is there can be read all the same.
   */
  readonly truncated: boolean;
}

/**
 * Reads the header of a WAV, whatever the order of its RIFF chunks. `name` is the file's name for messages. Reads a
 * few kilobytes at most. A truncated file gives what it holds; see {@linkcode WavInfo.truncated}.
 *
 * Throws a `RejectedError` for anything that cannot be read as sound, saying what it is instead.
 */
export async function readWavInfo(source: ByteSource, { name }: { readonly name: string }): Promise<WavInfo> {
  const head = new Uint8Array(SNIFFED_BYTES);
  const length = await readFully(source, 0, head);
  const start = wavStart(head.subarray(0, length));
  if (!start) throw new RejectedError(whyNotWav(name, head.subarray(0, length)));

  const { format: place, data, bext, parts } = await findParts(source, start);
  if (!place || !data) {
    if (parts === MAX_PARTS) throw new RejectedError(message("wav.manyParts", { file: name, found: parts }));
    // A header that promises more than the file holds was cut: that explains what is missing better than the lack.
    if (start.promised > source.size) {
      throw new RejectedError(message("wav.shortHeader", { file: name, found: source.size }));
    }
    throw new RejectedError(message(place ? "wav.noData" : "wav.noFormat", { file: name }));
  }

  const description = new Uint8Array(Math.min(place.size ?? FORMAT_BYTES, FORMAT_BYTES));
  const described = await readFully(source, place.offset, description);
  const { format, blockAlign } = parseFormat(description.subarray(0, described), { name, ...start });
  const held = Math.max(0, source.size - data.offset);
  const frames = Math.floor(Math.min(held, data.size ?? held) / blockAlign);
  if (frames === 0) throw new RejectedError(message("wav.noSound", { file: name }));
  return {
    format,
    frames,
    dataOffset: data.offset,
    blockAlign,
    byteOrder: start.byteOrder,
    ...bext && await readStart(source, bext),
    truncated: data.size === null || data.size > held,
  };
}

/** What a WAV says of sound that is not written sample by sample, nothing checked. */
export interface WavCodec extends FormatFields {
  /** Where its bytes stand in the file; they may be fewer than the header promises. */
  readonly from: number;
  readonly to: number;
  readonly truncated: boolean;
  /** See {@linkcode WavInfo.startedAt}. */
  readonly startedAt?: string;
}

/**
 * Reads the header of a WAV whose sound is compressed; undefined for one that {@linkcode readWavInfo} reads, for what is no
 * WAV, and for one without a description or without sound.
 */
export async function readWavCodec(source: ByteSource): Promise<WavCodec | undefined> {
  const head = new Uint8Array(12);
  const length = await readFully(source, 0, head);
  const start = wavStart(head.subarray(0, length));
  if (!start) return undefined;
  const { format: place, data, bext } = await findParts(source, start);
  if (!place || !data) return undefined;
  const description = new Uint8Array(Math.min(place.size ?? FORMAT_BYTES, FORMAT_BYTES));
  if (await readFully(source, place.offset, description) < 16) return undefined;
  const fields = readFormat(description, start.byteOrder);
  if (fields.encoding) return undefined;
  const held = Math.max(0, source.size - data.offset);
  return {
    ...fields,
    from: data.offset,
    to: data.offset + Math.min(held, data.size ?? held),
    truncated: data.size === null || data.size > held,
    ...bext && await readStart(source, bext),
  };
}

/**
 * Whether a file holds all that its header promises, so that nothing speaks against taking it. False while a WAV is
 * still being copied or written: nothing is there yet, zeros stand where its header will, its header ends early, its
 * samples are fewer than promised, or its length was never written. True for what is no WAV: waiting mends nothing.
 */
export async function isHeaderSatisfied(source: ByteSource): Promise<boolean> {
  const head = new Uint8Array(12);
  const length = await readFully(source, 0, head);
  // Windows sets the size of a copy before it fills it.
  if (head.subarray(0, length).every((byte) => byte === 0)) return false;
  const start = wavStart(head.subarray(0, length));
  if (!start) {
    return !(length < 12 &&
      CONTAINERS.some((container) => container.startsWith(idOf(head.subarray(0, length)))));
  }
  const { data } = await findParts(source, start);
  if (!data) return start.promised <= source.size;
  return data.size !== null && data.offset + data.size <= source.size;
}

const CONTAINERS: readonly WavContainer[] = ["RIFF", "RIFX", "RF64", "BW64"];

interface WavStart {
  readonly container: WavContainer;
  readonly byteOrder: ByteOrder;
  /** Bytes the whole file should have; infinite when its length was never written. */
  readonly promised: number;
}

function wavStart(head: Uint8Array): WavStart | undefined {
  if (head.length < 12 || idOf(head.subarray(8)) !== "WAVE") return undefined;
  const container = CONTAINERS.find((id) => id === idOf(head));
  if (!container) return undefined;
  const byteOrder = container === "RIFX" ? "big" : "little";
  const size = new DataView(head.buffer, head.byteOffset).getUint32(4, byteOrder === "little");
  return { container, byteOrder, promised: size === 0 || size === 0xffff_ffff ? Infinity : size + 8 };
}

interface FoundParts {
  readonly format?: RiffPart;
  readonly data?: RiffPart;
  readonly bext?: RiffPart;
  /** RIFF chunks seen. */
  readonly parts: number;
}

/** Finds the RIFF chunks that matter, the first of each. */
async function findParts(source: ByteSource, start: WavStart): Promise<FoundParts> {
  const found = new Map<string, RiffPart>();
  let parts = 0;
  for await (const part of riffParts(source, start)) {
    parts++;
    if (!found.has(part.id) && ["fmt ", "data", "bext"].includes(part.id)) found.set(part.id, part);
  }
  return { format: found.get("fmt "), data: found.get("data"), bext: found.get("bext"), parts };
}

/** Where the origination date and time (10 and 8 characters) and the time reference (64 bits) stand in `bext`. */
const BEXT_DATE = 320;
const BEXT_BYTES_READ = 26;

/**
 * The origination date and time of a BWF (EBU Tech 3285) and its time reference; nothing when they are no date, as
 * recorders without a clock write.
 */
async function readStart(
  source: ByteSource,
  bext: RiffPart,
): Promise<Pick<WavInfo, "startedAt" | "timeReference">> {
  const bytes = new Uint8Array(BEXT_BYTES_READ);
  if ((bext.size ?? 0) < BEXT_DATE + bytes.length) return {};
  if (await readFully(source, bext.offset + BEXT_DATE, bytes) < bytes.length) return {};
  const found = /^(\d{4})[-_:. /](\d\d)[-_:. /](\d\d)(\d\d)[-_:. ](\d\d)[-_:. ](\d\d)$/.exec(
    String.fromCharCode(...bytes.subarray(0, 18)),
  );
  if (!found) return {};
  const [year, month, day, hour, minute, second] = found.slice(1);
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${iso}Z`);
  // The round trip finds days that no month has; BWF itself dates from 1997.
  if (Number(year) < 1997 || Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso)) return {};
  const timeReference = Number(new DataView(bytes.buffer).getBigUint64(18, true));
  return { startedAt: iso, ...(Number.isSafeInteger(timeReference) && { timeReference }) };
}
