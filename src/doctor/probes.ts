import type { ResolvedSettings } from "../config/mod.ts";
import type { Message, TroubleKind } from "../errors.ts";
import type { DeliveryProbe } from "./delivery_checks.ts";
import type { MicrophoneAccess } from "./microphone_access.ts";

/** The model in use as found on disk. */
export interface ModelProbe {
  readonly name: string;
  readonly directory: string;
  readonly demo: boolean;
  /** Why it cannot be used; null: its files are there. */
  readonly unusable: Message | null;
  /** Whether it has a list of checksums. */
  readonly listed: boolean;
  /** Files of the list that are missing or differ from it, relative. */
  readonly wrong: readonly string[];
}

/** The language model that the settings choose, as a look at its server found it. */
export interface LanguageModelProbe {
  readonly backend: "auto" | "ollama" | "openai" | "anthropic";
  /** As a report names it: `Ollama llama3.2`. */
  readonly name: string;
  /** As the settings name it. */
  readonly model: string;
  /** Where its server is. */
  readonly address: string;
  /** The machine that the text of meetings goes to; undefined: it stays on this one. */
  readonly leavesTo: string | undefined;
  /** Version of Ollama; undefined: the server does not tell. */
  readonly version?: string;
  /** Whether the server has the model; undefined: it does not tell. */
  readonly hasModel?: boolean;
  /** Why there was no answer to the look; undefined: there was. */
  readonly failure?: Message;
}

/** Times as the program sees them, in milliseconds. */
export interface TimesProbe {
  /** Since the epoch, by the clock. */
  readonly now: number;
  /** Since the epoch, given by the file system to a file written at `now`; null when none could be written. */
  readonly file: number | null;
  /** IANA name of the time zone; empty when the system does not tell. */
  readonly zone: string;
  /** Readings of the clock that never goes back, in the order they were taken. */
  readonly monotonic: readonly number[];
}

/** Why the system refused: its kind when it is a known one, and its words. */
export interface Refusal {
  readonly kind: TroubleKind | undefined;
  readonly words: string;
}

/** A place the program writes to. */
export interface PlaceProbe {
  readonly path: string;
  readonly exists: boolean;
  /**
   * Why a file could not be written, renamed and removed there, or, for a place that is missing, in the nearest folder
   * that is there; null when it could.
   */
  readonly refusal: Refusal | null;
}

/** What may stand in the way of a home where it lies. */
export interface HomeProbe {
  /** Name of the service that takes its files to a cloud; undefined: none that is known. */
  readonly cloud: string | undefined;
  /** Whether it lies on another machine. */
  readonly network: boolean;
  /** Files of the inbox whose bytes are in a cloud, their names alone on this disk. */
  readonly elsewhere: number;
  /** Length of the longest path that greffier makes here, in characters. */
  readonly longest: number;
  /** Whether a longer path than usual could be made here; undefined: such paths are usual on this system. */
  readonly longPaths: boolean | undefined;
  /** Whether Windows was told that its own programs may use long paths. */
  readonly longPathsAllowed: boolean;
}

/** Whether greffier starts at log-on. `elsewhere`: another program of that name does. */
export interface AutostartProbe {
  readonly state: "on" | "off" | "none" | "elsewhere";
  readonly program?: string;
}

/** Something that the system's scheduler does for this home. */
export interface TaskProbe {
  readonly name: string;
  readonly enabled: boolean;
  /** Milliseconds since the epoch; null: it will not run, or the system does not tell. */
  readonly nextRun: number | null;
  /** Whether it starts this program, as it lies now. */
  readonly current: boolean;
}

/** The program itself. */
export interface RuntimeProbe {
  readonly deno: string;
  readonly os: string;
  readonly arch: string;
  /** Why the speech engine did not answer; null: it did; undefined: it was not asked, as there is no usable model. */
  readonly engineFailure: Message | null | undefined;
  /** Whether the processor is another one than the program is made for, and Windows translates it. @default {false} */
  readonly translated?: boolean;
}

/** What reads the formats that greffier does not. */
export interface FfmpegProbe {
  /** Undefined: none answers. */
  readonly version: string | undefined;
  /** The path that the settings name; empty: none. */
  readonly named: string;
}

/** What PDF reports are printed with. */
export interface PrintingProbe {
  /** Whether the settings ask for PDF. */
  readonly wanted: boolean;
  /** Path of the browser; undefined: none is there. */
  readonly browser: string | undefined;
  /** What is wrong with the one that the settings name; null: nothing. */
  readonly problem: Message | null;
}

/** The port of `doctor` to the machine: each probe looks at one thing and changes nothing that stays. */
export interface Probes {
  /** The home, an absolute path. */
  readonly home: string;
  model(): Promise<ModelProbe>;
  /** undefined: the settings choose none. */
  languageModel(): Promise<LanguageModelProbe | undefined>;
  /** What is wrong with the kind of meeting that the settings choose; null: nothing. */
  kind(): Promise<Message | null>;
  /** Free bytes on the home's volume; null when the system does not tell. */
  freeBytes(): Promise<number | null>;
  places(): Promise<readonly PlaceProbe[]>;
  /** Who holds the home's lock, and whether an owner file lies there. */
  lock(): Promise<{
    readonly owner: {
      readonly pid: number;
      readonly command: string;
      readonly since: string;
      readonly user?: string;
    } | null;
    readonly ownerFile: boolean;
  }>;
  /** Folders of the outbox that hold a meeting's files, and nothing that tells which. */
  unknownMeetings(): Promise<readonly string[]>;
  /** What a newer greffier wrote and this one leaves alone, a sentence each. */
  newerFiles(): Promise<readonly Message[]>;
  /** Where the home lies. */
  homePlace(): Promise<HomeProbe>;
  /** Whether the system lets this program hear the microphone; undefined: nothing of it can be asked here. */
  microphone(): Promise<MicrophoneAccess | undefined>;
  /** Folders to name to an antivirus program; none where there usually is none. */
  antivirus(): Promise<readonly string[]>;
  /** undefined: cannot be told here. */
  autostart(): Promise<AutostartProbe | undefined>;
  /** undefined: cannot be told here. */
  tasks(): Promise<readonly TaskProbe[] | undefined>;
  ffmpeg(): Promise<FfmpegProbe>;
  printing(): Promise<PrintingProbe>;
  /** undefined: cannot be told here. */
  delivery(): Promise<DeliveryProbe | undefined>;
  /** The text of the home's `vocabulary.txt`; empty: there is none. */
  vocabulary(): Promise<string>;
  times(): Promise<TimesProbe>;
  settings(): Promise<ResolvedSettings>;
  runtime(): Promise<RuntimeProbe>;
}
