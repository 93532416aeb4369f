import { type ByteSource, readFully } from "./byte_source.ts";

/** How the numbers of a WAV are written. */
export type ByteOrder = "little" | "big";

/** The four kinds of WAV file, by their first four bytes. */
export type WavContainer = "RIFF" | "RIFX" | "RF64" | "BW64";

/** One RIFF chunk: `offset` and `size` of its contents, in bytes. A size of null is unknown: all that follows. */
export interface RiffPart {
  readonly id: string;
  readonly offset: number;
  readonly size: number | null;
}

/** RIFF chunks looked at before a file counts as damaged; real files have under twenty. */
export const MAX_PARTS = 256;

/** Entries of a `ds64` table that are looked at; real files have none. */
const MAX_TABLE = 16;

const UNKNOWN = 0xffff_ffff;

/** Contents that may stand right behind an empty `data`; anything else there is sound whose length nobody wrote. */
const KNOWN_IDS = new Set(["fmt ", "LIST", "bext", "fact", "cue ", "JUNK", "id3 ", "ID3 ", "iXML", "smpl"]);

/**
 * Walks over the RIFF chunks of a WAV in the order they stand, reading nothing but their heads; ends at the end of the
 * file, at a chunk of unknown length, at bytes that are no chunk, or after {@linkcode MAX_PARTS}. Sizes are as the
 * file says them: they may reach beyond its end.
 *
 * Sizes of 64 bits come from `ds64` (EBU Tech 3306), which stands first.
 */
export async function* riffParts(
  source: ByteSource,
  { container, byteOrder }: { readonly container: WavContainer; readonly byteOrder: ByteOrder },
): AsyncGenerator<RiffPart, void> {
  const head = new Uint8Array(8);
  const large = container === "RF64" || container === "BW64";
  let sizes: Sizes64 | undefined;
  let offset = 12;
  for (let count = 0; count < MAX_PARTS; count++) {
    const start = await headAt(source, offset, head);
    if (start === undefined) return;
    const id = idOf(head);
    let size: number | null = numberAt(head, 4, byteOrder);
    const contents = start + 8;
    if (id === "ds64" && large) sizes = await readSizes(source, contents, size);
    if (size === UNKNOWN) {
      size = (id === "data" ? sizes?.data : sizes?.others.get(id)) ?? null;
    }
    if (id === "data" && (size === 0 || size === null)) {
      const empty = size === 0 && await isEmptyData(source, contents, byteOrder);
      size = empty ? 0 : null;
    }
    yield { id, offset: contents, size };
    if (size === null || contents + size > source.size) return;
    offset = contents + size;
  }
}

/**
 * Reads the head of a RIFF chunk at `offset`, an odd one padded or, as careless programs write it, not. Returns where
 * it starts. Between the two, a name that is known decides.
 */
async function headAt(source: ByteSource, offset: number, head: Uint8Array): Promise<number | undefined> {
  let fallback: number | undefined;
  for (const start of offset % 2 === 0 ? [offset] : [offset + 1, offset]) {
    if (await readFully(source, start, head) < 8 || !isId(head)) continue;
    if (idOf(head) === "data" || KNOWN_IDS.has(idOf(head))) return start;
    fallback ??= start;
  }
  if (fallback !== undefined) await readFully(source, fallback, head);
  return fallback;
}

/** Whether a `data` of size 0 is really empty: it ends the file, or another RIFF chunk stands right behind it. */
async function isEmptyData(source: ByteSource, offset: number, byteOrder: ByteOrder): Promise<boolean> {
  if (offset >= source.size) return false;
  const head = new Uint8Array(8);
  if (await readFully(source, offset, head) < 8) return false;
  return KNOWN_IDS.has(idOf(head)) && numberAt(head, 4, byteOrder) <= source.size - offset - 8;
}

interface Sizes64 {
  readonly data: number | undefined;
  readonly others: ReadonlyMap<string, number>;
}

async function readSizes(source: ByteSource, offset: number, size: number): Promise<Sizes64> {
  const bytes = new Uint8Array(Math.min(size, 28 + MAX_TABLE * 12));
  const length = await readFully(source, offset, bytes);
  const view = new DataView(bytes.buffer, 0, length);
  const others = new Map<string, number>();
  if (length < 28) return { data: undefined, others };
  const entries = Math.min(view.getUint32(24, true), MAX_TABLE);
  for (let entry = 28; entry + 12 <= length && others.size < entries; entry += 12) {
    others.set(idOf(bytes.subarray(entry)), Number(view.getBigUint64(entry + 4, true)));
  }
  return { data: Number(view.getBigUint64(8, true)) || undefined, others };
}

/** The four characters of a RIFF chunk's name. */
export function idOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4));
}

function isId(bytes: Uint8Array): boolean {
  for (let index = 0; index < 4; index++) if (bytes[index] < 0x20 || bytes[index] > 0x7e) return false;
  return true;
}

function numberAt(bytes: Uint8Array, offset: number, byteOrder: ByteOrder): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, byteOrder === "little");
}
