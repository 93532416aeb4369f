import type { Sink } from "./decoder.ts";

/** Holds the last samples of a stream back, for one whose end says how many of them are no sound. */
export class Tail {
  readonly #sink: Sink;
  readonly #blocks: { readonly block: readonly Float32Array[]; readonly rate: number }[] = [];
  #held = 0;
  /** Samples to hold back. */
  samples = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  async push(block: readonly Float32Array[], rate: number): Promise<void> {
    this.#blocks.push({ block, rate });
    this.#held += block[0].length;
    while (this.#held - this.#blocks[0].block[0].length >= this.samples) {
      const first = this.#blocks.shift()!;
      this.#held -= first.block[0].length;
      await this.#sink.push(first.block, first.rate);
      if (this.#blocks.length === 0) break;
    }
  }

  /** Passes on what is held, but for its last `trim` samples. */
  async finish(trim: number): Promise<void> {
    let left = Math.max(0, this.#held - trim);
    for (const { block, rate } of this.#blocks.splice(0)) {
      const length = Math.min(left, block[0].length);
      left -= length;
      if (length > 0) await this.#sink.push(block.map((samples) => samples.subarray(0, length)), rate);
    }
    this.#held = 0;
  }
}
