/** Where an encoder writes: a file of the store. */
export interface SoundSink {
  write(bytes: Uint8Array): Promise<void>;
  writeAt(offset: number, bytes: Uint8Array): Promise<void>;
}

/** What an encoder was given. */
export interface Encoded {
  /** Samples of each channel. */
  readonly frames: number;
  /** SHA-256 of the samples; absent of a format that changes them. */
  readonly samplesHash?: string;
}

/** Writes one file of sound from its start to its end. */
export interface SoundEncoder {
  /** An array of samples a channel, full scale 1, all of one length. They may be used again once this resolves. */
  write(block: readonly Float32Array[]): Promise<void>;
  /** Writes what is left, and what is known last. */
  finish(): Promise<Encoded>;
}
