import type { SpokenLanguage } from "../model/mod.ts";

/** Audio for the model: mono, 16 kHz, -1 to 1, at most 30 s (480,000 samples). */
export type Samples = Float32Array;

/** A piece of text the model heard. `start` and `end`: seconds from the start of the samples given. */
export interface HeardPiece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Mean natural-log probability of the piece's tokens, 0 at best. */
  readonly logprob: number;
}

/** What a transcription heard. */
export interface Heard {
  readonly pieces: readonly HeardPiece[];
  /** Probability that nobody speaks, 0 to 1, from the first decoder step. */
  readonly noSpeech: number;
}

/** How likely each allowed language is, from the model's logits after `<|startoftranscript|>`; they add up to 1. */
export interface LanguageScores {
  readonly scores: Readonly<Record<string, number>>;
  /** Probability that nobody speaks, 0 to 1. */
  readonly noSpeech: number;
}

/** What an engine has cost so far. */
export interface EngineCost {
  /** Runs of the encoder, each over a padded 30 s. */
  readonly encoderPasses: number;
  /** Resident memory of the engine's process in bytes, at its highest; 0 before it starts. */
  readonly peakMemoryBytes: number;
  /** CPU time of the engine's processes, user and system, in seconds. */
  readonly cpuSeconds: number;
}

/**
 * The port of speech recognition. Calls are answered one at a time, in order. A call that is aborted rejects with the
 * signal's reason. A model that is not there throws {@linkcode WaitingError}; anything else that goes wrong in the
 * engine rejects with an error that says which way the engine ended.
 */
export interface Transcriber extends AsyncDisposable {
  /** Tells which of `languages` is spoken in `samples`. */
  detect(
    samples: Samples,
    options: { readonly languages: readonly SpokenLanguage[]; readonly signal?: AbortSignal },
  ): Promise<LanguageScores>;
  /** Writes down what is said in `samples`. */
  transcribe(
    samples: Samples,
    options: { readonly language: SpokenLanguage; readonly signal?: AbortSignal },
  ): Promise<Heard>;
  /** What it has cost since it was made. */
  cost(): EngineCost;
}
