import { Channel, type Coverage, SessionState, SpokenLanguage } from "../model/mod.ts";
import { z } from "../schema.ts";
import { dueDateOf } from "../words/mod.ts";
import { textChanges, unfittingOf } from "./corrections_view.ts";
import { channelNames, participantsOf } from "./names.ts";
import { saidSegments } from "./paragraphs.ts";
import type { ReportInput } from "./report_input.ts";
import type { ActionView, ItemView, ReportView } from "./report_view.ts";
import { cleanText } from "./typography.ts";

const seconds = z.number().describe("Seconds from the start of the session.");
const length = z.number().describe("A length in seconds.");

const Said = z.object({
  text: z.string(),
  at: seconds.describe("Moment at which it was said, in seconds from the start of the session."),
  speaker: z.string().nullable().describe("Who said it; null when nobody can tell."),
  segments: z.array(z.string()).describe(
    "Ids of the segments of the transcript that prove it, also where the transcript is left out.",
  ),
  quote: z.boolean().describe(
    "Found without a language model, in a report that has a language model's words too.",
  ),
});

const SaidAction = Said.extend({
  what: z.string(),
  owner: z.string().nullable().describe("Null when nobody was named."),
  due: z.string().nullable().describe("The date in the words that were said; null when none was."),
  dueDate: z.string().nullable().describe(
    "The day that these words mean, YYYY-MM-DD, counted from the day of the meeting; null when they mean no certain one.",
  ),
});

/** A spelling that was mended when the report was rendered: by the house vocabulary, or by a person's correction. */
export const TextChange = z.object({
  at: seconds,
  segment: z.string().describe("Id of the segment."),
  from: z.string().describe("As it was heard."),
  to: z.string().describe("As it is written now."),
  by: z.enum(["vocabulary", "correction"]),
});
export type TextChange = z.infer<typeof TextChange>;

/** A correction, or a line of the vocabulary, that fits nothing in the report any more. */
export const Unfitting = z.object({
  kind: z.enum(["word", "name", "channel", "action", "decision", "passage", "vocabulary"]),
  at: z.number().nullable().describe("The moment that it names, in seconds of the session; null: none."),
  from: z.string().describe("What it looks for."),
  to: z.string().nullable().describe("What it would write; null: it would take something away."),
  why: z.string().describe("A sentence for people, in the language of the report."),
});
export type Unfitting = z.infer<typeof Unfitting>;

/**
 * `report.json`: a report by value, for other programs. Texts are those of the report: corrected, clean, set in its
 * language. Fields may be added without a new number; what is there keeps its meaning.
 */
export const ReportData = z.object({
  schema: z.literal(1),
  session: z.object({
    id: z.string(),
    title: z.string(),
    name: z.string().describe(
      "Name of the session before any correction: that of its file, or the one given.",
    ),
    origin: z.enum(["dropped", "recorded", "uploaded"]),
    state: SessionState,
    startedAt: z.string().describe("Local time the recording began, YYYY-MM-DDTHH:MM:SS."),
    seconds: z.number().nullable().describe(
      "Length of the recording, gaps included; null until it is known.",
    ),
    language: SpokenLanguage,
    participants: z.array(z.string()).describe("Who took part, as far as a person or a file's name told."),
    files: z.array(z.string()).describe("Names of the audio files that were dropped."),
    consents: z.array(z.object({ by: z.string(), at: z.string(), wording: z.string() })),
  }),
  notices: z.array(z.string()).describe("What a reader must know, worst first; each a sentence."),
  empty: z.string().nullable().describe("Why there is nothing to read; null when something was said."),
  writers: z.array(z.object({ part: z.string(), by: z.string() })).describe(
    "Who wrote what; empty when no language model was asked.",
  ),
  synthesis: z.object({
    summary: z.array(z.object({
      title: z.string().nullable().describe("The stretch it sums up; null: the whole meeting."),
      items: z.array(Said),
    })),
    highlights: z.array(Said),
    topics: z.array(z.object({ title: z.string(), at: seconds, points: z.array(Said) })),
    decisions: z.array(Said),
    actions: z.array(SaidAction),
    questions: z.array(Said).describe("Those that nobody answered."),
    figures: z.array(Said),
    reversals: z.array(Said).describe("What was taken back; empty in a report that is final."),
  }),
  notes: z.array(z.object({ at: seconds, text: z.string() })).describe("Marks made while recording."),
  coverage: z.object({
    expected: length.describe("Length of the session, gaps included."),
    captured: z.array(length).describe("Audio on disk, by channel."),
    silent: z.array(length).describe("Captured, and nothing could be heard, by channel."),
    transcribed: length,
    failed: length,
    pending: length,
    summarised: length,
    lost: z.array(z.object({ cause: z.string(), channels: z.array(Channel), seconds: length })),
  }).describe("What became of every second of the session."),
  transcript: z.object({
    channels: z.array(z.object({ channel: Channel, speaker: z.string().nullable() })),
    segments: z.array(z.object({
      id: z.string(),
      channel: Channel,
      start: seconds,
      end: seconds,
      text: z.string(),
    })).describe("In order of time."),
    missing: z.array(z.object({
      start: seconds,
      end: seconds,
      kind: z.enum(["failed", "pending", "gap"]).describe("`gap`: not recorded."),
      text: z.string().describe("What it is and why, for people."),
    })).describe("Stretches without text."),
  }).nullable().describe("Null when the report leaves the transcript out."),
  changes: z.array(TextChange).optional().describe("Every spelling that was mended."),
  unfitting: z.array(Unfitting).optional().describe("Corrections that fit nothing any more."),
});
export type ReportData = z.infer<typeof ReportData>;

