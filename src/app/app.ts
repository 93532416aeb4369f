import type { Added, AddOptions } from "./adding.ts";
import type { AskOptions, AskResult } from "./ask.ts";
import type { Corrected, CorrectRequest, MeetingCorrections } from "./correct.ts";
import type { Scheduler } from "../desktop/schedule/mod.ts";
import type { Finding } from "../doctor/mod.ts";
import type { Message } from "../errors.ts";
import type { Exported, ExportOptions } from "./exporting.ts";
import type { Packed, PackOptions } from "./pack.ts";
import type { SearchOptions, SearchResult } from "./search.ts";
import type { Stats, StatsOptions } from "./stats.ts";
import type { Verified, VerifyOptions } from "./verify.ts";
import type { OnProgress } from "../jobs/progress.ts";
import type { DeliveryKind, LastState } from "../model/mod.ts";
import type { PlannedDelivery } from "./deliver.ts";
import type { Installed, InstallRequest, Uninstalled } from "./install.ts";
import type { Retained } from "./retained.ts";
import type { RetentionOutcome } from "./retention.ts";
import type { LiveState, Recordings } from "./recordings.ts";
import type { UpdateCheck } from "./updates.ts";

/** How a drain of the inbox ended. */
export interface Drained {
  /** Sessions published. */
  readonly published: readonly SessionLine[];
  /** Sessions published with jobs that failed for good. */
  readonly withFailures: readonly SessionLine[];
  readonly rejected: readonly { readonly name: string; readonly cause: Message }[];
  /** What could not be done yet and will be tried again. */
  readonly waiting: readonly { readonly name: string; readonly cause: Message }[];
  /** Deliveries of reports that were made. Left out when there were none. */
  readonly delivered?: number;
  /** What retention did. Left out when it did nothing. */
  readonly retained?: Retained;
}

/** One session as lists show it. */
export interface SessionLine {
  readonly id: string;
  readonly name: string;
  /** The title that people gave it, which lists show. @default its name */
  readonly title?: string;
  /** Local time the recording began, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt: string;
  readonly open: boolean;
  readonly last: LastState;
  /** Folder of the outbox that holds it: an absolute path. */
  readonly folder: string;
  /** Of a recording that has not ended. */
  readonly live?: LiveState["state"];
  /** Of a report that is whole but provisional: the language model that has not finished writing it. */
  readonly writer?: string;
}

/** What `status` tells. */
export interface HomeStatus {
  readonly home: string;
  /** Who runs the pipeline here; null: nobody does. */
  readonly owner: { readonly pid: number; readonly command: string; readonly since: string } | null;
  /** Files in the inbox not yet taken. */
  readonly waitingFiles: readonly { readonly name: string; readonly bytes: number }[];
  /** Open sessions with how far they are: windows that have their text, of all. */
  readonly open: readonly (SessionLine & {
    readonly windowsDone: number;
    readonly windows: number;
    /** Of a recording that has not ended. */
    readonly recording?: LiveState;
    /** Of one that has ended, where a language model is asked: blocks that wait for it. */
    readonly modelPending?: number;
    readonly troubles: readonly {
      readonly job: string;
      readonly cause: Message;
      readonly retryAt: number | null;
    }[];
  })[];
  /** What of the inbox and the outbox is left as it is, or is still to be delivered, and why; absent: nothing. */
  readonly leftAlone?: readonly { readonly name: string; readonly cause: Message }[];
  /** Finished meetings whose report was last delivered in vain, and why. Left out when there are none. */
  readonly undelivered?: readonly { readonly name: string; readonly cause: Message }[];
  /** What is to be done to finished meetings, and could not be yet; absent: nothing. */
  readonly undone?: readonly {
    readonly id: string;
    readonly name: string;
    readonly task: string;
    readonly cause: Message;
    readonly retryAt: number;
  }[];
  readonly sealed: number;
  readonly rejected: number;
  readonly model: { readonly name: string; readonly demo: boolean; readonly present: boolean };
  readonly freeBytes: number | null;
}

