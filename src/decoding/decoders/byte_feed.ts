/** Bytes that come in pieces, taken from their beginning: what a decoder in the child reads. */
export class ByteFeed {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #buffer = new Uint8Array(1 << 17);
  #from = 0;
  #to = 0;
  #ended = false;
  /** Bytes that were taken or skipped so far. */
  position = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** What has come and was not yet taken; valid until the next call of any method. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#from, this.#to);
  }

  /** Whether nothing more comes than what is in {@linkcode bytes}. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Waits for the next piece; false when there is none. */
  async more(): Promise<boolean> {
    while (!this.#ended) {
      const next = await this.#pieces.next();
      if (next.done) {
        this.#ended = true;
        break;
      }
      if (next.value.length === 0) continue;
      this.#append(next.value);
      return true;
    }
    return false;
  }

  /** Waits until `count` bytes are there; false when the end comes first. */
  async need(count: number): Promise<boolean> {
    while (this.#to - this.#from < count) if (!await this.more()) return false;
    return true;
  }

  /** Passes over bytes that are there. */
  take(count: number): void {
    this.#from += count;
    this.position += count;
  }

  /** Passes over bytes, there or not; false when the end comes first. */
  async skip(count: number): Promise<boolean> {
    let left = count;
    while (left > 0) {
      const here = Math.min(left, this.#to - this.#from);
      this.take(here);
      left -= here;
      if (left > 0 && !await this.more()) return false;
    }
    return true;
  }

  #append(piece: Uint8Array): void {
    const held = this.#to - this.#from;
    if (this.#to + piece.length > this.#buffer.length) {
      const grown = held + piece.length <= this.#buffer.length
        ? this.#buffer
        : new Uint8Array(Math.max(2 * this.#buffer.length, held + piece.length));
      grown.set(this.#buffer.subarray(this.#from, this.#to));
      this.#buffer = grown;
      this.#from = 0;
      this.#to = held;
    }
    this.#buffer.set(piece, this.#to);
    this.#to += piece.length;
  }
}
