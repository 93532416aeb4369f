import type { ByteSource } from "../audio/mod.ts";
import { GreffierError, message } from "../errors.ts";

/** How an archive is read. */
export interface ArchiveReading {
  /** The file's name, for messages. */
  readonly name: string;
  readonly signal?: AbortSignal;
}

/** A stretch of an archive's sound: `channels[channel][frame]`, full scale 1, and its rate in Hz. */
export interface ArchivePart {
  readonly channels: readonly Float32Array[];
  readonly rate: number;
}

const PIECE_BYTES = 1 << 16;

/**
 * The sound of a FLAC or Ogg Opus file that greffier itself wrote, at its own rate, sample by sample: what proves that
 * nothing was lost. In this process, for they are not just any files; of a damaged one `retention.unreadable` is thrown.
 */
export async function* readArchive(
  source: ByteSource & { readonly size: number },
  { name, signal }: ArchiveReading,
): AsyncGenerator<ArchivePart, void> {
  const { ByteFeed } = await import("./decoders/byte_feed.ts");
  const { UnreadableError } = await import("./decoders/decoder.ts");
  const decode = /\.flac$/i.test(name)
    ? (await import("./decoders/flac/flac.ts")).decodeFlac
    : (await import("./decoders/ogg/ogg.ts")).decodeOgg;
  const parts = new Handover<ArchivePart>();
  const over = new AbortController();
  const feed = new ByteFeed(pieces(source, signal ? AbortSignal.any([signal, over.signal]) : over.signal));
  const decoding = decode(feed, { push: (channels, rate) => parts.give({ channels, rate }) })
    .then(({ truncated }) => {
      if (truncated) throw new UnreadableError("there is less than there was");
    })
    .then(() => parts.end(), (error) => parts.end(error));
  try {
    for (let part = await parts.take(); part; part = await parts.take()) yield part;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new GreffierError(message("retention.unreadable", { file: name }), { cause: error });
  } finally {
    over.abort();
    parts.close();
    await decoding;
  }
}

async function* pieces(
  source: ByteSource & { readonly size: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < source.size;) {
    signal.throwIfAborted();
    const piece = new Uint8Array(Math.min(PIECE_BYTES, source.size - at));
    const count = await source.read(at, piece);
    if (count === 0) return;
    at += count;
    yield piece.subarray(0, count);
  }
}

/** Hands things over one by one: who gives waits until the thing before was used. */
class Handover<T> {
  #waiting: ((thing: T | undefined) => void) | undefined;
  #refuse: ((error: unknown) => void) | undefined;
  #next = Promise.withResolvers<void>();
  #isOver = false;
  #error: unknown;
  #held: T | undefined;

  /** Resolves once the thing was used. */
  async give(thing: T): Promise<void> {
    if (this.#isOver) return;
    const used = Promise.withResolvers<void>();
    this.#next = used;
    if (this.#waiting) this.#settle((waiting) => waiting(thing));
    else this.#held = thing;
    await used.promise;
  }

  /** The next thing; undefined when there is none. The one before counts as used. */
  async take(): Promise<T | undefined> {
    const held = this.#held;
    if (held !== undefined) {
      this.#held = undefined;
      return held;
    }
    if (this.#isOver) {
      if (this.#error !== undefined) throw this.#error;
      return undefined;
    }
    return await new Promise<T | undefined>((resolve, reject) => {
      this.#waiting = resolve;
      this.#refuse = reject;
      this.#next.resolve();
    });
  }

  /** Nothing more is given. */
  end(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    if (this.#waiting) {
      this.#settle((waiting, refuse) => error === undefined ? waiting(undefined) : refuse(error));
    }
  }

  /** Nothing more is taken. */
  close(): void {
    this.#isOver = true;
    this.#next.resolve();
  }

  #settle(tell: (waiting: (thing: T | undefined) => void, refuse: (error: unknown) => void) => void): void {
    const [waiting, refuse] = [this.#waiting, this.#refuse];
    this.#waiting = this.#refuse = undefined;
    if (waiting && refuse) tell(waiting, refuse);
  }
}
