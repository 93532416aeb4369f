/** Samples in the order they came: added at the end, read from the start. Grows when it must, and keeps its room. */
export class SampleQueue {
  #ring = new Float32Array(1 << 15);
  #start = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(samples: Float32Array): void {
    if (this.#length + samples.length > this.#ring.length) this.#grow(this.#length + samples.length);
    const size = this.#ring.length;
    const at = (this.#start + this.#length) % size;
    const first = Math.min(samples.length, size - at);
    this.#ring.set(first === samples.length ? samples : samples.subarray(0, first), at);
    if (first < samples.length) this.#ring.set(samples.subarray(first), 0);
    this.#length += samples.length;
  }

  /** Copies the `count` samples from `offset` on to `into`, from `to` on. */
  read(offset: number, count: number, into: Float32Array, to: number): void {
    const size = this.#ring.length;
    const at = (this.#start + offset) % size;
    const first = Math.min(count, size - at);
    into.set(this.#ring.subarray(at, at + first), to);
    if (first < count) into.set(this.#ring.subarray(0, count - first), to + first);
  }

  /** Forgets the first `count`. */
  drop(count: number): void {
    this.#start = (this.#start + count) % this.#ring.length;
    this.#length -= count;
  }

  #grow(needed: number): void {
    let size = this.#ring.length;
    while (size < needed) size *= 2;
    const ring = new Float32Array(size);
    this.read(0, this.#length, ring, 0);
    this.#ring = ring;
    this.#start = 0;
  }
}
