import type { Finding } from "../doctor/mod.ts";
import type { Message } from "../errors.ts";
import type { OnProgress } from "../jobs/progress.ts";
import type { LastState } from "../model/mod.ts";
import type { LiveState, Recordings } from "./recordings.ts";

/** How a drain of the inbox ended. */
export interface Drained {
  /** Sessions published. */
  readonly published: readonly SessionLine[];
  /** Sessions published with jobs that failed for good. */
  readonly withFailures: readonly SessionLine[];
  readonly rejected: readonly { readonly name: string; readonly cause: Message }[];
  /** What could not be done yet and will be tried again. */
  readonly waiting: readonly { readonly name: string; readonly cause: Message }[];
}

/** One session as lists show it. */
export interface SessionLine {
  readonly id: string;
  readonly name: string;
  /** Local time the recording began, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt: string;
  readonly open: boolean;
  readonly last: LastState;
  /** Folder of the outbox that holds it: an absolute path. */
  readonly folder: string;
  /** Of a recording that has not ended. */
  readonly live?: LiveState["state"];
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
    readonly troubles: readonly {
      readonly job: string;
      readonly cause: Message;
      readonly retryAt: number | null;
    }[];
  })[];
  readonly sealed: number;
  readonly rejected: number;
  readonly model: { readonly name: string; readonly demo: boolean; readonly present: boolean };
  readonly freeBytes: number | null;
}

/** Stages a person may name to `redo`, in the order of the flow. */
export const REDO_STAGES = ["ingest", "transcribe", "summarise", "synthesise", "render"] as const;
export type RedoStage = (typeof REDO_STAGES)[number];

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
  list(): Promise<readonly SessionLine[]>;
  /** Deletes what `stage` made and what was made from it, and reopens; without a stage, from ingest on. */
  redo(id: string, stage?: RedoStage): Promise<{ readonly id: string; readonly deleted: readonly string[] }>;
  /** Transcribes one file into text, a paragraph a pause; writes nothing but caches in `state/`. */
  transcribe(
    file: string,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<
    { readonly text: string; readonly language: string; readonly seconds: number; readonly words: number }
  >;
  doctor(): Promise<readonly Finding[]>;
  /** The live recordings of this home. */
  readonly recordings: Recordings;
}
