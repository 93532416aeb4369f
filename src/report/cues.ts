import type { Channel, Segment } from "../model/mod.ts";

/** A subtitle: whole milliseconds of the session, one or two lines. */
export interface Cue {
  readonly id: string;
  readonly channel: Channel;
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
}

/** Longest line, in characters, and most lines: what is read at a glance (BBC and Netflix subtitle guidelines). */
const LINE = 42;
const LINES = 2;
/** Longest time on screen, and the shortest given where there is room, in ms. */
const LONGEST = 7000;
const SHORTEST = 1000;

/**
 * Cuts segments into subtitles. Long ones are split at punctuation or between words, with time in proportion to their
 * letters. Cues of one channel never overlap and never go back; those of two channels may share time.
 */
export function cuesOf(segments: readonly Segment[]): readonly Cue[] {
  const cues: Cue[] = [];
  for (const channel of [0, 1] as const) {
    const own = segments.filter((segment) => segment.channel === channel);
    let free = 0;
    own.forEach((segment, index) => {
      const next = own[index + 1] ? ms(own[index + 1].start) : Infinity;
      const start = Math.max(free, ms(segment.start));
      const pieces = piecesOf(segment.text, Math.max(0, ms(segment.end) - start));
      if (pieces.length === 0) return;
      const room = next > start ? next : Infinity;
      const said = Math.min(Math.max(ms(segment.end), start + SHORTEST), room);
      const end = Math.max(said, start + pieces.length);
      let before = 0;
      const letters = pieces.reduce((sum, piece) => sum + piece.length, 0);
      pieces.forEach((piece, number) => {
        const from = start + number + Math.round(((end - start - pieces.length) * before) / letters);
        before += piece.length;
        const to = start + number + 1 + Math.round(((end - start - pieces.length) * before) / letters);
        const id = pieces.length === 1 ? segment.id : `${segment.id}-${number + 1}`;
        cues.push({ id, channel, startMs: from, endMs: Math.min(to, from + LONGEST), lines: wrap(piece)! });
      });
      free = end;
    });
  }
  return cues.sort((a, b) => a.startMs - b.startMs || a.channel - b.channel);
}

const ms = (seconds: number): number => Math.max(0, Math.round(seconds * 1000));

/** `text` in the fewest pieces that fit two lines each and, spread over `length` ms, the longest time on screen. */
function piecesOf(text: string, length: number): readonly string[] {
  const words = text.split(" ").flatMap(shortWords).filter((word) => word !== "");
  if (words.length === 0) return [];
  const least = Math.max(1, Math.ceil(text.length / (LINE * LINES)), Math.ceil(length / LONGEST));
  for (let count = Math.min(least, words.length); count < words.length; count++) {
    const pieces = spread(words, count);
    if (pieces.every((piece) => wrap(piece) !== undefined)) return pieces;
  }
  return words;
}

/** Words in `count` pieces of about one length; a piece ends a little early or late to end with punctuation. */
function spread(words: readonly string[], count: number): readonly string[] {
  const pieces: string[] = [];
  let rest = [...words];
  for (let left = count; left > 1; left--) {
    const target = rest.join(" ").length / left;
    let best = 1, cost = Infinity, letters = -1;
    for (let taken = 1; taken <= rest.length - (left - 1); taken++) {
      letters += rest[taken - 1].length + 1;
      const mark = /[.?!…]["»\u00a0]*$/u.test(rest[taken - 1])
        ? 0.5
        : /[,;:]$/u.test(rest[taken - 1])
        ? 0.7
        : 1;
      const here = (Math.abs(letters - target) + 4) * mark;
      if (here < cost) [best, cost] = [taken, here];
      if (letters > 2 * target) break;
    }
    pieces.push(rest.slice(0, best).join(" "));
    rest = rest.slice(best);
  }
  return [...pieces, rest.join(" ")];
}

/** `text` on one line, or on two as even as they can be; undefined when it does not fit. */
function wrap(text: string): readonly string[] | undefined {
  if (text.length <= LINE) return [text];
  let best: readonly string[] | undefined;
  for (let at = text.indexOf(" "); at !== -1; at = text.indexOf(" ", at + 1)) {
    const lines = [text.slice(0, at), text.slice(at + 1)];
    const longest = Math.max(...lines.map((line) => line.length));
    if (longest > LINE) continue;
    if (!best || longest < Math.max(...best.map((line) => line.length))) best = lines;
  }
  return best;
}

/** A word, in parts that fit a line. */
function shortWords(word: string): readonly string[] {
  if (word.length <= LINE) return [word];
  const parts: string[] = [];
  let part = "";
  for (const sign of word) {
    if (part.length + sign.length > LINE) {
      parts.push(part);
      part = "";
    }
    part += sign;
  }
  return [...parts, part];
}
