/** A sequence of bytes that can be read anywhere: a file, or bytes in memory. */
export interface ByteSource {
  /** In bytes, when the source was opened. */
  readonly size: number;
  /** Fills `into` from `offset` on; resolves to the bytes read, which may be fewer, and 0 at the end. */
  read(offset: number, into: Uint8Array): Promise<number>;
}

/** Reads until `into` is full or the source ends; resolves to the bytes read. */
export async function readFully(source: ByteSource, offset: number, into: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const count = await source.read(offset + filled, into.subarray(filled));
    if (count <= 0) break;
    filled += count;
  }
  return filled;
}

/** A source that tells a sink of its bytes; see {@linkcode inOrder}. */
export interface OrderedSource extends ByteSource {
  /** Passes what is left of the source to the sink. */
  finish(): Promise<void>;
}

/** Bytes read at once when bytes that nobody asked for must reach the sink all the same. */
const FILLER_BYTES = 256 * 1024;

/**
 * A view of `source` that passes each of its bytes to `sink` once, in order, whatever is read: so that a file that is
 * read forwards is hashed in the same pass. `sink` must use the bytes before it returns. Reading far ahead reads all
 * that lies between.
 */
export function inOrder(source: ByteSource, sink: (bytes: Uint8Array) => void): OrderedSource {
  let passed = 0;
  let filler: Uint8Array | undefined;
  async function passUpTo(end: number): Promise<void> {
    while (passed < end) {
      filler ??= new Uint8Array(FILLER_BYTES);
      const count = await source.read(passed, filler.subarray(0, Math.min(filler.length, end - passed)));
      if (count <= 0) return;
      sink(filler.subarray(0, count));
      passed += count;
    }
  }
  return {
    size: source.size,
    async read(offset, into) {
      await passUpTo(Math.min(offset, source.size));
      const count = await source.read(offset, into);
      if (offset <= passed && offset + count > passed) {
        sink(into.subarray(passed - offset, count));
        passed = offset + count;
      }
      return count;
    },
    finish: () => passUpTo(source.size),
  };
}
