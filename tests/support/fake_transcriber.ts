import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { EngineCost, Heard, LanguageScores, Samples, Transcriber } from "../../src/asr/mod.ts";
import type { SpokenLanguage } from "../../src/model/mod.ts";

/** What a fake hears. Each may throw, or wait for the signal, to play an engine in trouble. */
export interface FakeEars {
  /** @default one sentence for each three seconds, its words chosen by the samples */
  transcribe?(samples: Samples, language: SpokenLanguage, signal: AbortSignal): Heard | Promise<Heard>;
  /** @default the first language, with certainty */
  detect?(
    samples: Samples,
    languages: readonly SpokenLanguage[],
    signal: AbortSignal,
  ): LanguageScores | Promise<LanguageScores>;
}

/** A transcriber without a model: the same samples always give the same answer. */
export function createFakeTranscriber(ears: FakeEars = {}): Transcriber {
  const { transcribe = inventSpeech, detect = hearFirst } = ears;
  const closing = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  let encoderPasses = 0;

  const inTurn = <T>(
    call: (signal: AbortSignal) => T | Promise<T>,
    samples: Samples,
    given?: AbortSignal,
  ) => {
    if (samples.length > 480_000) {
      throw new RangeError(`Expected at most 30 s of samples at 16 kHz, got ${samples.length} samples`);
    }
    const signal = given === undefined ? closing.signal : AbortSignal.any([given, closing.signal]);
    const result = turn.then(async () => {
      signal.throwIfAborted();
      encoderPasses++;
      const answer = await call(signal);
      signal.throwIfAborted();
      return answer;
    });
    turn = result.catch(() => {});
    return unlessAborted(result, signal);
  };

  return {
    async detect(samples, { languages, signal }) {
      return await inTurn((over) => detect(samples, languages, over), samples, signal);
    },
    async transcribe(samples, { language, signal }) {
      return await inTurn((over) => transcribe(samples, language, over), samples, signal);
    },
    cost: (): EngineCost => ({ encoderPasses, peakMemoryBytes: 0, cpuSeconds: 0 }),
    async [Symbol.asyncDispose]() {
      closing.abort(new DOMException("The speech engine was closed", "AbortError"));
      await turn;
    },
  };
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

const WORDS: Record<SpokenLanguage, readonly string[]> = {
  fr: ["budget", "livraison", "équipe", "client", "maquette", "contrat", "réunion", "calendrier"],
  en: ["budget", "delivery", "team", "client", "mockup", "contract", "meeting", "calendar"],
};

/** One sentence for each three seconds, its words chosen by the samples. */
export function inventSpeech(samples: Samples, language: SpokenLanguage): Heard {
  const seconds = samples.length / 16_000;
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const hash = createHash("sha256").update(bytes).digest();
  const pieces = Array.from({ length: Math.max(1, Math.floor(seconds / 3)) }, (_, n) => {
    const words = Array.from({ length: 5 }, (_, i) => WORDS[language][hash[(n * 5 + i) % 32] % 8]);
    const text = words.join(" ");
    const start = Math.min(n * 3, seconds);
    return {
      start,
      end: Math.min(start + 2.5, seconds),
      text: `${text[0].toUpperCase()}${text.slice(1)}.`,
      logprob: -0.05,
    };
  });
  return { pieces, noSpeech: 0 };
}

function hearFirst(_samples: Samples, languages: readonly SpokenLanguage[]): LanguageScores {
  const scores = Object.fromEntries(languages.map((language, i) => [language, i === 0 ? 1 : 0]));
  return { scores, noSpeech: 0 };
}

/** Answers of an engine, by what it was asked: what a run with the real one leaves for runs without. */
export type RecordedAnswers = Record<string, Heard | LanguageScores>;

function keyOf(kind: string, samples: Samples, asked: unknown): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash("sha256").update(JSON.stringify([kind, asked])).update(bytes).digest("hex");
}

/** Passes every call to `inner` and notes its answer in `answers`. */
export function recordAnswers(inner: Transcriber, answers: RecordedAnswers): Transcriber {
  return {
    async detect(samples, options) {
      return answers[keyOf("detect", samples, options.languages)] = await inner.detect(samples, options);
    },
    async transcribe(samples, options) {
      return answers[keyOf("transcribe", samples, options.language)] = await inner.transcribe(
        samples,
        options,
      );
    },
    cost: () => inner.cost(),
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}

/** Answers what was recorded; rejects when asked anything else. */
export function replayAnswers(answers: RecordedAnswers): Transcriber {
  const find = (key: string) => {
    const answer = answers[key];
    if (answer === undefined) throw new Error(`No answer was recorded for ${key}`);
    return answer;
  };
  return createFakeTranscriber({
    transcribe: (samples, language) => find(keyOf("transcribe", samples, language)) as Heard,
    detect: (samples, languages) => find(keyOf("detect", samples, languages)) as LanguageScores,
  });
}
