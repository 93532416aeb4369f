import type { HeardPiece } from "./transcriber.ts";

/** Timestamp tokens of Whisper in a second. */
const TIMESTAMPS_A_SECOND = 50;

/** What the decoder may write, from the model's own generation settings; token ids. */
export interface TokenRules {
  /** Ends the text; every id below it is text. */
  readonly eos: number;
  /** `<|notimestamps|>`; the timestamp of 0 s follows it. Never written. */
  readonly noTimestamps: number;
  /** Never written. */
  readonly suppress: readonly number[];
  /** Not written first. */
  readonly beginSuppress: readonly number[];
  /** The latest first timestamp, in steps of 20 ms; null: any. */
  readonly maxInitialTimestamp: number | null;
}

/** The id of the last timestamp that lies within `seconds` of audio. */
function lastTimestamp(rules: TokenRules, seconds: number): number {
  return rules.noTimestamps + 1 + Math.ceil(seconds * TIMESTAMPS_A_SECOND);
}

/**
 * Sets to -Infinity, in place, what may not follow `written`: the rules of `ApplyTimestampRules` and
 * `SuppressTokens` of openai/whisper (`decoding.py`). Timestamps come in pairs, never go back, and lie within the
 * audio; when all timestamps together are likelier than any text, a timestamp it is.
 */
export function applyRules(
  logits: Float32Array,
  written: readonly number[],
  rules: TokenRules,
  seconds: number,
): void {
  const first = rules.noTimestamps + 1;
  const last = Math.min(lastTimestamp(rules, seconds), logits.length - 1);
  for (const id of rules.suppress) logits[id] = -Infinity;
  logits.fill(-Infinity, rules.eos + 1, first);
  logits.fill(-Infinity, last + 1);

  if (written.length === 0) {
    for (const id of rules.beginSuppress) logits[id] = -Infinity;
    logits.fill(-Infinity, 0, first);
    if (rules.maxInitialTimestamp !== null) logits.fill(-Infinity, first + rules.maxInitialTimestamp + 1);
    return;
  }

  const lastWasTime = written[written.length - 1] >= first;
  const beforeWasTime = written.length < 2 || written[written.length - 2] >= first;
  if (lastWasTime && beforeWasTime) logits.fill(-Infinity, first);
  else if (lastWasTime) logits.fill(-Infinity, 0, rules.eos);

  const latest = written.findLast((id) => id >= first);
  if (latest !== undefined) {
    const opensPiece = lastWasTime && !beforeWasTime;
    logits.fill(-Infinity, first, Math.min(opensPiece ? latest : latest + 1, logits.length));
  }

  if (logSumExp(logits, first, last + 1) > maximum(logits, 0, first)) logits.fill(-Infinity, 0, first);
}

function maximum(values: Float32Array, from: number, to: number): number {
  let max = -Infinity;
  for (let i = from; i < to; i++) if (values[i] > max) max = values[i];
  return max;
}

function logSumExp(values: Float32Array, from: number, to: number): number {
  const max = maximum(values, from, to);
  if (max === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.exp(values[i] - max);
  return max + Math.log(sum);
}

/** The likeliest token of `logits` and its natural-log probability among those not ruled out. */
export function likeliest(logits: Float32Array): { readonly id: number; readonly logprob: number } {
  let id = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[id]) id = i;
  return { id, logprob: logits[id] - logSumExp(logits, 0, logits.length) };
}

/** The probabilities of `ids` among all of `logits`, in their order. */
export function probabilities(logits: Float32Array, ids: readonly number[]): number[] {
  const total = logSumExp(logits, 0, logits.length);
  return ids.map((id) => Math.exp(logits[id] - total));
}

/** A token as it was written, with its natural-log probability. */
export interface WrittenToken {
  readonly id: number;
  readonly logprob: number;
}

/**
 * Cuts the written tokens at their timestamps into pieces, in seconds from the start of the samples: finite, ordered,
 * within `seconds`. A piece whose end was not written ends with the audio.
 */
export function piecesOf(
  tokens: readonly WrittenToken[],
  rules: TokenRules,
  seconds: number,
  textOf: (ids: number[]) => string,
): HeardPiece[] {
  const pieces: HeardPiece[] = [];
  let start = 0;
  let text: WrittenToken[] = [];
  const close = (end: number) => {
    const words = text.length === 0 ? "" : textOf(text.map(({ id }) => id)).trim();
    if (words !== "") {
      const logprob = text.reduce((sum, token) => sum + token.logprob, 0) / text.length;
      pieces.push({ start, end: Math.max(start, end), text: words, logprob });
    }
    text = [];
  };
  for (const token of tokens) {
    if (token.id < rules.eos) {
      text.push(token);
    } else if (token.id > rules.noTimestamps) {
      const time = Math.min((token.id - rules.noTimestamps - 1) / TIMESTAMPS_A_SECOND, seconds);
      close(time);
      start = Math.max(start, time);
    }
  }
  close(seconds);
  return pieces;
}

/**
 * How many tokens `seconds` of speech may take: eight a second is faster than anyone speaks, and the rest lets a
 * short answer be written with its timestamps. Without a limit, a model that loops would write until its memory ends.
 */
export function tokenBudget(seconds: number, promptLength: number, maxTargetPositions: number): number {
  return Math.max(1, Math.min(Math.ceil(seconds * 8) + 24, maxTargetPositions - promptLength));
}
