import type { Message } from "../errors.ts";
import { type RecordingPlan, SAMPLE_RATE } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { changesView } from "./changes_view.ts";
import { coverageView } from "./coverage_view.ts";
import { findingsView } from "./findings_view.ts";
import { dateText, lengthText } from "./format.ts";
import { labelsIn } from "./labels.ts";
import { noticesOf, remarksOf } from "./missing.ts";
import { type ChannelNames, channelNames, isApart, participantsOf } from "./names.ts";
import { pageLabels } from "./page_labels.ts";
import { transcriptEntries } from "./paragraphs.ts";
import type { ReportInput } from "./report_input.ts";
import type { Detail, NoteView, ReportView, SourceView } from "./report_view.ts";
import { kindOf, type ReportKind, sectionViews } from "./sections.ts";
import { sentAway } from "./sent_away.ts";
import { speakerShares } from "./shares.ts";
import { stateView } from "./state_view.ts";
import { timelineView } from "./timeline.ts";
import { capitalised, cleanText, typeset } from "./typography.ts";
import { causeWords, momentView, words } from "./words.ts";
import { hasModelWords, unwrittenNotice, writerOf, writersView } from "./writers.ts";

/** Longest title, in characters. */
const TITLE = 200;

/** Makes everything a report shows from the records of its session. Pure: the same input, the same view. */
export function viewModel(input: ReportInput): ReportView {
  const { session, language, coverage } = input;
  const names = channelNames(input);
  const transcript = transcriptEntries(input, names);
  const kind = kindOf(input);
  const findings = findingsView(input, names);
  const notes = notesOf(input);
  const shares = speakerShares(input, names);
  const empty = transcript.some(({ kind }) => kind === "said") ? null : words(whyEmpty(input), language);
  const sent = sentAway(input);
  const unwritten = unwrittenNotice(input);
  return {
    language,
    title: titleOf(input),
    state: stateView(input),
    startedAt: session.startedAt,
    date: dateText(cleanText(session.startedAt, 40), language),
    length: input.windows ? lengthText(coverage.expected) : null,
    details: details(input, names, kind),
    notices: noticesOf(input, names, [
      ...kind.problem ? [message("report.missing.kind", { cause: causeWords(kind.problem, language) })] : [],
      ...unwritten ? [unwritten] : [],
      ...sent ? [sent.notice] : [],
    ]),
    remarks: remarksOf(input),
    empty,
    findings,
    sections: sectionViews({ kind, findings, notes: notes.length, empty: empty !== null, language }),
    writers: empty === null ? writersView(input) : [],
    changes: changesView(input, kind.sections.map(({ section }) => section)),
    notes,
    coverage: coverageView(input, names),
    sources: sources(input),
    seconds: coverage.expected,
    transcript,
    withTranscript: input.output.include_full_transcript,
    timeline: timelineView(input, names, { findings, notes, shares }),
    shares,
    page: pageLabels(language),
    labels: labelsIn({
      language,
      ended: input.state === "final",
      sections: kind.sections,
      sentTo: sent && hasModelWords(input) ? sent.where : undefined,
    }),
    policy: "",
  };
}

/** The title of a report: a person's own, else what the session's name makes. */
export function titleOf({ session, corrections, language }: ReportInput): string {
  const name = cleanText(corrections?.title ?? session.title ?? titleFromName(session.name), TITLE) ||
    session.id;
  return typeset(name, language);
}

/**
 * The title that a session's name makes: a file's name in one piece (`reunion-projet-atlas`) as words with a capital,
 * hyphens of dates and other numbers apart; a name with a space as it was written.
 */
export function titleFromName(name: string): string {
  const trimmed = name.trim();
  if (/\s/.test(trimmed)) return trimmed;
  const spaced = trimmed.replace(/_|(?<!\d)-|-(?!\d)/g, " ").replace(/\s+/g, " ").trim();
  return spaced === "" ? trimmed : capitalised(spaced);
}

