import { type PlacedWord, placedWords, plainWord } from "./forms.ts";
import type { Segment } from "./transcript.ts";

/** Where a correction belongs: seconds of the session, and the text that stood there when it was made. */
export interface Anchor {
  readonly at: number;
  readonly was: string;
}

/**
 * How an anchor finds its place when the meeting was transcribed or summarised anew. Times then shift by a second or
 * two, and words differ a little:
 *
 * - a passage is looked for on either side of `at`, in words that follow each other on one channel;
 * - `reach`: it may lie this far from `at`, in seconds, when at least `alike` of its words are still there;
 * - `far`: one of at least `long` words that stands word for word in one place alone may lie this far;
 * - an item of the report may lie `itemReach` away when it shares `itemAlike` of the words that tell something.
 */
export const ANCHOR_RULE = {
  reach: 5,
  alike: 0.7,
  far: 60,
  long: 4,
  itemReach: 15,
  itemAlike: 0.5,
} as const;

/** Likenesses nearer than this are the same, and the nearest in time counts. */
const SAME = 0.05;
/** Least likeness of two spellings of one word, of its letters. */
const WORD_ALIKE = 0.6;

/** A place in a segment: characters of its text, `to` not included. */
export interface SegmentPlace {
  readonly segment: string;
  readonly from: number;
  readonly to: number;
}

/** The segments of one channel in order, cut into words. */
interface Line {
  readonly words: readonly LineWord[];
}

interface LineWord {
  readonly text: string;
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

/** A text as passages are looked for in it. */
export interface PassageFinder {
  /** The places of an anchor, in order, one a segment; undefined: it fits nowhere. */
  find(anchor: Anchor): readonly SegmentPlace[] | undefined;
}

/** Prepares `segments` for passages to be found in them. Nothing is done before the first is looked for. */
export function passageFinder(segments: readonly Segment[]): PassageFinder {
  const channels = [0, 1].map((channel) =>
    segments.filter((segment) => segment.channel === channel).toSorted((a, b) => a.start - b.start)
  );
  return {
    find(anchor) {
      const wanted = spokenWords(anchor.was).map(({ text }) => plainWord(text));
      if (wanted.length === 0) return undefined;
      const hits = (within: number) =>
        channels.flatMap((own) => alignments(lineOf(own, anchor.at, within), wanted));
      const near = hits(ANCHOR_RULE.reach).filter((hit) =>
        hit.alike >= ANCHOR_RULE.alike && distance(hit, anchor.at) <= ANCHOR_RULE.reach
      );
      const best = Math.max(...near.map(({ alike }) => alike));
      const [first] = near.filter(({ alike }) => alike >= best - SAME)
        .sort((a, b) => distance(a, anchor.at) - distance(b, anchor.at) || b.alike - a.alike);
      if (first) return placesOf(first);
      if (wanted.length < ANCHOR_RULE.long) return undefined;
      const exact = hits(ANCHOR_RULE.far).filter((hit) =>
        hit.alike === 1 && distance(hit, anchor.at) <= ANCHOR_RULE.far
      );
      return exact.length === 1 ? placesOf(exact[0]) : undefined;
    },
  };
}

/** Words alone: how a sentence ends is no matter of what was said. */
function spokenWords(text: string): PlacedWord[] {
  return placedWords(text).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

function lineOf(segments: readonly Segment[], at: number, within: number): Line {
  const near = segments.filter(({ start, end }) => start <= at + within && end >= at - within);
  return {
    words: near.flatMap((segment) =>
      spokenWords(segment.text).map(({ text, from, to }) => ({ text: plainWord(text), segment, from, to }))
    ),
  };
}

/** Words of a line that stand for a passage. `alike`: 0 to 1. */
interface Hit {
  readonly words: readonly LineWord[];
  readonly alike: number;
}

/** How far what was hit is from a moment, in seconds; 0 within its segments. */
function distance({ words }: Hit, at: number): number {
  const [start, end] = [words[0].segment.start, words[words.length - 1].segment.end];
  return Math.max(0, start - at, at - end);
}

/**
 * The best places of `wanted` in a line, none sharing a word with another: by edit distance of words (Sellers 1980: a
 * pattern anywhere in a text), a word costing what its letters differ.
 */
function alignments({ words }: Line, wanted: readonly string[]): Hit[] {
  const rows = wanted.length, columns = words.length;
  if (columns === 0) return [];
  const same = new Map<string, number>();
  const change = (a: string, b: string) => {
    if (a === b) return 0;
    const key = `${a} ${b}`;
    const known = same.get(key) ?? 1 - wordLikeness(a, b);
    same.set(key, known);
    return known;
  };
  // cost[c]: of the wanted words so far, ending before word c; begin[c]: where that place begins.
  let cost = new Float64Array(columns + 1);
  let begin = Int32Array.from({ length: columns + 1 }, (_, c) => c);
  for (let r = 1; r <= rows; r++) {
    const next = new Float64Array(columns + 1), from = new Int32Array(columns + 1);
    next[0] = r;
    for (let c = 1; c <= columns; c++) {
      const changed = cost[c - 1] + change(wanted[r - 1], words[c - 1].text);
      const left = cost[c] + 1, more = next[c - 1] + 1;
      if (changed <= left && changed <= more) [next[c], from[c]] = [changed, begin[c - 1]];
      else if (left <= more) [next[c], from[c]] = [left, begin[c]];
      else [next[c], from[c]] = [more, from[c - 1]];
    }
    [cost, begin] = [next, from];
  }
  const ends = Array.from({ length: columns }, (_, n) => n + 1)
    .filter((c) => begin[c] < c && cost[c] < rows)
    .sort((a, b) => cost[a] - cost[b] || a - b);
  const taken = new Set<number>();
  const hits: Hit[] = [];
  for (const c of ends) {
    const own = Array.from({ length: c - begin[c] }, (_, n) => begin[c] + n);
    if (own.some((n) => taken.has(n))) continue;
    for (const n of own) taken.add(n);
    hits.push({ words: own.map((n) => words[n]), alike: 1 - cost[c] / rows });
  }
  return hits;
}

function placesOf({ words }: Hit): SegmentPlace[] {
  const places: SegmentPlace[] = [];
  for (const { segment: { id }, from, to } of words) {
    const last = places.at(-1);
    if (last?.segment === id) places[places.length - 1] = { ...last, to };
    else places.push({ segment: id, from, to });
  }
  return places;
}

/** How much two spellings have in common, 0 or from {@linkcode WORD_ALIKE} to 1: of their letters (Levenshtein). */
function wordLikeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest < 4 || Math.abs(a.length - b.length) > longest * (1 - WORD_ALIKE)) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  const alike = 1 - row[b.length] / longest;
  return alike >= WORD_ALIKE ? alike : 0;
}

