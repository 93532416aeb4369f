/** What decoding gives, in order: one beginning, samples, one end. */
export type DecodedPart =
  | {
    readonly kind: "begin";
    /** Of the samples that follow. */
    readonly channels: 1 | 2;
    /** Of the file, in Hz. */
    readonly rate: number;
    readonly sourceChannels: number;
    /** The codec, where decoding found it out. */
    readonly encoding?: string;
  }
  /** Samples at 16 kHz, 16 bits, interleaved, little-endian. */
  | { readonly kind: "pcm"; readonly bytes: Uint8Array }
  /** `truncated`: there is less sound than the file promises, or a part of it could not be read. */
  | { readonly kind: "end"; readonly truncated: boolean };
