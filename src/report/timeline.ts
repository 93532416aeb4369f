import { type Channel, channelsOf } from "../model/mod.ts";
import { type Message, message } from "../texts/mod.ts";
import { joined } from "./coverage_view.ts";
import { lengthText, momentText, TELLABLE } from "./format.ts";
import { gapSentence, toldGaps } from "./gaps.ts";
import type { ChannelNames } from "./names.ts";
import { saidSegments } from "./paragraphs.ts";
import type { ReportInput } from "./report_input.ts";
import type {
  FindingsView,
  MomentView,
  NoteView,
  SpeakerShare,
  TimelineBlock,
  TimelineHole,
  TimelineMark,
  TimelineStretch,
  TimelineTick,
  TimelineView,
} from "./report_view.ts";
import { stretchesWithoutText } from "./stretches.ts";
import { cleanText, NBSP } from "./typography.ts";
import { words } from "./words.ts";

/** Steps between ticks in seconds, and the most ticks that a narrow page has room for. */
const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];
const MOST_TICKS = 8;
/** A shorter stretch is drawn this wide, in thousandths of the session: a word said in four hours can be seen. */
const LEAST_WIDTH = 0.8;
/** Characters of a mark's text: what a tooltip can hold. */
const MARK_TEXT = 200;

/** What else a timeline shows. */
export interface TimelineParts {
  readonly findings: FindingsView;
  readonly notes: readonly NoteView[];
  readonly shares: readonly SpeakerShare[];
}

/** The session as a line of time; null until its length is known. */
export function timelineView(
  input: ReportInput,
  names: ChannelNames,
  { findings, notes, shares }: TimelineParts,
): TimelineView | null {
  const { windows, transcripts, language, coverage: { expected } } = input;
  if (!windows || expected <= 0) return null;
  const place = placeIn(expected);
  const segments = saidSegments(input);
  const silences = transcripts.filter(({ failed }) => !failed).flatMap(({ silence }) => silence);
  const lanes = channelsOf(windows.channels).map((channel) => ({
    channel,
    name: names[channel] ?? null,
    speech: stretches(segments.filter((segment) => segment.channel === channel), place),
    silence: stretches(silences.filter((span) => span.channel === channel), place),
  }));
  const holes = holesOf(input, names, place);
  const marks = marksOf(input, findings, notes, place);
  return {
    lanes,
    holes,
    blocks: blocksOf(input, place),
    ticks: ticksOf(expected),
    marks,
    legend: legendOf(holes, lanes.some(({ silence }) => silence.length > 0), language),
    told: told({ input, marks, holes, shares }),
  };
}

type Place = (from: number, to: number) => TimelineStretch;

/** Seconds as thousandths of the session, to a tenth: finer than any screen. */
function placeIn(expected: number): Place {
  const thousandths = (seconds: number) =>
    Math.round((10_000 * Math.min(Math.max(seconds, 0), expected)) / expected) / 10;
  return (from, to) => {
    const start = Math.min(thousandths(from), 1000 - LEAST_WIDTH);
    const width = Math.max(LEAST_WIDTH, thousandths(to) - start);
    return { from: start, width: Math.round(Math.min(width, 1000 - start) * 10) / 10 };
  };
}

/** Spans as they are drawn: those that would touch are one. */
function stretches(
  spans: readonly { readonly channel: Channel; readonly start: number; readonly end: number }[],
  place: Place,
): readonly TimelineStretch[] {
  const drawn: { from: number; width: number }[] = [];
  for (const { start, end } of joined(spans)) {
    const { from, width } = place(start, end);
    const last = drawn.at(-1);
    if (last && from - (last.from + last.width) < LEAST_WIDTH / 2) {
      last.width = Math.round((Math.max(last.from + last.width, from + width) - last.from) * 10) / 10;
    } else drawn.push({ from, width });
  }
  return drawn;
}

