import type { Message } from "../../errors.ts";
import type { TrayAction } from "./tray_icon.ts";

/** A recording at work, as the icon tells it. */
export interface RecordingNow {
  readonly id: string;
  readonly name: string;
  readonly state: "starting" | "recording" | "paused" | "disk-full";
  /** Length of the session in seconds, gaps included. */
  readonly seconds: number;
  /** It is asked to pause, or to end, and has not answered yet. */
  readonly pauseAsked: boolean;
  readonly stopAsked: boolean;
  /** What the person must know now: a side silent for long, a disk that fills. */
  readonly notices: readonly Message[];
}

/** A report that a person can open. */
export interface ReportNow {
  readonly id: string;
  readonly name: string;
  /** When it came, in milliseconds since the epoch. */
  readonly atMs: number;
}

/** All that the icon knows of a home. */
export interface HomeNow {
  readonly recording: RecordingNow | null;
  /** Recordings whose recorder is gone without an end. */
  readonly interrupted: readonly { readonly id: string; readonly name: string }[];
  /** Files that wait and meetings whose report is not whole yet; the recording at work left out. */
  readonly pending: number;
  readonly lastReport: ReportNow | null;
  /** Reports that came since the person last looked, oldest first. */
  readonly unseen: readonly ReportNow[];
  /** Names of what was rejected since the person last looked. */
  readonly rejected: readonly string[];
  /** Why nothing can be written down now, in a sentence that says what to do: settings that are wrong, a `watch` that ends. */
  readonly trouble: Message | null;
  /** What was asked of the icon and is being done. */
  readonly busy: TrayAction | null;
}

/** A home of which nothing is known yet. */
export const NOTHING_NOW: HomeNow = {
  recording: null,
  interrupted: [],
  pending: 0,
  lastReport: null,
  unseen: [],
  rejected: [],
  trouble: null,
  busy: null,
};
