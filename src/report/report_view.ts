import type { Channel, SectionId, SpokenLanguage } from "../model/mod.ts";

/** A moment of the session: seconds from its start, and as a person reads it (`12:34`). */
export interface MomentView {
  readonly seconds: number;
  readonly text: string;
  /** What a button that plays it is called: "Listen at 12:34". */
  readonly listen: string;
}

/** Something the report says, with the moment it was said. */
export interface ItemView {
  readonly text: string;
  readonly moment: MomentView;
  /** Who said it; null when nobody can tell. */
  readonly speaker: string | null;
  /** Found without a language model, in a report that has a model's words too. */
  readonly quote: boolean;
  /** Ids of the segments that prove it. */
  readonly segments: readonly string[];
}

/** An action. `owner` and `due` are null when nobody and no date was named. */
export interface ActionView extends ItemView {
  readonly what: string;
  readonly owner: string | null;
  readonly due: string | null;
}

/** A subject with the points made about it. */
export interface TopicView {
  readonly title: string;
  readonly moment: MomentView;
  readonly points: readonly ItemView[];
}

/** A part of the summary: the whole of it, untitled, or the key sentences of one block. */
export interface SummaryPart {
  readonly title: string | null;
  readonly items: readonly ItemView[];
}

/** What the report says, from the synthesis or, until there is one, from the blocks one after the other. */
export interface FindingsView {
  readonly summary: readonly SummaryPart[];
  readonly highlights: readonly ItemView[];
  readonly topics: readonly TopicView[];
  readonly decisions: readonly ItemView[];
  readonly actions: readonly ActionView[];
  /** Open ones only. */
  readonly questions: readonly ItemView[];
  readonly figures: readonly ItemView[];
  /** What was taken back since; empty once there is a synthesis, which leaves out what does not stand. */
  readonly reversals: readonly ItemView[];
}

