/** Thrown when the bytes end inside of what is read. */
export class EndOfBytes extends Error {}

/** Bits from the highest to the lowest of each byte. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #cache = 0;
  #cached = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Bytes that were begun. */
  get position(): number {
    return this.#at - (this.#cached >> 3);
  }

  /** Unsigned, at most 24 bits. */
  bits(count: number): number {
    while (this.#cached < count) {
      if (this.#at >= this.#bytes.length) throw new EndOfBytes();
      this.#cache = (this.#cache << 8) | this.#bytes[this.#at++];
      this.#cached += 8;
    }
    this.#cached -= count;
    return (this.#cache >>> this.#cached) & ((1 << count) - 1);
  }

  /** Unsigned, at most 36 bits, as a number that need not be an int32. */
  longBits(count: number): number {
    if (count <= 24) return this.bits(count);
    const high = this.longBits(count - 16);
    return high * 65_536 + this.bits(16);
  }

  /** In two's complement, at most 33 bits. */
  signed(count: number): number {
    if (count === 0) return 0;
    const value = this.longBits(count);
    return value >= 2 ** (count - 1) ? value - 2 ** count : value;
  }

  /** The number of zeros before the next one. */
  unary(): number {
    let zeros = 0;
    for (;;) {
      const rest = this.#cache & ((1 << this.#cached) - 1);
      if (this.#cached > 0 && rest !== 0) {
        const first = Math.clz32(rest) - (32 - this.#cached);
        this.#cached -= first + 1;
        return zeros + first;
      }
      zeros += this.#cached;
      if (this.#at >= this.#bytes.length) throw new EndOfBytes();
      this.#cache = this.#bytes[this.#at++];
      this.#cached = 8;
    }
  }

  /** Passes over what is left of a byte. */
  align(): void {
    this.#cached &= ~7;
  }
}
