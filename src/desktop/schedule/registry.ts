import type { KnownTask, Registration, ScheduledTask, Scheduler } from "./scheduler.ts";
import type { TaskId } from "./task_id.ts";

/** A task of this program, of whatever home, that the system has for the person. */
export interface FoundTask extends KnownTask {
  readonly hash: string;
  /** Absolute path; undefined: it does not tell. */
  readonly home: string | undefined;
}

/**
 * Has a command of greffier work in a process of its own, without a window. What follows the processes that it starts, and
 * ends them with the first, is told without.
 */
export const BACKGROUND = "--background";

/** What differs from one system to the next: how tasks are kept. Their arguments come without {@linkcode BACKGROUND}. */
export interface Registry {
  readonly name: Scheduler["name"];
  preview(id: TaskId, task: ScheduledTask): Registration;
  /** All tasks of this program. */
  find(): Promise<readonly FoundTask[]>;
  /** Makes or replaces the task `id`. `before`: what was found under that name. */
  register(id: TaskId, task: ScheduledTask, before: FoundTask | undefined): Promise<void>;
  /** False: there is none. */
  unregister(id: TaskId): Promise<boolean>;
  /** Whether `found` is, in all that this program decides, what `task` would be made to. */
  isSame(found: FoundTask, task: ScheduledTask): boolean;
}
