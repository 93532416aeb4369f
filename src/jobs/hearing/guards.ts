import type { Heard, HeardPiece } from "../../asr/mod.ts";
import type { Suppressed } from "../../model/mod.ts";
import { isCourtesy, isStockPhrase, normalised } from "./stock_phrases.ts";

/** A piece that was held back, and why. */
export interface SuppressedPiece extends HeardPiece {
  readonly reason: Suppressed["reason"];
}

/** What a transcription heard, sorted into what to believe and what not. */
export interface Guarded {
  readonly kept: readonly HeardPiece[];
  readonly suppressed: readonly SuppressedPiece[];
}

/** Both together mean that nobody spoke: the defaults of openai/whisper (`no_speech_threshold`, `logprob_threshold`). */
const NO_SPEECH = 0.6;
const UNLIKELY = -1;

/** Mean log probability at which every token was a guess among seven or more. */
const GUESSED = -2;

/** From here on the model doubts that somebody speaks, or what. */
const DOUBTED_SPEECH = 0.3;
const DOUBTED_TEXT = -0.7;

/** Words a second that no mouth can say, and words that a piece with tight timestamps may have beyond. */
const FASTEST = 6.5;
const FASTEST_SLACK = 3;

/** A stock phrase lasts at most this, in seconds, or is stretched over a silence: under one word a second. */
const STOCK_SECONDS = 4;

/** How often in a row one word, two words, or three and more may be said: "non non non non non" is a person. */
const repeatsAllowed = (words: number): number => words === 1 ? 6 : words === 2 ? 4 : 3;

/** The longest phrase whose repetition is looked for, in words. */
const LONGEST_LOOP = 20;

/**
 * Holds back what Whisper is known to invent. A loop of a phrase is cut to the phrase once; the rest of it is
 * suppressed. Everything held back keeps its text and says why. Times are those of the pieces, so they must be those
 * of the audio the model heard.
 */
export function guard({ pieces, noSpeech }: Heard): Guarded {
  const kept: HeardPiece[] = [];
  const suppressed: SuppressedPiece[] = [];
  for (const piece of pieces) {
    const reason = reasonAgainst(piece, noSpeech);
    if (reason !== null) {
      suppressed.push({ ...piece, reason });
      continue;
    }
    const { text, removed } = cutLoops(piece.text);
    if (removed !== "") suppressed.push({ ...piece, text: removed, reason: "repetition" });
    kept.push(text === piece.text ? piece : { ...piece, text });
  }
  return splitRepeated(kept, suppressed);
}

function wordsOf(text: string): string[] {
  const words = normalised(text);
  return words === "" ? [] : words.split(" ");
}

function reasonAgainst(piece: HeardPiece, noSpeech: number): Suppressed["reason"] | null {
  const seconds = piece.end - piece.start;
  const words = wordsOf(piece.text);
  if (words.length === 0) return "low-confidence";
  if (noSpeech > NO_SPEECH && piece.logprob <= UNLIKELY) return "no-speech";
  const alone = seconds <= STOCK_SECONDS || words.length < seconds;
  if (alone && isStockPhrase(piece.text)) return "stock-phrase";
  const doubted = noSpeech >= DOUBTED_SPEECH || piece.logprob <= DOUBTED_TEXT;
  if (alone && doubted && isCourtesy(piece.text)) return "stock-phrase";
  if (piece.logprob <= GUESSED) return "low-confidence";
  if (isWorn(words)) return "repetition";
  // A loop is cut first: what remains of it may well fit its time.
  const spoken = wordsOf(cutLoops(piece.text).text).length;
  if (spoken > seconds * FASTEST + FASTEST_SLACK) return "too-fast";
  return null;
}

/**
 * Whether a long text says hardly anything: the share of its runs of three words that occur for the first time, in
 * place of the compression ratio of openai/whisper.
 */
function isWorn(words: readonly string[]): boolean {
  const runs = words.slice(2).map((_, i) => words.slice(i, i + 3).join(" "));
  return runs.length >= 24 && new Set(runs).size / runs.length < 0.3 && loopIn(words) === null;
}

interface Loop {
  /** Where it begins, in words; its length once; how often it is said in a row. */
  readonly at: number;
  readonly length: number;
  readonly times: number;
}

/** The first phrase said more often in a row than anyone would. */
function loopIn(words: readonly string[]): Loop | null {
  for (let length = 1; length <= LONGEST_LOOP; length++) {
    let run = 0;
    for (let i = length; i <= words.length; i++) {
      if (i < words.length && words[i] === words[i - length]) {
        run++;
        continue;
      }
      const times = Math.floor(run / length) + 1;
      if (times > repeatsAllowed(length)) return { at: i - run - length, length, times };
      run = 0;
    }
  }
  return null;
}

/** `text` with each loop said once, and what was taken out. */
export function cutLoops(text: string): { readonly text: string; readonly removed: string } {
  // Written words one to one with normalised ones; what is no word ("?", "-") goes with the word before.
  const written = text.trim().split(/\s+(?=\S*[\p{L}\p{N}])/u);
  const removed: string[] = [];
  for (;;) {
    const loop = loopIn(written.map(normalised));
    if (loop === null) break;
    const { at, length, times } = loop;
    removed.push(...written.splice(at + length, length * (times - 1)));
  }
  return { text: written.join(" "), removed: removed.join(" ") };
}

/** Holds back the same words in a row of pieces, beyond the first. */
function splitRepeated(pieces: readonly HeardPiece[], before: readonly SuppressedPiece[]): Guarded {
  const kept: HeardPiece[] = [];
  const suppressed = [...before];
  for (let i = 0; i < pieces.length;) {
    const words = normalised(pieces[i].text);
    let end = i + 1;
    while (end < pieces.length && normalised(pieces[end].text) === words) end++;
    const looped = end - i >= Math.max(3, repeatsAllowed(words.split(" ").length));
    kept.push(...pieces.slice(i, looped ? i + 1 : end));
    if (looped) {
      suppressed.push(
        ...pieces.slice(i + 1, end).map((piece) => ({ ...piece, reason: "repetition" as const })),
      );
    }
    i = end;
  }
  return { kept, suppressed: suppressed.sort((a, b) => a.start - b.start) };
}