/** Why there is nothing to read: never an empty success. */
function whyEmpty({ windows, coverage }: ReportInput): Message {
  if (!windows || coverage.pending > 0) return message("report.empty.yet");
  if (coverage.failed > 0) return message("report.empty.failed");
  if (coverage.captured.every((seconds) => seconds === 0)) return message("report.empty.noAudio");
  return message("report.empty", { length: lengthText(coverage.expected) });
}

function notesOf({ notes = [], language }: ReportInput): readonly NoteView[] {
  return notes.map(({ at, text }) => ({
    moment: momentView(at, language),
    text: typeset(cleanText(text, 2000), language) || words(message("report.note.plain"), language),
  }));
}

function details(input: ReportInput, names: ChannelNames, kind: ReportKind): readonly Detail[] {
  const { session, language, windows, coverage } = input;
  const found: Detail[] = [];
  const tell = (label: Message, value: string) => found.push({ label: words(label, language), value });
  tell(message("report.detail.date"), dateText(cleanText(session.startedAt, 40), language));
  if (windows) tell(message("report.detail.length"), lengthText(coverage.expected));
  tell(message("report.detail.language"), words(message(`report.language.${language}`), language));
  if (kind.name !== null) tell(message("report.detail.kind"), kind.name);
  const writer = writerOf(input);
  if (writer !== undefined) tell(message("report.detail.writer"), writer);
  const said = names.filter((name) => name !== null);
  if (isApart(input)) {
    tell(
      message("report.detail.voices"),
      said.map((name) => typeset(name, language)).join(", "),
    );
  }
  const participants = participantsOf(input);
  if (participants.length > 0) {
    const who = participants.map((name) => typeset(name, language)).join(", ");
    tell(message("report.detail.participants", { n: participants.length }), who);
  }
  if (session.recording) tell(message("report.detail.recorded"), recordedText(session.recording, language));
  if (session.originals.length > 0) {
    const files = session.originals.map(({ name }) => cleanText(name, 300)).join(", ");
    tell(message("report.detail.file", { n: session.originals.length }), files);
  }
  for (
    const { by, at, wording } of [session.consent, ...session.furtherConsents ?? []].filter((one) =>
      one !== null
    )
  ) {
    tell(
      message("report.detail.consent"),
      words(message("report.consent", { by, at: dateText(at, language), wording }), language),
    );
  }
  return found;
}

/** What a recording was asked to hear. */
function recordedText({ sides, process }: RecordingPlan, language: ReportInput["language"]): string {
  const [side, other] = sides;
  if (process === null || !sides.includes("system")) {
    return words(message(other ? "report.recorded.both" : `report.recorded.${side}`), language);
  }
  const program = cleanText(process, 100);
  return words(
    message(other ? "report.recorded.bothProgram" : "report.recorded.program", { program }),
    language,
  );
}

function sources({ windows, session, audioAddress }: ReportInput): readonly SourceView[] {
  return (windows?.sources ?? []).map(({ file, from, to }) => ({
    ...addressesOf(audioAddress(file)),
    name: cleanText(session.originals.find((original) => original.file === file)?.name ?? file, 300),
    from: from / SAMPLE_RATE,
    to: to / SAMPLE_RATE,
  }));
}

/** Endings of the files in which an archive keeps the sound of a file of the same name. */
const ARCHIVED = [".flac", ".opus"];

/** Where the sound of a source may be: retention can put an archive in the place of a file after the report is written. */
function addressesOf(path: string): Pick<SourceView, "address" | "addresses"> {
  const archives = ARCHIVED.map((ending) => path.replace(/\.[^./]*$/, "") + ending);
  const [address, ...others] = [...new Set([path, ...archives])]
    .map((file) => file.split("/").map(encodeURIComponent).join("/"));
  return { address, addresses: [address, ...others] };
}
