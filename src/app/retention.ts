import {
  Aftercare,
  type CountTo,
  createRetentionTasks,
  foreseen,
  type ForeseenFiles,
  type ForeseenStep,
  type Undone,
  whyKept,
} from "../aftercare/mod.ts";
import type { SoundReader } from "../archive/mod.ts";
import type { Clock } from "../clock.ts";
import type { Settings } from "../config/mod.ts";
import type { Message } from "../errors.ts";
import type { Log } from "../log.ts";
import type { SealedMeeting, Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import { hasRules } from "./aftercare.ts";
import { type Retained, RetainedCount } from "./retained.ts";

/** What retention does to one meeting, or did. */
export interface RetentionLine {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly (ForeseenStep & {
    /** Files that the rule is about and that stay as they are, and why. Left out when there are none. */
    readonly kept?: readonly { readonly file: string; readonly why: Message }[];
  })[];
}

/** What retention did, or would do. */
export interface RetentionOutcome {
  readonly meetings: readonly RetentionLine[];
  readonly undone: readonly Undone[];
  /** What was done, in numbers; absent: nothing was. */
  readonly done?: Retained;
  /** Files compressed in the other format before the setting was changed: they stay so. Left out when there are none. */
  readonly otherFormat?: number;
  /** Whether the settings have any rule. */
  readonly hasRules: boolean;
  /** Until when nothing is removed by days, for the clock leapt ahead: milliseconds since the epoch; absent: it did not. */
  readonly heldUntil?: number;
}

interface LookParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly retention: Settings["retention"];
  /** The time that days are counted to. */
  readonly countTo: CountTo;
}

/** What the rules will do to each sealed meeting, by id; those that nothing will happen to are left out. */
export async function foreseeRetention(
  { store, clock, retention, countTo }: LookParts,
): Promise<{ readonly meetings: RetentionLine[]; readonly otherFormat?: number }> {
  if (!hasRules(retention)) return { meetings: [] };
  const meetings: RetentionLine[] = [];
  const { as } = retention.audio;
  const other = as === "flac" ? ".opus" : as === "opus" ? ".flac" : undefined;
  let otherFormat = 0;
  for (const id of [...store.sealedIds()].sort()) {
    const meeting = await store.sealedMeeting(id);
    const steps = meeting ? foreseen(meeting, retention, countTo(clock.now())) : [];
    if (!meeting) continue;
    for (const file of other === undefined ? [] : meeting.files.keys()) {
      if (/^audio\//.test(file) && file.endsWith(other!) && !(file in meeting.sealed.audio)) otherFormat++;
    }
    if (steps.length === 0) continue;
    const shown = await Promise.all(steps.map((step) => withKept(store, meeting, step, as)));
    meetings.push({ id, name: meeting.session.name, steps: shown });
  }
  return { meetings, ...(otherFormat > 0 && { otherFormat }) };
}

/** A step with what of its files it will leave as they are: it looks at their headers, as the step itself does. */
async function withKept(
  store: Store,
  { id, files }: SealedMeeting,
  { paths, ...step }: ForeseenFiles,
  as: Settings["retention"]["audio"]["as"],
): Promise<RetentionLine["steps"][number]> {
  if (step.does !== "archive" || (as !== "flac" && as !== "opus")) return step;
  const kept: { file: string; why: Message }[] = [];
  let bytes = step.bytes;
  for (const file of paths) {
    const size = files.get(file)?.bytes ?? 0;
    const why = await whyKept(store, id, { file, bytes: size }, as);
    if (!why) continue;
    kept.push({ file, why });
    bytes -= size;
  }
  return kept.length === 0 ? step : { ...step, files: step.files - kept.length, bytes, kept };
}

/** Does what the rules ask for now, to each sealed meeting. */
export async function applyRetention(
  { store, clock, retention, countTo, read, program, log, language, onProgress = () => {} }: LookParts & {
    readonly read: SoundReader;
    readonly program: string;
    readonly log: Log;
    readonly language: Language;
    readonly onProgress?: (done: number, total: number, note?: string) => void;
  },
  signal: AbortSignal,
): Promise<RetentionOutcome> {
  const { meetings, otherFormat } = await foreseeRetention({ store, clock, retention, countTo });
  const due = meetings
    .map(({ steps, ...line }) => ({ ...line, steps: steps.filter(({ isDue }) => isDue) }))
    .filter(({ steps }) => steps.length > 0);
  let index = 0;
  const aftercare = new Aftercare({
    ...{ store, clock, log, language },
    onRetained: (meeting, done) => count.add(meeting, done),
    tasks: createRetentionTasks({ rules: retention, read, program, countTo }),
    onProgress: ({ meeting, done, total }) =>
      onProgress(index + (total > 0 ? done / total : 0), due.length, meeting),
  });
  const count = new RetainedCount();
  const undone: Undone[] = [];
  for (const { id } of due) {
    onProgress(index, due.length, id);
    undone.push(...await aftercare.care(id, signal));
    index++;
  }
  const done = count.sum();
  return {
    meetings: due,
    undone,
    hasRules: hasRules(retention),
    ...(done && { done }),
    ...(otherFormat !== undefined && { otherFormat }),
  };
}
