import { MINIMP3_WASM } from "./minimp3_wasm.ts";

/** What the module exports: it decodes a file that lies whole in its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  decoder_init(): void;
  decoder_set_mp3_data_size(bytes: number): void;
  decoder_mp3_data_offset(): number;
  /** Decodes at most so many seconds from where the last call ended. */
  decoder_decode(seconds: number): void;
  decoder_pcm_data_offset(): number;
  decode_results_num_samples(): number;
  decode_results_num_channels(): number;
}

let compiled: WebAssembly.Module | undefined;

/** minimp3 on one stretch of frames at a time; see {@linkcode decode}. */
export class Minimp3 {
  readonly #exports: Exports;

  constructor() {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(MINIMP3_WASM), (letter) => letter.charCodeAt(0)),
    );
    this.#exports = new WebAssembly.Instance(compiled, {}).exports as unknown as Exports;
  }

  /**
   * The samples of frames that follow each other, interleaved, 16 bits. A frame that wants more bits from those before it
   * than there are gives none, and shifts the others. Throws a `WebAssembly.RuntimeError` when the module breaks; it is then
   * no longer usable.
   */
  decode(frames: Uint8Array, channels: number): Int16Array {
    const module = this.#exports;
    module.decoder_init();
    module.decoder_set_mp3_data_size(frames.length);
    new Uint8Array(module.memory.buffer, module.decoder_mp3_data_offset(), frames.length).set(frames);
    const parts: Int16Array[] = [];
    let length = 0;
    for (;;) {
      module.decoder_decode(10);
      const count = module.decode_results_num_samples();
      if (count <= 0 || module.decode_results_num_channels() !== channels) break;
      parts.push(new Int16Array(module.memory.buffer, module.decoder_pcm_data_offset(), count).slice());
      length += count;
    }
    const samples = new Int16Array(length);
    let at = 0;
    for (const part of parts) {
      samples.set(part, at);
      at += part.length;
    }
    return samples;
  }
}