/** Who else is told while sessions are listed. */
export interface ListOptions {
  /** Hears why a session that a newer greffier wrote is not in the list. */
  readonly onNewer?: (why: Message) => void;
}

/** Stages a person may name to `redo`, in the order of the flow. */
export const REDO_STAGES = ["ingest", "transcribe", "summarise", "synthesise", "render"] as const;
export type RedoStage = (typeof REDO_STAGES)[number];

/** What a session is to be summarised with from now on; whatever is left out stays as the settings have it. */
export interface RedoOverrides {
  readonly backend?: Backend;
  /** Name of a language model, as its backend calls it. */
  readonly model?: string;
  /** A kind of meeting. */
  readonly template?: string;
}

/** Backends that a person may name to `redo`. */
export const BACKENDS = ["none", "ollama", "openai", "anthropic"] as const;
export type Backend = (typeof BACKENDS)[number];

/** A session that is to be made again in part. */
export interface Redone {
  readonly id: string;
  readonly deleted: readonly string[];
  /** Where its text will be sent to be summarised; absent: it stays on the PC. */
  readonly sentTo?: string;
}

/** The language model that writes the summaries of meetings to come. */
export interface WriterLine {
  /** `Ollama llama3.2` */
  readonly name: string;
  /** It is used where it answers, and nobody waits for it. */
  readonly ifThere: boolean;
  /** Where the text of meetings is sent; absent: it stays on the PC. */
  readonly sentTo?: string;
}

/** A kind of meeting: what its reports hold, and in which order. */
export interface KindLine {
  /** As settings and `--template` name it. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Titles of the sections, in the order of the report. */
  readonly sections: readonly string[];
  /** Files of the home's `templates/` that make it, or replace a built-in one. */
  readonly files: readonly string[];
  /** What is wrong in one of them. */
  readonly problem: Message | null;
}

/** Commands that work without a window when they are asked to. */
export const APART_COMMANDS = ["run", "watch", "tray"] as const;
export type ApartCommand = (typeof APART_COMMANDS)[number];

