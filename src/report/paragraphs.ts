import type { Segment } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { momentText } from "./format.ts";
import { gapSentence, toldGaps } from "./gaps.ts";
import { mendedText } from "./mended.ts";
import type { ChannelNames } from "./names.ts";
import type { ReportInput } from "./report_input.ts";
import type { TranscriptEntry } from "./report_view.ts";
import { stretchesWithoutText } from "./stretches.ts";
import { typeset } from "./typography.ts";
import { momentView, words } from "./words.ts";

/** A silence of this many seconds ends a paragraph. */
const PAUSE = 1;
/** After this many seconds a paragraph ends with its sentence; after twice as many, at once. */
const LONG_PARAGRAPH = 30;

const said = new WeakMap<ReportInput, readonly Segment[]>();

/**
 * What was said, in order of time, put right by the vocabulary and by a person and set in the report's language;
 * segments without text left out. Worked out once for an input: views ask for it time and again.
 */
export function saidSegments(input: ReportInput): readonly Segment[] {
  const known = said.get(input) ?? setSegments(input);
  said.set(input, known);
  return known;
}

function setSegments(input: ReportInput): readonly Segment[] {
  return mendedText(input).segments
    .map(({ mends: _, ...segment }) => ({ ...segment, text: typeset(segment.text, input.language) }))
    .filter(({ text }) => text !== "")
    .toSorted((a, b) => a.start - b.start || a.channel - b.channel || (a.id < b.id ? -1 : 1));
}

/** The transcript as paragraphs: one a turn, a turn that goes on cut at pauses; what has no text is named in its place. */
export function transcriptEntries(input: ReportInput, names: ChannelNames): readonly TranscriptEntry[] {
  const { language } = input;
  const entries: TranscriptEntry[] = [];
  let paragraph: Segment[] = [];
  const close = () => {
    const [first] = paragraph;
    if (!first) return;
    entries.push({
      kind: "said",
      moment: momentView(first.start, language),
      end: Math.max(...paragraph.map(({ end }) => end)),
      channel: first.channel,
      speaker: names[first.channel] ?? null,
      text: paragraph.map(({ text }) => text).join(" "),
      pieces: paragraph.map(({ start, end, text }) => ({ from: toTheMs(start), to: toTheMs(end), text })),
    });
    paragraph = [];
  };
  const holes = holesOf(input, names);
  let hole = 0;
  const nameHoles = (until: number) => {
    for (; hole < holes.length && holes[hole].moment.seconds <= until; hole++) {
      close();
      entries.push(holes[hole]);
    }
  };
  for (const segment of saidSegments(input)) {
    nameHoles(segment.start);
    if (endsBefore(paragraph, segment)) close();
    paragraph.push(segment);
  }
  close();
  nameHoles(Infinity);
  return entries;
}

const toTheMs = (seconds: number): number => Math.max(0, Math.round(seconds * 1000) / 1000);

/** What has no text, and why: not transcribed, not yet, or not recorded. In order of time. */
function holesOf(input: ReportInput, names: ChannelNames): readonly TranscriptEntry[] {
  const { language } = input;
  const withoutText = stretchesWithoutText(input).map(({ from, to, cause }): TranscriptEntry => {
    const kind = cause === null ? "pending" : "failed";
    const values = { from: momentText(from), to: momentText(to) };
    const text = words(message(`report.transcript.${kind}`, values), language);
    return { kind, moment: momentView(from, language), end: to, text };
  });
  const gaps = toldGaps(input).map((gap): TranscriptEntry => ({
    kind: "gap",
    moment: momentView(gap.from, language),
    end: gap.to,
    text: gapSentence(gap, names, language),
  }));
  return [...withoutText, ...gaps].sort((a, b) => a.moment.seconds - b.moment.seconds);
}

function endsBefore(paragraph: readonly Segment[], next: Segment): boolean {
  const last = paragraph.at(-1);
  if (!last) return false;
  if (last.channel !== next.channel || next.start - last.end >= PAUSE) return true;
  const length = last.end - paragraph[0].start;
  return length >= 2 * LONG_PARAGRAPH ||
    (length >= LONG_PARAGRAPH && /[.?!…]["»\s\u00a0]*$/u.test(last.text));
}
