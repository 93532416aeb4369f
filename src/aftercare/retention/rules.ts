import type { Settings } from "../../config/mod.ts";
import { stepsOf } from "../../model/mod.ts";
import { NAMES, type SealedMeeting } from "../../store/mod.ts";

/** The rules in force: of the home, and not of a meeting. */
export type RetentionRules = Settings["retention"];

/** The time that days are counted to at a time of the clock; milliseconds since the epoch. */
export type CountTo = (now: number) => number;

const DAY_MS = 86_400_000;

/** What a rule asks for now. */
export interface Due {
  readonly does: "archive" | "remove";
  /** The setting and its value, for the receipt. */
  readonly rule: string;
  /** Paths from the meeting's folder. */
  readonly files: readonly string[];
}

/** What holds a meeting's sound in `audio/`: what was dropped, chunks, finished or not, and archives of both. */
const OWN_AUDIO = /^audio\/(source(-\d+)?\.[a-z0-9]+|\d{6}\.(wav|wav\.part|flac|opus))$/;

/** Transcripts, and the views that are nothing else, in a person's version too. */
const TRANSCRIPTS = /^(stages\/.*\.transcript\.json|transcript\.[^/]+)$/;

/** Copies of the report that hold the transcript and are not rendered again. */
const COPIES = /^report(\.pdf|[^/]*\.eml)$/;

/** What stays of a meeting whose report was removed: who it was, and what became of it. */
const STAYS: ReadonlySet<string> = new Set([NAMES.session, NAMES.retention, NAMES.sealed]);

/** When a meeting was sealed, in milliseconds since the epoch: retention counts from there. */
export function sealedMs({ sealed }: Pick<SealedMeeting, "sealed">): number {
  return Date.parse(sealed.sealedAt);
}

/** When something is removed that a rule keeps for `days`; undefined: never. */
export function removalMs(meeting: Pick<SealedMeeting, "sealed">, days: number): number | undefined {
  return days === 0 ? undefined : sealedMs(meeting) + days * DAY_MS;
}

function isPast(meeting: SealedMeeting, days: number, now: number): boolean {
  const at = removalMs(meeting, days);
  return at !== undefined && at <= now;
}

/** What is due of a meeting's sound. Pure. */
export function audioDue(meeting: SealedMeeting, rules: RetentionRules, now: number): Due | undefined {
  const { as, days } = rules.audio;
  const present = [...meeting.files.keys()].filter((file) => OWN_AUDIO.test(file)).sort();
  const isOld = isPast(meeting, days, now);
  if (as === "remove" || isOld) {
    const rule = as === "remove" ? "retention.audio.as = remove" : `retention.audio.days = ${days}`;
    return present.length === 0 ? undefined : { does: "remove", rule, files: present };
  }
  if (as === "keep") return undefined;
  const rule = `retention.audio.as = ${as}`;
  const kept = new Set(
    stepsOf(meeting.retention, "audio", "kept").filter((step) => step.rule === rule)
      .flatMap(({ files }) => files.map(({ file }) => file)),
  );
  // What was not sealed as it is, is an archive, noted or not.
  const isArchive = (file: string) => /\.(flac|opus)$/.test(file) && !(file in meeting.sealed.audio);
  const files = present.filter((file) => !kept.has(file) && !isArchive(file) && !file.endsWith(".part"));
  return files.length === 0 ? undefined : { does: "archive", rule, files };
}

/** What is due of a meeting's text. Pure. */
export function transcriptDue(meeting: SealedMeeting, rules: RetentionRules, now: number): Due | undefined {
  const { days } = rules.transcript;
  if (!isPast(meeting, days, now)) return undefined;
  const { include_full_transcript: included } = meeting.session.pinned.settings.output;
  const files = [...meeting.files.keys()].filter((file) =>
    TRANSCRIPTS.test(file) || (included && COPIES.test(file) && !isPrintedSince(meeting, file))
  ).sort();
  return files.length === 0
    ? undefined
    : { does: "remove", rule: `retention.transcript.days = ${days}`, files };
}

/** Whether a copy of the report was made after its transcript was removed: it holds none. */
function isPrintedSince({ retention, files }: SealedMeeting, file: string): boolean {
  const removed = stepsOf(retention, "transcript", "removed").at(-1);
  return removed !== undefined && (files.get(file)?.modifiedMs ?? 0) > Date.parse(removed.at) + 1000 &&
    !removed.files.some((gone) => gone.file === file);
}

/** What is due of a meeting's report, and with it all the rest. Pure. */
export function reportDue(meeting: SealedMeeting, rules: RetentionRules, now: number): Due | undefined {
  const { days } = rules.report;
  if (!isPast(meeting, days, now)) return undefined;
  const files = [...meeting.files.keys()].filter((file) => isOfProgram(meeting, file)).sort();
  return files.length === 0 ? undefined : { does: "remove", rule: `retention.report.days = ${days}`, files };
}

/** What the program made of a meeting, and a person's corrections of it: all that tells what was said. */
function isOfProgram({ sealed }: SealedMeeting, file: string): boolean {
  if (STAYS.has(file)) return false;
  return file in sealed.files || file === NAMES.corrections || file === NAMES.correctionsUndo ||
    /^(stages|audio|delivery)\//.test(file) ||
    /^(report|transcript|actions)\.[^/]+$/.test(file) || /^note-.*\.json$/i.test(file);
}
