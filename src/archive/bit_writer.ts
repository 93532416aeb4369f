/** Writes numbers of any width into bytes, the highest bit first. It grows as it is written. */
export class BitWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  /** Bits that do not fill a byte yet. */
  #held = 0;
  #heldBits = 0;

  /** @param bytes How many are expected. */
  constructor(bytes: number) {
    this.#bytes = new Uint8Array(bytes);
  }

  /** Writes the low `bits` bits of `value`, at most 32; negative ones as two's complement. */
  write(value: number, bits: number): void {
    let left = bits;
    while (left > 0) {
      const count = Math.min(8 - this.#heldBits, left);
      const part = (value >>> (left - count)) & ((1 << count) - 1);
      this.#held = this.#held << count | part;
      this.#heldBits += count;
      left -= count;
      if (this.#heldBits === 8) this.#push();
    }
  }

  /** Writes a Rice code: `value >> parameter` zeros, a one, and the low `parameter` bits. */
  writeRice(value: number, parameter: number): void {
    // Of 25 bits and more a residual is a whole number beyond 32 bits once it is folded.
    let zeros = Math.floor(value / 2 ** parameter);
    while (zeros >= 31) {
      this.write(0, 31);
      zeros -= 31;
    }
    this.write(1, zeros + 1);
    if (parameter > 0) this.write(value % 2 ** parameter, parameter);
  }

  /** Fills up the last byte with zeros. */
  align(): void {
    if (this.#heldBits > 0) this.write(0, 8 - this.#heldBits);
  }

  /** What was written, in whole bytes: a view that the next writing may leave behind. */
  bytesSoFar(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** A copy of what was written. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #push(): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2 + 16);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = this.#held;
    this.#held = 0;
    this.#heldBits = 0;
  }
}
