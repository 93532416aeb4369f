/**
 * What becomes of meetings once their report is final: audio compressed or removed, transcript and report removed after
 * their days, each with its receipt in `retention.json`.
 *
 * @module
 */
import { type AudioTaskParts, createAudioTask } from "./audio_task.ts";
import { createReportTask, createTranscriptTask } from "./text_tasks.ts";
import type { AftercareTask } from "../task.ts";

/** The tasks of retention: the report first, for what it takes needs no compressing. */
export function createRetentionTasks(parts: AudioTaskParts): AftercareTask[] {
  return [createReportTask(parts), createTranscriptTask(parts), createAudioTask(parts)];
}

export { countedTo, isWorthNoting, lookAtClock } from "./day_count.ts";
export { foreseen, type ForeseenFiles, type ForeseenStep } from "./foreseen.ts";
export { whyKept } from "./why_kept.ts";
export { type CountTo, type RetentionRules } from "./rules.ts";
