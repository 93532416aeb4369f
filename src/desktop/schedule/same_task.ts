import type { KnownTask, ScheduledTask } from "./scheduler.ts";

/** Whether a task that was found asks for the same as `task`, by what both say. */
export function asksTheSame(found: KnownTask, task: ScheduledTask): boolean {
  const asked = ({ args, trigger, makeUp = true, wake = false }: KnownTask | ScheduledTask) =>
    JSON.stringify([args, trigger, makeUp, wake]);
  return asked(found) === asked(task);
}
