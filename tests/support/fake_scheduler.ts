import type { KnownTask, ScheduledTask, Scheduler } from "../../src/app.ts";
import { asksTheSame } from "../../src/desktop/schedule/same_task.ts";
import { nextOccurrence } from "../../src/desktop/schedule/occurrences.ts";
import { writtenId } from "../../src/desktop/schedule/task_id.ts";

/** A scheduler in memory. */
export class FakeScheduler implements Scheduler {
  readonly name: Scheduler["name"];
  readonly tasks = new Map<string, KnownTask>();
  readonly #now: () => number;

  constructor(
    { name = "task-scheduler", now = () => Date.UTC(2026, 10, 23, 13) }: {
      readonly name?: Scheduler["name"];
      readonly now?: () => number;
    } = {},
  ) {
    this.name = name;
    this.#now = now;
  }

  preview(task: ScheduledTask) {
    return {
      files: [{ path: `${task.name}.txt`, text: task.args.join(" ") }],
      commands: [["scheduler", "make", `${task.name}.txt`]],
    };
  }
  add(asked: ScheduledTask) {
    writtenId({ name: asked.name, hash: "00000000" }); // refuses names as the others do
    const { makeUp = true, wake = false } = asked;
    const args = asked.args.filter((word) => word !== "--background");
    const before = this.tasks.get(asked.name);
    const same = before?.enabled && before.current && asksTheSame(before, { ...asked, args });
    this.tasks.set(asked.name, {
      ...asked,
      args,
      makeUp,
      wake,
      enabled: true,
      current: true,
      nextRun: nextOccurrence(asked.trigger, this.#now()),
      lastResult: same ? before!.lastResult : null,
    });
    return Promise.resolve(!before ? "added" as const : same ? "unchanged" as const : "replaced" as const);
  }
  list() {
    return Promise.resolve([...this.tasks.values()].sort((a, b) => a.name < b.name ? -1 : 1));
  }
  remove(name: string) {
    return Promise.resolve(this.tasks.delete(name));
  }
  /** Changes a task as somebody else does. */
  change(name: string, change: Partial<KnownTask>) {
    this.tasks.set(name, { ...this.tasks.get(name)!, ...change });
  }
}