/** Words that tell something: long ones and figures; all where there is none. */
function tellingWords(text: string): string[] {
  const words = [...new Set(placedWords(text).map(({ text }) => plainWord(text)))];
  const telling = words.filter((word) => word.length >= 4 || /\p{N}/u.test(word));
  return telling.length > 0 ? telling : words;
}

/** How many of the words that tell something two texts share, of the one that has fewer: 0 to 1. */
export function itemLikeness(a: string, b: string): number {
  const [few, many] = [tellingWords(a), tellingWords(b)].sort((a, b) => a.length - b.length);
  if (few.length === 0) return 0;
  return few.filter((word) => many.some((other) => other === word || wordLikeness(word, other) > 0)).length /
    few.length;
}

/** Something of a report that an anchor may belong to, in each of the texts that tell it. */
export interface AnchoredItem {
  readonly at: number;
  readonly texts: readonly string[];
}

/**
 * The index of the item that an anchor belongs to; undefined: none. Of a hand-written anchor without `was`, the nearest
 * within reach.
 */
export function itemOf(
  { at, was }: { readonly at: number; readonly was?: string },
  items: readonly AnchoredItem[],
): number | undefined {
  const near = items.map((item, index) => ({
    index,
    away: Math.abs(item.at - at),
    alike: was === undefined ? 1 : Math.max(0, ...item.texts.map((text) => itemLikeness(was, text))),
  })).filter(({ away, alike }) =>
    away <= ANCHOR_RULE.itemReach && alike >= (was === undefined ? 0 : ANCHOR_RULE.itemAlike)
  );
  const best = Math.max(...near.map(({ alike }) => alike));
  return near.filter(({ alike }) => alike >= best - SAME).sort((a, b) => a.away - b.away)[0]?.index;
}
