import type { App, Desk, DeskRequest } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Environment, ResolvedSettings, SettingFlag } from "../config/mod.ts";
import type { Language } from "../texts/mod.ts";

/** A place text goes to: a terminal, a file or a pipe. */
export interface Output {
  write(text: string): void;
  /** Whether it can be drawn anew. */
  readonly isTerminal: boolean;
  /** Width in characters; 80 when it is no terminal. */
  readonly columns: number;
}

/** What a command asks of {@linkcode CliIo.createApp}. */
export interface AppRequest {
  /** Absolute path. */
  readonly home: string;
  readonly resolved: ResolvedSettings;
  /** Flags that set settings, for processes started on the same home. */
  readonly flags: readonly SettingFlag[];
  readonly language: Language;
  /** The command as the owner file names it: `watch`. */
  readonly command: string;
  /** Whether logs also go to standard error. */
  readonly verbose: boolean;
}

/** What the program is. */
export interface Program {
  readonly version: string;
  /** Home when neither `--home` nor `GREFFIER_HOME` names one: an absolute path. */
  readonly home: string;
  /** Home of the demo: an absolute path. */
  readonly demoHome: string;
  /** Folder of the demo's recordings. An executable unpacks them to the folder `cache`. */
  demoRecordings(cache: string): Promise<string>;
}

/** Everything the command line touches outside itself, so that tests need no process. */
export interface CliIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: {
    readonly isTerminal: boolean;
    waitForEnter(): Promise<void>;
    /** Asks for a line of text; null: the person gave up, or nobody can answer any more. */
    ask(question: string): Promise<string | null>;
    /**
     * Calls `listener` with each key of the terminal as it is pressed, until disposed: a character, `"\r"` for Enter.
     * Ctrl+C stays a stop request.
     */
    onKey(listener: (key: string) => void): Disposable;
  };
  readonly environment: Environment;
  readonly clock: Clock;
  readonly program: Program;
  /** What stands at a path; null: nothing. */
  kindOf(path: string): Promise<"folder" | "file" | null>;
  /** Calls `listener` each time a person or the system asks the program to stop, until disposed. */
  onStopRequest(listener: () => void): Disposable;
  /** As {@linkcode onStopRequest}, for a process without a keyboard: the system ends it, or its window is closed. */
  onEndRequest(listener: () => void): Disposable;
  /** Calls `listener` when the window of the program is closed, until disposed; without one the program ends then. */
  onWindowClosed(listener: () => void): Disposable;
  /** Makes Ctrl+C mean nothing to this process, until disposed. */
  ignoreKeyboard(): Disposable;
  /** Imports and builds the app; heavy, so only commands that need it call it. */
  createApp(request: AppRequest): Promise<App>;
  /** Makes the desk of a home: the icon near the clock. Heavy as well. */
  createDesk(request: DeskRequest): Promise<Desk>;
  /** Serves as the speech engine's process until its parent lets go. */
  runEngineChild(): Promise<void>;
  /** Serves as the process that decodes, until the file is decoded. */
  runDecodeChild(): Promise<void>;
}