/** A running greffier on one home. */
export interface App extends AsyncDisposable {
  readonly home: string;
  /** Makes the home's folders, the LISEZMOI of its inbox and outbox, and `greffier.json` with its schema. */
  init(): Promise<{ readonly made: readonly string[] }>;
  /** Does everything due, once. Throws `GreffierError` `lock.held` when another process runs the pipeline here. */
  run(options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: OnProgress;
    /** Called once the home is held, before anything is done in it. */
    readonly onHeld?: () => void;
  }): Promise<Drained>;
  /** As {@linkcode run}, for ever. `finish` ends after the running jobs; `signal` at once. */
  watch(options: {
    readonly finish?: AbortSignal;
    readonly signal?: AbortSignal;
    readonly onProgress?: OnProgress;
    readonly onHeld?: () => void;
  }): Promise<void>;
  status(): Promise<HomeStatus>;
  /** Newest first. */
  list(options?: ListOptions): Promise<readonly SessionLine[]>;
  /**
   * Deletes what `stage` made and what was made from it, and reopens; without a stage, from ingest on, or, with
   * `overrides`, from the summaries on.
   */
  redo(id: string, stage?: RedoStage, overrides?: RedoOverrides): Promise<Redone>;
  /** What of a meeting can be corrected, and what is. */
  corrections(id: string): Promise<MeetingCorrections>;
  /** Writes what a person wants corrected into a meeting's `corrections.json`; whatever they wrote there stays. */
  correct(id: string, request: CorrectRequest): Promise<Corrected>;
  /** Who writes the summaries of meetings taken from now on; undefined: no language model. Nobody is asked. */
  writer(): Promise<WriterLine | undefined>;
  /** The web server that finished reports are announced or sent to; undefined: none, or one on this PC. */
  announcesTo(): { readonly host: string; readonly content: "notice" | "report" } | undefined;
  /** The kinds of meeting that are built in, and those of the home. */
  kinds(): Promise<readonly KindLine[]>;
  /** Copies a kind of meeting into `templates/`, to be changed there; returns the absolute path of the copy. */
  copyKind(kind: string, options?: { readonly as?: string }): Promise<string>;
  /**
   * Answers a question by what was said in the meetings `ids`, in that order. Throws a sentence when none of them has text
   * that can be read, `UsageError` when the question names nothing to look for.
   */
  ask(ids: readonly string[], question: string, options?: AskOptions): Promise<AskResult>;
  /** Looks for words in everything that was said. Throws `UsageError` when there is no word to look for. */
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  /**
   * Copies the views of meetings to a folder, one folder a meeting. Throws a sentence when that folder is the home's own, or
   * has no room.
   */
  export(ids: readonly string[], options: ExportOptions): Promise<readonly Exported[]>;
  /** Counts the meetings. */
  stats(options: StatsOptions): Promise<Stats>;
  /** Compares finished meetings with what was sealed. */
  verify(ids: readonly string[], options?: VerifyOptions): Promise<readonly Verified[]>;
  /** Packs a meeting into a zip that another home can take up. Throws a sentence when the zip cannot be written there. */
  pack(id: string, options?: PackOptions): Promise<Packed>;
  /**
   * Transcribes one file into text, a paragraph a pause; writes nothing but caches in `state/`. `onProgress` hears seconds
   * of the recording.
   */
  transcribe(
    file: string,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<
    { readonly text: string; readonly language: string; readonly seconds: number; readonly words: number }
  >;
  /**
   * Copies recordings into the inbox, each file or folder a meeting, as if a person had dropped them there. None is copied
   * when one cannot be: the sentence that is thrown names it.
   */
  add(paths: readonly string[], options?: AddOptions): Promise<readonly Added[]>;
  /**
   * Asks that the report of a finished meeting be delivered: by whoever works on the home, or is next to. Throws a sentence
   * when it is not finished, or the settings do not say where to.
   *
   * @param kinds None: all that the settings switch on.
   */
  deliver(id: string, kinds: readonly DeliveryKind[]): Promise<readonly PlannedDelivery[]>;
  /**
   * Does what the rules of retention ask for now, and nothing else; with `dryRun` nothing at all: tells what would go, and
   * when. Throws as {@linkcode App.run} while another process runs the pipeline.
   */
  retention(options: {
    readonly dryRun?: boolean;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number, note?: string) => void;
  }): Promise<RetentionOutcome>;
  doctor(): Promise<readonly Finding[]>;
  /** Makes the shortcuts to this program, and what it does by itself. Throws a sentence where it cannot be installed. */
  install(request: InstallRequest): Promise<Installed>;
  /** Whether there may be something that `uninstall` removes. */
  isInstalled(): Promise<boolean>;
  /** Removes the shortcuts that start this program, and the scheduled tasks of this home; nothing else. */
  uninstall(): Promise<Uninstalled>;
  /** Whether a shortcut starts this program on this home when the person logs on. */
  startsAtLogOn(): Promise<boolean>;
  /** Asks the address of the settings, and nobody else, whether there is a newer version. */
  checkForUpdate(options?: { readonly signal?: AbortSignal }): Promise<UpdateCheck>;
  /**
   * Starts a command of this program on this home apart: without a window, and it goes on when this process ends.
   * Resolves once it is there: it holds the home, or looks after it. Throws the sentence that says why it could not.
   */
  startApart(command: ApartCommand): Promise<void>;
  /** Asks the `watch` of this home to end after its running jobs; false: none runs. */
  askToEnd(): Promise<boolean>;
  /** Asks the icon of this home to go away; false: there is none. */
  askTrayToEnd(): Promise<boolean>;
  /** What the system starts by itself for this home; undefined: it has no scheduler. */
  scheduler(): Promise<Scheduler | undefined>;
  /** The live recordings of this home. */
  readonly recordings: Recordings;
}