/** A segment within a paragraph. Seconds of the session. */
export interface PieceView {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * A paragraph of the transcript, or a stretch without text and why: `gap` is what was not recorded. `end` in seconds of
 * the session.
 */
export type TranscriptEntry =
  | {
    readonly kind: "said";
    readonly moment: MomentView;
    readonly end: number;
    readonly channel: Channel;
    readonly speaker: string | null;
    readonly text: string;
    /** What `text` is made of, in order: each piece can be played and followed by itself. */
    readonly pieces: readonly PieceView[];
  }
  | {
    readonly kind: "failed" | "pending" | "gap";
    readonly moment: MomentView;
    readonly end: number;
    readonly text: string;
  };

/** A mark that somebody made while recording. */
export interface NoteView {
  readonly moment: MomentView;
  readonly text: string;
}

/** One line of a list of facts. */
export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** A stretch of the coverage bar, in thousandths of the session's length. */
export interface CoverageShare {
  readonly kind: "speech" | "silence" | "failed" | "pending" | "paused" | "lost";
  readonly from: number;
  readonly width: number;
  readonly label: string;
  readonly value: string;
}

/** What became of the seconds of the session. */
export interface CoverageView {
  readonly bar: readonly CoverageShare[];
  readonly details: readonly Detail[];
}

/** A stretch of a timeline, in thousandths of the session's length, to a tenth. */
export interface TimelineStretch {
  readonly from: number;
  readonly width: number;
}

/** Who spoke when on one channel. */
export interface TimelineLane {
  readonly channel: Channel;
  /** Null when nobody can tell who speaks. */
  readonly name: string | null;
  readonly speech: readonly TimelineStretch[];
  /** Where nothing could be heard. */
  readonly silence: readonly TimelineStretch[];
}

/** A stretch without text or sound. */
export interface TimelineHole extends TimelineStretch {
  readonly kind: "failed" | "pending" | "paused" | "lost";
  /** The one channel that is concerned; null: all. */
  readonly channel: Channel | null;
  readonly text: string;
}

/** A block of the session, about ten minutes, from `seconds` on. */
export interface TimelineBlock extends TimelineStretch {
  readonly seconds: number;
  readonly title: string;
}

/** A round time below the line, at so many thousandths. `minor`: left out where there is little room. */
export interface TimelineTick {
  readonly at: number;
  readonly text: string;
  readonly minor: boolean;
}

/** Something that happened at a moment, at so many thousandths. */
export interface TimelineMark {
  readonly kind: "decision" | "action" | "note";
  readonly at: number;
  readonly moment: MomentView;
  /** What it is, when, and its words: "Decision at 1:19: we stop project Boreal". */
  readonly text: string;
}

/** The session as a line of time. */
export interface TimelineView {
  readonly lanes: readonly TimelineLane[];
  /** In order of time. */
  readonly holes: readonly TimelineHole[];
  /** Empty for a session of one block. */
  readonly blocks: readonly TimelineBlock[];
  readonly ticks: readonly TimelineTick[];
  /** In order of time. */
  readonly marks: readonly TimelineMark[];
  readonly legend: readonly { readonly kind: "silence" | TimelineHole["kind"]; readonly label: string }[];
  /** All of it in a sentence, for those who do not see it. */
  readonly told: string;
}

/** How long one side of a conversation spoke. */
export interface SpeakerShare {
  readonly channel: Channel;
  readonly name: string;
  readonly seconds: number;
  readonly words: number;
  readonly length: string;
  /** Of what both said. */
  readonly share: string;
  /** The same in thousandths. */
  readonly width: number;
}

/** An audio file beside the report, and its place in the session in seconds. */
export interface SourceView {
  readonly address: string;
  /** `address`, then those at which an archive keeps the same sound: the page plays the first that is there. */
  readonly addresses: readonly string[];
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Where the session stands, in words. */
export interface StateView {
  readonly kind: "partial" | "provisional" | "final";
  readonly label: string;
  /** Nothing is missing and nothing will be added. */
  readonly complete: boolean;
  readonly detail: string | null;
}

/** A section of findings, in the order in which the report shows them. */
export interface SectionView {
  /** The list of `findings` that it shows, or the notes of a recording. */
  readonly id: SectionId | "reversals" | "notes";
  readonly title: string;
  /** How many items a heading counts; 0 where it counts none. */
  readonly count: number;
  /** That all of it was found without a language model, in a report that has a model's words too. */
  readonly note: string | null;
}

/** Something that a final report says otherwise than the provisional one. */
export interface ChangeView {
  /** What it is: "Decision". */
  readonly what: string;
  readonly text: string;
  /** What the provisional report said; null when it did not say it, or it alone did. */
  readonly before: string | null;
  readonly moment: MomentView;
}

/** What changed since the provisional report. */
export interface ChangesView {
  /** That nothing changed, in words; null when something did. */
  readonly none: string | null;
  readonly added: readonly ChangeView[];
  readonly gone: readonly ChangeView[];
  readonly reworded: readonly ChangeView[];
  /** How many points it no longer gives, in words; null: it gives all. */
  readonly points: string | null;
}

/** A remark in small print, and the command to type about it. */
export interface RemarkView {
  readonly text: string;
  readonly command: string;
}

/** The report's own words in its language: headings, columns, player. */
export type Labels = Readonly<
  Record<
    | "kind"
    | "notices"
    | "contents"
    | "summary"
    | "highlights"
    | "topics"
    | "decisions"
    | "actions"
    | "questions"
    | "figures"
    | "reversals"
    | "notes"
    | "coverage"
    | "writers"
    | "changes"
    | "added"
    | "gone"
    | "reworded"
    | "before"
    | "quote"
    | "transcript"
    | "who"
    | "what"
    | "due"
    | "moment"
    | "nobody"
    | "noDate"
    | "noDecisions"
    | "noActions"
    | "play"
    | "pause"
    | "position"
    | "speed"
    | "audio"
    | "audioMissing"
    | "footer",
    string
  >
>;

/** The words of `report.html` alone: what can be clicked, searched, copied or pressed. */
export type PageLabels = Readonly<
  Record<
    | "skip"
    | "skipPlayer"
    | "speech"
    | "timeline"
    | "timelineHelp"
    | "shares"
    | "decision"
    | "action"
    | "note"
    | "search"
    | "searchWhat"
    | "searchNext"
    | "searchPrevious"
    | "searchClear"
    | "searchNone"
    | "found"
    | "copy"
    | "copyItem"
    | "copyDecision"
    | "copyAction"
    | "copySummary"
    | "copyDecisions"
    | "copyActions"
    | "copied"
    | "copyFailed"
    | "back"
    | "forward"
    | "follow"
    | "followOn"
    | "followOff"
    | "clickText"
    | "keys"
    | "close"
    | "keysOn"
    | "keySpace"
    | "keyPlay"
    | "keyArrows"
    | "keyParagraphs"
    | "keyFollow"
    | "keySearch"
    | "keyHelp",
    string
  >
>;

/**
 * A report ready to be set: every text is clean, corrected and in the report's language. What a template knows as
 * `it`. Values only: it can be copied.
 */
export interface ReportView {
  readonly language: SpokenLanguage;
  readonly title: string;
  readonly state: StateView;
  /** Local time the recording began, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt: string;
  readonly date: string;
  /** Length of the recording; null until it is known. */
  readonly length: string | null;
  readonly details: readonly Detail[];
  /** What the reader must know, what is missing first; each a sentence. */
  readonly notices: readonly string[];
  /** What is no fault of this meeting's: told after the notices, in small print. */
  readonly remarks: readonly RemarkView[];
  /** Why there is nothing to read; null when something was said. */
  readonly empty: string | null;
  readonly findings: FindingsView;
  /** The sections of findings and notes that the report shows, as the meeting's kind orders and names them. */
  readonly sections: readonly SectionView[];
  /** Who wrote what; empty when no language model was asked. */
  readonly writers: readonly Detail[];
  /** What a final report says otherwise than the provisional one; null when there is nothing to tell. */
  readonly changes: ChangesView | null;
  /** In order of time; empty but for a recording in which somebody made some. */
  readonly notes: readonly NoteView[];
  readonly coverage: CoverageView;
  readonly sources: readonly SourceView[];
  /** Length of the session in seconds. */
  readonly seconds: number;
  readonly transcript: readonly TranscriptEntry[];
  /** Whether reports end with the transcript. */
  readonly withTranscript: boolean;
  /** The session as a line of time; null until its length is known. */
  readonly timeline: TimelineView | null;
  /** How long each side spoke; empty when nobody was heard or nobody can tell who speaks. */
  readonly shares: readonly SpeakerShare[];
  readonly labels: Labels;
  readonly page: PageLabels;
  /** Content-Security-Policy for the page: what the template's own style and script need, and nothing else. */
  readonly policy: string;
}
