import { passageFinder, type SegmentPlace } from "./anchors.ts";
import type { Corrections, PassageCorrection } from "./corrections.ts";
import { formsOf, plainWord } from "./forms.ts";
import { type Mend, type Mending, mendPieces, type Piece } from "./mending.ts";
import type { Segment } from "./transcript.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

/** What texts of a meeting are put right with. */
export interface MendedWith {
  readonly corrections?: Corrections;
  /** @default none: what blocks are summarised from */
  readonly vocabulary?: Vocabulary;
}

const mendings = new WeakMap<object, WeakMap<object, Mending>>();
const NO_WORDS: Readonly<Record<string, string>> = {};

/** Prepared once for the same words and vocabulary. */
export function mendingOf({ corrections, vocabulary = NO_VOCABULARY }: MendedWith): Mending {
  const words: Readonly<Record<string, string>> = corrections?.words ?? NO_WORDS;
  const known = mendings.get(words)?.get(vocabulary);
  if (known) return known;
  const pairs = Object.entries(words);
  const mending: Mending = {
    words: formsOf(pairs),
    wordsAgain: formsOf(pairs, { again: true }),
    vocabulary: formsOf(vocabulary.pairs, { compared: plainWord }),
  };
  const own = mendings.get(words) ?? new WeakMap();
  own.set(vocabulary, mending);
  mendings.set(words, own);
  return mending;
}

/** Where a person's passages stand in segments: what replaces which characters, by the segment's id, in order. */
export interface PlacedPassages {
  readonly edits: ReadonlyMap<string, readonly PassageEdit[]>;
  /** Those that fit nowhere. */
  readonly lost: readonly PassageCorrection[];
}

/** What a person wrote in place of a part of a segment. */
export interface PassageEdit extends Omit<SegmentPlace, "segment"> {
  readonly text: string;
}

/**
 * Finds the segments of a person's passages, by {@linkcode ANCHOR_RULE}. Of a passage that two segments share, all the new
 * text stands in the first. Two passages never share a word: the later one of the file fits nowhere then.
 */
export function placePassages(
  segments: readonly Segment[],
  passages: readonly PassageCorrection[] = [],
): PlacedPassages {
  const edits = new Map<string, PassageEdit[]>();
  const lost: PassageCorrection[] = [];
  if (passages.length === 0) return { edits, lost };
  const finder = passageFinder(segments);
  const textOf = new Map(segments.map(({ id, text }) => [id, text]));
  for (const passage of passages) {
    const places = finder.find(passage);
    const isTaken = places?.some(({ segment, from, to }) =>
      edits.get(segment)?.some((edit) => edit.from < to && from < edit.to)
    );
    if (!places || isTaken) {
      lost.push(passage);
      continue;
    }
    withStops(places, passage, textOf).forEach(({ segment, from, to, text }) =>
      edits.set(
        segment,
        [...edits.get(segment) ?? [], { from, to, text }].sort((a, b) => a.from - b.from),
      )
    );
  }
  return { edits, lost };
}

const ENDS = /[.,;:?!…»"\s\u00a0]+$/u;
const STOPS = /^[\s\u00a0]*[.,;:?!…»"]+/u;

/**
 * The new text in the first place of a passage, nothing in the others. The stop after the passage goes with it where
 * either text has one of its own; from the last segment to the first, where the text now stands.
 */
function withStops(
  places: readonly SegmentPlace[],
  { was, text }: PassageCorrection,
  textOf: ReadonlyMap<string, string>,
): (SegmentPlace & { readonly text: string })[] {
  const last = places[places.length - 1];
  const [stop = ""] = STOPS.exec(textOf.get(last.segment)!.slice(last.to)) ?? [];
  const isOwn = ENDS.test(was) || ENDS.test(text) || text === "";
  const moves = !isOwn && places.length > 1;
  return places.map((place, n) => ({
    ...place,
    to: place === last && (isOwn || moves) ? place.to + stop.length : place.to,
    text: n > 0 ? "" : moves ? text + stop : text,
  }));
}

/** A segment whose text was put right, and what was changed. */
export interface MendedSegment extends Segment {
  readonly mends: readonly Mend[];
}

/**
 * A segment put right: a person's passages first, then words and vocabulary in the rest of it, as
 * {@linkcode mendPieces} does. The text is empty when a person left nothing of it.
 */
export function mendSegment(
  segment: Segment,
  mending: Mending,
  edits: readonly PassageEdit[] = [],
): MendedSegment {
  const pieces: Piece[] = [];
  const own: Mend[] = [];
  let at = 0;
  for (const { from, to, text } of edits) {
    pieces.push({ text: segment.text.slice(at, from) });
    if (text !== "") pieces.push({ text, by: "correction" });
    own.push({ from: segment.text.slice(from, to), to: text, by: "correction" });
    at = to;
  }
  pieces.push({ text: segment.text.slice(at) });
  const { text, mends } = mendPieces(pieces.filter(({ text }) => text !== ""), mending);
  if (own.length === 0) return { ...segment, text, mends };
  // What is left of a passage that was taken away is no sentence: its quotation marks.
  const left = /[\p{L}\p{N}]/u.test(text) ? text.replace(/\s{2,}/g, " ").trim() : "";
  return { ...segment, text: left, mends: [...own, ...mends] };
}

/** What was said, put right; and the passages of the corrections that fit nowhere. */
export interface MendedText {
  readonly segments: readonly MendedSegment[];
  readonly lost: readonly PassageCorrection[];
}

/** All that was said in a meeting, put right. Segments that a person left nothing of have an empty text. */
export function mendSegments(segments: readonly Segment[], mendedWith: MendedWith): MendedText {
  const { edits, lost } = placePassages(segments, mendedWith.corrections?.transcript);
  const mending = mendingOf(mendedWith);
  return { segments: segments.map((segment) => mendSegment(segment, mending, edits.get(segment.id))), lost };
}