/** What has no text or no sound, with why. */
function holesOf(input: ReportInput, names: ChannelNames, place: Place): readonly TimelineHole[] {
  const { language } = input;
  const withoutText = stretchesWithoutText(input).map(({ from, to, cause }): TimelineHole => {
    const kind = cause === null ? "pending" : "failed";
    const values = { from: momentText(from), to: momentText(to) };
    return {
      kind,
      channel: null,
      ...place(from, to),
      text: words(message(`report.transcript.${kind}`, values), language),
    };
  });
  const gaps = toldGaps(input).filter(({ from, to }) => to - from >= TELLABLE).map((gap): TimelineHole => ({
    kind: gap.cause === "pause" ? "paused" : "lost",
    channel: gap.channel,
    ...place(gap.from, gap.to),
    text: gapSentence(gap, names, language),
  }));
  return [...withoutText, ...gaps].sort((a, b) => a.from - b.from);
}

/** The blocks that the session was summed up in, when there are several. */
function blocksOf({ blocks, language }: ReportInput, place: Place): readonly TimelineBlock[] {
  if (blocks.length < 2) return [];
  return blocks.map(({ start, end }) => ({
    seconds: start,
    ...place(start, end),
    title: words(message("report.block", { from: momentText(start), to: momentText(end) }), language),
  }));
}

function ticksOf(expected: number): readonly TimelineTick[] {
  const step = STEPS.find((seconds) => expected / seconds <= MOST_TICKS) ?? STEPS[STEPS.length - 1];
  const count = Math.min(Math.floor(expected / step), 4 * MOST_TICKS);
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: Math.round((10_000 * index * step) / expected) / 10,
    text: tickText(index * step),
    minor: index % 2 === 1,
  }));
}

/** A round time: `0`, `0:30`, `10 min`, `1 h`, `1 h 30`. */
function tickText(seconds: number): string {
  if (seconds === 0) return "0";
  if (seconds % 60 !== 0) return momentText(seconds);
  if (seconds < 3600) return `${seconds / 60}${NBSP}min`;
  const minutes = (seconds / 60) % 60;
  const hours = `${Math.floor(seconds / 3600)}${NBSP}h`;
  return minutes === 0 ? hours : `${hours}${NBSP}${String(minutes).padStart(2, "0")}`;
}

function marksOf(
  { language }: ReportInput,
  { decisions, actions }: FindingsView,
  notes: readonly NoteView[],
  place: Place,
): readonly TimelineMark[] {
  const mark = (kind: TimelineMark["kind"], moment: MomentView, text: string): TimelineMark => {
    const values = { at: moment.text, text: cleanText(text, MARK_TEXT) };
    return {
      kind,
      at: place(moment.seconds, moment.seconds).from,
      moment,
      text: words(message(`page.mark.${kind}`, values), language),
    };
  };
  return [
    ...decisions.map(({ moment, text }) => mark("decision", moment, text)),
    ...actions.map(({ moment, what, owner, due }) =>
      mark("action", moment, [owner, what, due].filter((part) => part !== null).join(" — "))
    ),
    ...notes.map(({ moment, text }) => mark("note", moment, text)),
  ].sort((a, b) => a.moment.seconds - b.moment.seconds);
}

/** What the shades of the line mean, of those that it has. */
function legendOf(
  holes: readonly TimelineHole[],
  silence: boolean,
  language: ReportInput["language"],
): TimelineView["legend"] {
  const kinds = (["paused", "lost", "failed", "pending"] as const)
    .filter((kind) => holes.some((hole) => hole.kind === kind));
  return [...(silence ? (["silence"] as const) : []), ...kinds]
    .map((kind) => ({ kind, label: words(message(`report.coverage.${kind}`), language) }));
}

/** The line in words, for those who do not see it. */
function told({ input, marks, holes, shares }: {
  readonly input: ReportInput;
  readonly marks: readonly TimelineMark[];
  readonly holes: readonly TimelineHole[];
  readonly shares: readonly SpeakerShare[];
}): string {
  const say = (text: Message) => words(text, input.language);
  const parts = [
    say(message("page.told.length", { length: lengthText(input.coverage.expected) })),
    ...shares.map(({ name, length, share }) => say(message("page.told.share", { name, length, share }))),
    ...(["decision", "action", "note"] as const).flatMap((kind) => {
      const n = marks.filter((mark) => mark.kind === kind).length;
      return n > 0 ? [say(message(`page.told.${kind}`, { n }))] : [];
    }),
    ...holes.length > 0 ? [say(message("page.told.hole", { n: holes.length }))] : [],
  ];
  return `${parts.join(", ")}.`;
}
