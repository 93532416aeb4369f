import { createResampler, encodePcm16, mixDown, type Resampler } from "../../audio/mod.ts";
import { type Sink, UnreadableError } from "./decoder.ts";

/** Bytes written at once. */
const WRITTEN_BYTES = 1 << 16;

/** What the resampler takes, in Hz. */
const MIN_RATE = 4_000;
const MAX_RATE = 192_000;

/** What comes in first decides what comes out. */
export interface FirstSound {
  /** Of the file. */
  readonly rate: number;
  readonly sourceChannels: number;
  /** Of what comes out. */
  readonly channels: 1 | 2;
}

/** Where the sound goes, in order. */
export interface SoundOutput {
  begin(first: FirstSound): Promise<void>;
  /** Samples at 16 kHz, 16 bits, interleaved. */
  write(pcm: Uint8Array): Promise<void>;
}

/**
 * Brings whatever a decoder finds to one kind of sound: 16 kHz, 16 bits, one or two channels, as many as the file has at its
 * beginning; more than two are mixed into one. A file may change its rate and its channels on its way.
 */
export class CommonSound implements Sink, Disposable {
  readonly #output: SoundOutput;
  #first: FirstSound | undefined;
  #resampler: Resampler | undefined;
  #rate = 0;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  /** Frames that came out. */
  frames = 0;

  constructor(output: SoundOutput) {
    this.#output = output;
  }

  async push(block: readonly Float32Array[], rate: number): Promise<void> {
    if (block.length === 0 || block[0].length === 0) return;
    if (!this.#first) {
      const channels = block.length === 2 ? 2 : 1;
      this.#first = { rate, sourceChannels: block.length, channels };
      await this.#output.begin(this.#first);
    }
    const { channels } = this.#first;
    if (rate < MIN_RATE || rate > MAX_RATE) throw new UnreadableError(`${rate} Hz`);
    if (rate !== this.#rate) {
      await this.#endRate();
      this.#rate = rate;
      this.#resampler = await createResampler({ channels, from: rate });
    }
    await this.#put(this.#resampler!.push(fitted(block, channels)));
  }

  /** Passes on what is left. */
  async finish(): Promise<void> {
    await this.#endRate();
    await this.#flush();
  }

  [Symbol.dispose](): void {
    this.#resampler?.[Symbol.dispose]();
    this.#resampler = undefined;
  }

  async #endRate(): Promise<void> {
    if (!this.#resampler) return;
    await this.#put(this.#resampler.finish());
    this.#resampler[Symbol.dispose]();
    this.#resampler = undefined;
  }

  async #put(block: readonly Float32Array[]): Promise<void> {
    if (block[0].length === 0) return;
    this.frames += block[0].length;
    const bytes = encodePcm16(block.map(audible));
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= WRITTEN_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    const pieces = this.#waiting.splice(0);
    this.#bytes = 0;
    for (const piece of pieces) await this.#output.write(piece);
  }
}

function fitted(block: readonly Float32Array[], channels: 1 | 2): readonly Float32Array[] {
  if (block.length === channels) return block;
  const mixed = mixDown(block, { kind: "mixed" });
  return channels === 1 ? mixed : [mixed[0], mixed[0]];
}

/** Decoders of floats may give what is no number, which is silence. */
function audible(samples: Float32Array): Float32Array {
  for (let i = 0; i < samples.length; i++) if (!Number.isFinite(samples[i])) samples[i] = 0;
  return samples;
}
