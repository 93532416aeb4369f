import type { Message } from "../errors.ts";
import type {
  BlockSummary,
  Corrections,
  Coverage,
  Findings,
  NoteRecord,
  Pinned,
  Prose,
  SessionRecord,
  SessionState,
  SpokenLanguage,
  Synthesis,
  TranscriptRecord,
  WindowsRecord,
} from "../model/mod.ts";

/** What a language model did for a report. Blocks are numbers of `blocks`. */
export interface ModelShare {
  /** Whose words they are: `Ollama llama3.2`. */
  readonly name: string;
  /** Blocks whose findings it wrote. */
  readonly written: readonly number[];
  /** Blocks it did not write, for good, and why: what was found without it stands. */
  readonly left: readonly { readonly block: number; readonly why: Message }[];
  /** Blocks it may still write. */
  readonly pending: readonly number[];
  /** Why it did not answer when it was last asked for what is pending. @default it did, or was not asked yet */
  readonly trouble?: Message;
  /** Its words for the whole meeting, once they stand. */
  readonly prose: Prose | undefined;
  /** Items of its answers that were dropped: nothing that was said proves them, or there was no room for them. */
  readonly dropped: number;
}

/** Everything a view is made from. Records that are not there yet are absent; the view says so. */
export interface ReportInput {
  readonly session: SessionRecord;
  readonly state: SessionState;
  /** The language the report is written in: the one spoken, or the interface's until that is known. */
  readonly language: SpokenLanguage;
  readonly windows: WindowsRecord | undefined;
  /** In order of time. */
  readonly transcripts: readonly TranscriptRecord[];
  /** In order of time. */
  readonly blocks: readonly BlockSummary[];
  readonly synthesis: Synthesis | undefined;
  /** @default no language model was asked */
  readonly model?: ModelShare;
  /** Of a final report: what the report said before the language model was done. @default nothing was said before */
  readonly provisional?: Findings;
  readonly corrections: Corrections | undefined;
  readonly coverage: Coverage;
  readonly output: Pinned["settings"]["output"];
  /** What a reader must know: the demo model, truncated audio, stages that failed. */
  readonly notices: readonly Message[];
  /** Marks made while recording, in order of time. @default none */
  readonly notes?: readonly NoteRecord[];
  /** Path of a source's audio from the report's folder, `audio/source.wav`, by the file's name; `/` between names. */
  readonly audioAddress: (file: string) => string;
}

/** A file for people: its name in the session's folder, and its text or bytes. */
export interface RenderedView {
  readonly file: string;
  readonly content: string | Uint8Array;
}

/** Source texts of templates that replace the built-in ones, by file name (`report.html.eta`). */
export type UserTemplates = ReadonlyMap<string, string>;
