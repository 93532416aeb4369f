import { condense, type Condensed, findSpeech } from "../../audio/mod.ts";

/**
 * What the model is given of one channel of a window; null when nothing can be heard. The language and the text are
 * asked about the same samples, so that an engine that remembers them encodes them once.
 */
export function hearable(samples: Float32Array, silenceThreshold: number): Condensed | null {
  const spans = findSpeech(samples, { threshold: silenceThreshold });
  return spans.length === 0 ? null : condense(samples, spans);
}
