import type { Segment, Suppressed } from "../../model/mod.ts";
import { normalised } from "./stock_phrases.ts";

/** What was said in a window of which channel 0 is the microphone and channel 1 what the PC plays. */
interface Heard {
  readonly segments: readonly Segment[];
  readonly suppressed: readonly Suppressed[];
}

/** Fewer words may be said by two people at once. */
const FEWEST_WORDS = 4;

/** Share of the time of an echo in which the system speaks, and of its words that the system says in the same order. */
const OVERLAP = 0.5;
const SAME_WORDS = 0.8;

/** So many words in a row that the system did not say are a person's own. */
const OWN_WORDS = 2;

/** How far the times of a model are off, in seconds: an echo itself is late by milliseconds. */
const SLACK = 1;

/** What begins earlier than this before the words it repeats, in seconds, is no echo of them but what they repeat. */
const EARLY = 0.5;

/** The words of the system may be this many times as many as those of their echo, which loses some. */
const STRETCH = 2;

interface SystemWord {
  readonly word: string;
  readonly segment: Segment;
}

/**
 * Holds back what the microphone heard from the loudspeakers: it would be written twice, and as said by the wrong one.
 * A segment of the microphone is an echo when the system speaks during half of it and says, one after the other, four
 * fifths of its words, both at least four. Neighbouring segments of the system count as one text, for the two channels
 * are cut into sentences at different places. One that also holds two words in a row of a person's own stays whole; so
 * does one that came first, which the others' loudspeakers sent back. Words alone never tell an echo from somebody who
 * reads them back: `isHeardThere` must say that the sound of the system itself is in the microphone during the segment.
 */
export function withoutEcho<T extends Heard>(
  heard: T,
  isHeardThere: (segment: Segment) => boolean,
): Omit<T, keyof Heard> & { segments: Segment[]; suppressed: Suppressed[] } {
  const system = heard.segments.filter(({ channel }) => channel === 1).toSorted((a, b) => a.start - b.start);
  const echoes = new Set(
    heard.segments.filter((segment) =>
      segment.channel === 0 && isEcho(segment, system) && isHeardThere(segment)
    ),
  );
  const held = [...echoes].map(({ id: _, ...segment }): Suppressed => ({ ...segment, reason: "echo" }));
  return {
    ...heard,
    segments: heard.segments.filter((segment) => !echoes.has(segment)),
    suppressed: [...heard.suppressed, ...held].toSorted((a, b) =>
      a.start - b.start || a.channel - b.channel || a.end - b.end
    ),
  };
}

function isEcho(own: Segment, system: readonly Segment[]): boolean {
  const words = wordsOf(own.text);
  if (words.length < FEWEST_WORDS) return false;
  const near = system.filter(({ start, end }) => start < own.end + SLACK && end > own.start - SLACK);
  const said = near.flatMap((segment) =>
    wordsOf(segment.text).map((word): SystemWord => ({ word, segment }))
  );
  if (said.length < FEWEST_WORDS || sharedTime(own, near) < OVERLAP * (own.end - own.start)) return false;
  const match = bestMatch(words, said);
  if (match.length < SAME_WORDS * words.length || match.length < FEWEST_WORDS) return false;
  if (longestOwnRun(words.length, match.map(([index]) => index)) >= OWN_WORDS) return false;
  return own.start >= said[match[0][1]].segment.start - EARLY;
}

function wordsOf(text: string): string[] {
  const words = normalised(text);
  return words === "" ? [] : words.split(" ");
}

/** Seconds of a segment in which one of the others, in order of start, speaks, as near as times tell. */
function sharedTime({ start, end }: Segment, others: readonly Segment[]): number {
  let shared = 0;
  let at = start;
  for (const other of others) {
    const from = Math.max(at, other.start);
    const to = Math.min(end, other.end);
    if (to <= from) continue;
    shared += to - from;
    at = to;
  }
  return shared;
}

/** A word heard and the one said that it is: their indexes. */
type Pair = readonly [heard: number, said: number];

/** The most words that both texts have in the same order, within a stretch of the system's about as long. */
function bestMatch(words: readonly string[], said: readonly SystemWord[]): readonly Pair[] {
  const reach = Math.ceil(words.length * STRETCH);
  let best: readonly Pair[] = [];
  for (let from = 0; from < said.length; from++) {
    // A stretch that begins with another word is one that begins later.
    if (!words.slice(0, OWN_WORDS).some((word) => isSame(word, said[from].word))) continue;
    const match = commonWords(words, said.slice(from, from + reach));
    if (match.length > best.length) best = match.map(([heard, index]) => [heard, from + index]);
  }
  return best;
}

/** A longest common subsequence of two texts. */
function commonWords(words: readonly string[], said: readonly SystemWord[]): Pair[] {
  const width = said.length + 1;
  const lengths = new Uint16Array((words.length + 1) * width);
  for (let a = words.length - 1; a >= 0; a--) {
    for (let b = said.length - 1; b >= 0; b--) {
      lengths[a * width + b] = isSame(words[a], said[b].word)
        ? lengths[(a + 1) * width + b + 1] + 1
        : Math.max(lengths[(a + 1) * width + b], lengths[a * width + b + 1]);
    }
  }
  const pairs: Pair[] = [];
  for (let a = 0, b = 0; a < words.length && b < said.length;) {
    if (isSame(words[a], said[b].word)) pairs.push([a++, b++]);
    else if (lengths[(a + 1) * width + b] >= lengths[a * width + b + 1]) a++;
    else b++;
  }
  return pairs;
}

/** The most words in a row that were not matched. */
function longestOwnRun(count: number, matched: readonly number[]): number {
  const edges = [-1, ...matched, count];
  return Math.max(...edges.slice(1).map((edge, index) => edge - edges[index] - 1));
}

/** Whether two words are one as a model hears it: an echo blurs a letter of a long word. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from++;
  let left = 0;
  const most = Math.min(a.length, b.length) - from;
  while (left < most && a[a.length - 1 - left] === b[b.length - 1 - left]) left++;
  return Math.max(a.length, b.length) - from - left <= 1;
}
