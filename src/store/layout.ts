import { join, resolve } from "node:path";

/** The places of a home. All paths are absolute. */
export interface HomeLayout {
  readonly home: string;
  readonly settings: string;
  readonly settingsSchema: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly rejected: string;
  readonly templates: string;
  readonly models: string;
  readonly vocabulary: string;
  readonly lock: string;
  readonly owner: string;
  /** Held while a recording begins: two that begin at once must see each other. */
  readonly beginning: string;
  readonly logs: string;
  readonly state: string;
}

/** The places of the home at `home`; `outputDirectory` is the setting `output.directory`, relative to the home. */
export function homeLayout(home: string, outputDirectory = "outbox"): HomeLayout {
  const root = resolve(home);
  return {
    home: root,
    settings: join(root, "greffier.json"),
    settingsSchema: join(root, "greffier.schema.json"),
    inbox: join(root, "inbox"),
    outbox: resolve(root, outputDirectory),
    rejected: join(root, "rejected"),
    templates: join(root, "templates"),
    models: join(root, "models"),
    vocabulary: join(root, "vocabulary.txt"),
    lock: join(root, "greffier.lock"),
    owner: join(root, "greffier.owner"),
    beginning: join(root, "recording.lock"),
    logs: join(root, "logs"),
    state: join(root, "state"),
  };
}

/** The names of files in a session's two folders, and what each means. */
export const NAMES = {
  /** Both folders: the session. */
  session: "session.json",
  /** Inbox: no more audio will come. */
  ended: "ended",
  /** Inbox: the recorder is asked to pause; its removal asks it to go on. */
  pause: "pause",
  /** Inbox: the recorder is asked to end. */
  stop: "stop",
  /** Inbox: the recorder's state, twice a second. */
  levels: "levels.json",
  /** Inbox: lock of the recorder. */
  recorderLock: "recorder.lock",
  /** Inbox: this session is to be moved to `rejected/`, and why. */
  rejection: "rejection.json",
  /** Outbox: a person's corrections. */
  corrections: "corrections.json",
  /** Outbox: what corrections were before `greffier correct` changed them. */
  correctionsUndo: "corrections.undo.json",
  /** Outbox: the last file written. */
  sealed: "sealed.json",
  /** Outbox: folder of the stages' files. */
  stages: "stages",
  /** Outbox: folder of the audio once the report is final. */
  audio: "audio",
  /** Outbox: what retention did. */
  retention: "retention.json",
  /** Outbox: folder of what is asked of, and done by, deliveries. */
  delivery: "delivery",
  windows: "windows.json",
  language: "language.json",
  synthesis: "synthesis.json",
  /** What a language model wrote of the whole meeting. */
  prose: "prose.json",
  /** What the report said before the language model was done. */
  provisional: "provisional.json",
  views: "views.json",
  transcriptEnding: ".transcript.json",
  summaryEnding: ".summary.json",
  refinedEnding: ".refined.json",
  mergedEnding: ".merged.json",
  errorEnding: ".error.json",
  gapEnding: ".gap.json",
  /** State of the home: the process that holds it is asked to end. */
  quit: "quit",
  /** State of the home: why a command without a window ended. */
  failureEnding: ".failure.json",
  /** State of the home: how fast the engine was last. */
  pace: "transcription.json",
  /** State of the home: when the clock was last looked at. */
  clock: "clock.json",
  /** State of the home: the drop with a sidecar that is being set aside. */
  rejecting: "rejecting.json",
} as const;

const OWN_IN_INBOX =
  /^(session\.json|ended|pause|stop|rejection\.json|levels\.json|recorder\.lock|work(-\d+)?\.wav)$|\.part$/;

/**
 * Whether a file of a session's folder in the inbox is the program's own: neither audio, finished or not, nor anything a
 * person put there.
 */
export function isOwnInInbox(name: string): boolean {
  return OWN_IN_INBOX.test(name) && numberOf(name) === undefined;
}

/** Name of a window's transcript in `stages/`. */
export function transcriptFile(window: string): string {
  return window + NAMES.transcriptEnding;
}

/** Name of a block's summary in `stages/`. */
export function summaryFile(block: number): string {
  return twoDigits(block) + NAMES.summaryEnding;
}

/** Name of what a language model found in a block, in `stages/`. */
export function refinedFile(block: number): string {
  return twoDigits(block) + NAMES.refinedEnding;
}

/** What neighbouring blocks are called together: `00-05`. */
export function blockRange(first: number, last: number): string {
  return `${twoDigits(first)}-${twoDigits(last)}`;
}

/** Name of what a language model wrote of neighbouring blocks, in `stages/`. */
export function mergedFile(first: number, last: number): string {
  return blockRange(first, last) + NAMES.mergedEnding;
}

/** Name of a job's error file in `stages/`: `transcribe.000000-000002.error.json`. */
export function errorFile(stage: string, input: string): string {
  return (input === "" ? stage : `${stage}.${input}`) + NAMES.errorEnding;
}

/** Name of a dropped file in its session's folder: `source.wav`, `source-2.wav` …; `index` counts from 0. */
export function sourceFile(index: number, extension: string): string {
  return `source${index === 0 ? "" : `-${index + 1}`}${extension}`;
}

/** Name of the 16 kHz WAV that a source was decoded into: `work.wav`, `work-2.wav` … */
export function workFile(source: string): string {
  return source.replace(/^source/, "work").replace(/\.[^.]*$/, "") + ".wav";
}

/** Endings of audio that retention compressed, without loss and with. */
export const ARCHIVE_ENDINGS = [".flac", ".opus"] as const;

/** Name of what a file of `audio/` is archived as: `source.flac`, `000123.opus`. */
export function archiveFile(file: string, ending: (typeof ARCHIVE_ENDINGS)[number]): string {
  return file.replace(/\.[^.]*$/, "") + ending;
}

/**
 * Name of the 16 kHz WAV that a source is heard from again once only its archive is left: `work.wav`, `work-2.wav`,
 * `work-000123.wav`.
 */
export function restoredFile(source: string): string {
  return numberOf(source) === undefined ? workFile(source) : `work-${source}`;
}

/** Name of a live chunk: `000123.wav`. Chunks and gaps are numbered together. */
export function chunkFile(number: number): string {
  return `${sixDigits(number)}.wav`;
}

/** Name of a gap: `000124.gap.json`. */
export function gapFile(number: number): string {
  return sixDigits(number) + NAMES.gapEnding;
}

/** The number of a live chunk, of one being written, or of a gap; undefined for any other name. */
export function numberOf(name: string): number | undefined {
  const found = /^(\d{6})\.(wav|wav\.part|gap\.json)$/.exec(name);
  return found ? Number(found[1]) : undefined;
}

/** Whether a file of a recording's folder is a note. */
export function isNote(name: string): boolean {
  return /^note-.*\.json$/i.test(name);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

function sixDigits(number: number): string {
  return String(number).padStart(6, "0");
}
