import type { RetentionClass } from "../../model/mod.ts";
import type { SealedMeeting } from "../../store/mod.ts";
import { audioDue, removalMs, reportDue, type RetentionRules, transcriptDue } from "./rules.ts";

/** Something that retention does, or will do. */
export interface ForeseenStep {
  readonly class: RetentionClass;
  readonly does: "archive" | "remove";
  /** The setting and its value. */
  readonly rule: string;
  /** Files there now that it will compress or remove, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly isDue: boolean;
}

/** A step, with the paths of its files from the meeting's folder. */
export interface ForeseenFiles extends ForeseenStep {
  readonly paths: readonly string[];
}

/** What the rules in force will do to a meeting as it is now: what is due, and what its days will bring. Pure. */
export function foreseen(meeting: SealedMeeting, rules: RetentionRules, now: number): ForeseenFiles[] {
  const steps: ForeseenFiles[] = [];
  const look = (
    about: RetentionClass,
    due: (now: number) => ReturnType<typeof audioDue>,
    days: number,
  ) => {
    const later = removalMs(meeting, days);
    const times = [now, ...later !== undefined && later > now ? [later] : []];
    for (const at of times) {
      const found = due(at);
      // What is due now under a rule of days was due from then on.
      if (!found || steps.some((step) => step.class === about && step.rule === found.rule)) continue;
      const bytes = found.files.reduce((sum, file) => sum + (meeting.files.get(file)?.bytes ?? 0), 0);
      steps.push({
        class: about,
        does: found.does,
        rule: found.rule,
        files: found.files.length,
        paths: found.files,
        bytes,
        at,
        isDue: at <= now,
      });
    }
  };
  look("audio", (at) => audioDue(meeting, rules, at), rules.audio.days);
  look("transcript", (at) => transcriptDue(meeting, rules, at), rules.transcript.days);
  look("report", (at) => reportDue(meeting, rules, at), rules.report.days);
  return steps.sort((a, b) => a.at - b.at);
}