/** A report by value. `view`: the view model of `input`. Pure. */
export function reportData(input: ReportInput, view: ReportView): ReportData {
  const { session, windows, coverage, output } = input;
  const consents = [session.consent, ...session.furtherConsents ?? []].filter((one) => one !== null);
  return {
    schema: 1,
    session: {
      id: session.id,
      title: view.title,
      name: cleanText(session.name),
      origin: session.origin,
      state: input.state,
      startedAt: view.startedAt,
      seconds: windows ? coverage.expected : null,
      language: input.language,
      participants: [...participantsOf(input)],
      files: session.originals.map(({ name }) => cleanText(name, 300)),
      consents: consents.map(({ by, at, wording }) => ({
        by: cleanText(by),
        at: cleanText(at),
        wording: cleanText(wording),
      })),
    },
    notices: [...view.notices, ...view.remarks.map(({ text, command }) => `${text} ${command}`)],
    empty: view.empty,
    writers: view.writers.map(({ label, value }) => ({ part: label, by: value })),
    synthesis: synthesisData(view),
    notes: view.notes.map(({ moment, text }) => ({ at: moment.seconds, text })),
    coverage: coverageData(coverage),
    transcript: output.include_full_transcript ? transcriptData(input, view) : null,
    changes: [...textChanges(input)],
    unfitting: [...unfittingOf(input)],
  };
}

function said({ text, moment, speaker, segments, quote }: ItemView): z.infer<typeof Said> {
  return { text, at: moment.seconds, speaker, segments: [...segments], quote };
}

function synthesisData({ findings, startedAt, language }: ReportView): ReportData["synthesis"] {
  const action = (found: ActionView): z.infer<typeof SaidAction> => ({
    ...said(found),
    what: found.what,
    owner: found.owner,
    due: found.due,
    dueDate: found.due === null ? null : dueDateOf(found.due, startedAt, language) ?? null,
  });
  return {
    summary: findings.summary.map(({ title, items }) => ({ title, items: items.map(said) })),
    highlights: findings.highlights.map(said),
    topics: findings.topics.map(({ title, moment, points }) => ({
      title,
      at: moment.seconds,
      points: points.map(said),
    })),
    decisions: findings.decisions.map(said),
    actions: findings.actions.map(action),
    questions: findings.questions.map(said),
    figures: findings.figures.map(said),
    reversals: findings.reversals.map(said),
  };
}

function coverageData(coverage: Coverage): ReportData["coverage"] {
  const { captured, silent, lost, ...rest } = coverage;
  return {
    ...rest,
    captured: [...captured],
    silent: [...silent],
    lost: lost.map(({ cause, channels, seconds }) => ({ cause, channels: [...channels], seconds })),
  };
}

function transcriptData(input: ReportInput, view: ReportView): NonNullable<ReportData["transcript"]> {
  return {
    channels: channelNames(input).map((speaker, channel) => ({ channel: channel as Channel, speaker })),
    segments: saidSegments(input).map(({ id, channel, start, end, text }) => ({
      id,
      channel,
      start,
      end,
      text,
    })),
    missing: view.transcript.flatMap((entry) =>
      entry.kind === "said"
        ? []
        : [{ start: entry.moment.seconds, end: entry.end, kind: entry.kind, text: entry.text }]
    ),
  };
}
