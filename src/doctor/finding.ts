import type { Message } from "../errors.ts";

/** What {@linkcode Finding} is about. */
export type Area =
  | "model"
  | "analysis"
  | "disk"
  | "rights"
  | "lock"
  | "clock"
  | "printing"
  | "sound"
  | "delivery"
  | "settings"
  | "runtime"
  | "meetings"
  | "microphone"
  | "antivirus"
  | "place"
  | "autostart"
  | "schedule";

/** One finding of `doctor`: `ok`, `warning` (works, but) or `problem` (must be mended), and what to do. */
export interface Finding {
  readonly area: Area;
  readonly level: "ok" | "warning" | "problem";
  readonly text: Message;
  readonly remedy?: Message;
}
