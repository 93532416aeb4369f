/**
 * What this program does by itself, at set times: tasks of the system's own scheduler.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { systemClock } from "../../clock.ts";
 * import { createScheduler } from "./mod.ts";
 *
 * const scheduler = createScheduler({
 *   home: "/home/ada/greffier",
 *   program: "/home/ada/greffier/greffier",
 *   args: [],
 *   language: "en",
 *   places: { home: "/home/ada" },
 *   clock: systemClock,
 *   os: "linux",
 *   hasSystemd: true,
 * });
 * const nightly = { name: "nightly", args: ["run"], trigger: { kind: "daily", at: "02:00" } } as const;
 * const [timer] = scheduler!.preview(nightly).files;
 * assert.match(timer!.text, /^OnCalendar=\*-\*-\* 02:00:00$/m);
 * ```
 *
 * @module
 */
export { createScheduler, type SchedulerOptions } from "./create_scheduler.ts";
export { meetingOf } from "./describe.ts";
export { nextOccurrence } from "./occurrences.ts";
export {
  type KnownTask,
  type Registration,
  type ScheduledTask,
  type Scheduler,
  type Trigger,
  type Weekday,
  WEEKDAYS,
} from "./scheduler.ts";
export type { Printed, RunProgram } from "./system_program.ts";
