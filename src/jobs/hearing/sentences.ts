/** A piece of speech with its time, in seconds. */
export interface TimedText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Mean natural-log probability of its tokens. */
  readonly logprob: number;
}

/** The longest pause inside a sentence that was cut, in seconds. */
const LONGEST_PAUSE = 1;

/** The longest a piece that is joined from cut ones may become, in seconds. */
const LONGEST_SENTENCE = 20;

/** What ends with a period and no sentence: titles, and initials as in "J. Martin". */
const ABBREVIATION =
  /(?:^|[\s(«"'’])(?:MM?|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Me|St|Ste|cf|art|n°|env|ex|etc|vs|No|\p{Lu})\.$/u;

/** Whether a text ends as a sentence does. */
function isEnded(text: string): boolean {
  return /[.!?…]["»”’)\s]*$/u.test(text) && !ABBREVIATION.test(text);
}

/** The text of one line a person can read: no control or invisible characters, single spaces, composed accents. */
export function cleanText(text: string): string {
  return text.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ").replace(
    /[\p{Cf}\p{Co}\p{Cs}\uFFFD]/gu,
    "",
  )
    .replace(/\s+/gu, " ").trim();
}

/** The sentences of a text, in order; joined by spaces they are the text. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let rest = "";
  // French puts a space before "?" and "!", so those marks may stand alone.
  for (const word of text.split(" ")) {
    if (rest !== "" && isEnded(rest) && /^["«“‘(¿¡-]*[\p{Lu}\p{N}]/u.test(word)) {
      sentences.push(rest);
      rest = word;
    } else {
      rest = rest === "" ? word : `${rest} ${word}`;
    }
  }
  return rest === "" ? sentences : [...sentences, rest];
}

/** A piece cut into its sentences; each takes the part of the time that its letters are of the text. */
function split(piece: TimedText): TimedText[] {
  const sentences = splitSentences(piece.text);
  const letters = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  let before = 0;
  return sentences.map((text) => {
    const at = (count: number) => piece.start + (piece.end - piece.start) * (count / letters);
    const start = at(before);
    before += text.length;
    return { ...piece, text, start, end: at(before) };
  });
}

/** Whether `next` goes on with the sentence that `piece` began. */
function goesOn(piece: TimedText, next: TimedText): boolean {
  if (isEnded(piece.text) || next.start - piece.end > LONGEST_PAUSE) return false;
  if (next.end - piece.start > LONGEST_SENTENCE) return false;
  return /[,;:]$/u.test(piece.text) || /^["«“(]*\p{Ll}/u.test(next.text);
}

/**
 * Pieces of speech as sentences: what the model cut in the middle of a sentence is joined, what holds several is
 * split. Pieces must be of one channel and in order; those without text are left out.
 */
export function toSentences(pieces: readonly TimedText[]): TimedText[] {
  const joined: TimedText[] = [];
  for (const raw of pieces) {
    const piece = { ...raw, text: cleanText(raw.text) };
    if (piece.text === "") continue;
    const previous = joined.at(-1);
    if (previous === undefined || !goesOn(previous, piece)) {
      joined.push(piece);
      continue;
    }
    const weight = previous.text.length / (previous.text.length + piece.text.length);
    joined[joined.length - 1] = {
      start: previous.start,
      end: Math.max(previous.end, piece.end),
      text: `${previous.text} ${piece.text}`,
      logprob: previous.logprob * weight + piece.logprob * (1 - weight),
    };
  }
  return joined.flatMap(split);
}
