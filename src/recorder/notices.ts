import { type Message, message } from "../errors.ts";
import type { Settings } from "../config/mod.ts";
import type { EndReason, Side } from "../model/mod.ts";

/** What the notices and the limits of a recording are decided from. Times in seconds of the session. */
export interface Situation {
  readonly settings: Settings["session"];
  readonly now: number;
  /** When this recorder began, or was last resumed from a pause. */
  readonly listeningSince: number;
  /** When this recorder began. */
  readonly began: number;
  readonly paused: boolean;
  readonly sides: readonly {
    readonly side: Side;
    readonly lastHeard: number | null;
    /** Name of the device that is away; null when it is there. */
    readonly lost: string | null;
  }[];
  /** Beyond the reserve; null when unknown. */
  readonly freeBytes: number | null;
  readonly bytesPerSecond: number;
  readonly diskFull: boolean;
  /** The disk refuses to be written. */
  readonly diskRefuses: boolean;
}

/** An end is told of this long before, in minutes, and a disk that fills. */
const END_NOTICE_MINUTES = 5;
const DISK_NOTICE_MINUTES = 30;

/** Seconds since a side was last heard, while it could be. */
function quietSeconds({ now, listeningSince }: Situation, lastHeard: number | null): number {
  return now - Math.max(listeningSince, lastHeard ?? 0);
}

/** Minutes that are left, counted up; undefined when the limit is off or far away. */
function minutesLeft(seconds: number, noticeMinutes: number): number | undefined {
  return seconds <= noticeMinutes * 60 ? Math.max(1, Math.ceil(seconds / 60)) : undefined;
}

/** Seconds until a recording ends because nobody has been heard for long; infinite when it does not. */
function secondsToSilenceEnd(situation: Situation): number {
  const minutes = situation.settings.stop_after_silence_minutes;
  if (minutes === 0 || situation.paused) return Infinity;
  const quiet = Math.min(...situation.sides.map(({ lastHeard }) => quietSeconds(situation, lastHeard)));
  return minutes * 60 - quiet;
}

function secondsToLongest({ settings, now, began }: Situation): number {
  return settings.max_duration_hours * 3600 - (now - began);
}

/** Why a recording ends by itself now; undefined while it goes on. */
export function ownEnd(situation: Situation): EndReason | undefined {
  if (secondsToLongest(situation) <= 0) return "max-duration";
  return secondsToSilenceEnd(situation) <= 0 ? "silence" : undefined;
}

/** What the person must know now, worst first. */
export function noticesOf(situation: Situation): Message[] {
  const { settings, sides, freeBytes, bytesPerSecond, diskFull, diskRefuses, paused } = situation;
  const notices: Message[] = [];
  if (diskFull) notices.push(message("recorder.diskFull", { megabytes: settings.disk_reserve }));
  else if (diskRefuses) notices.push(message("recorder.diskRefuses"));
  for (const { side, lost } of sides) {
    if (lost !== null) notices.push(message(`recorder.lost.${side}`, { device: lost }));
  }
  const end = minutesLeft(secondsToLongest(situation), END_NOTICE_MINUTES);
  if (end !== undefined) {
    notices.push(message("recorder.longest", { n: end, hours: settings.max_duration_hours }));
  }
  const silence = settings.stop_after_silence_minutes;
  const silent = minutesLeft(secondsToSilenceEnd(situation), Math.min(END_NOTICE_MINUTES, silence / 2));
  if (silent !== undefined) notices.push(message("recorder.allSilent", { n: silent }));
  if (!diskFull && freeBytes !== null) {
    const room = minutesLeft(freeBytes / bytesPerSecond, DISK_NOTICE_MINUTES);
    if (room !== undefined) notices.push(message("recorder.disk", { n: room }));
  }
  if (settings.silence_notice_minutes > 0 && !paused) {
    for (const { side, lost, lastHeard } of sides) {
      const quiet = quietSeconds(situation, lastHeard);
      if (lost !== null || quiet < settings.silence_notice_minutes * 60) continue;
      notices.push(message(`recorder.silent.${side}`, { n: Math.floor(quiet / 60) }));
    }
  }
  return notices;
}
