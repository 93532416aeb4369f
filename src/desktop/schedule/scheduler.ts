/**
 * The port to what starts programs by the clock: the Task Scheduler of Windows, systemd of the user, launchd. Adapters
 * beside it; in tests a fake.
 *
 * @module
 */

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When a task is to run, in local time. `at` is `HH:MM`; `days` are in the order of the week, each once. */
export type Trigger =
  | { readonly kind: "daily"; readonly at: string }
  | { readonly kind: "weekly"; readonly days: readonly Weekday[]; readonly at: string }
  | { readonly kind: "log-on" };

/** Something that this program is to do by itself. */
export interface ScheduledTask {
  /** As the person names it: small letters, digits, `-`; the same name replaces. */
  readonly name: string;
  /**
   * Command of greffier with its arguments, the home excepted: `["run"]`. Whether `--background` is among them makes no
   * difference: each scheduler decides, and tells of tasks without it.
   */
  readonly args: readonly string[];
  readonly trigger: Trigger;
  /**
   * Whether a run that was missed, since the PC was off or asleep, is made up for as soon as possible. launchd always
   * makes up for what was missed asleep.
   *
   * @default {true}
   */
  readonly makeUp?: boolean;
  /** Whether the PC is woken from sleep for it; Windows alone can. @default {false} */
  readonly wake?: boolean;
}

/** A task as the system has it. */
export interface KnownTask extends Omit<ScheduledTask, "trigger"> {
  /** null: somebody gave it other times, in the system's own tool. */
  readonly trigger: Trigger | null;
  /** False: somebody switched it off in the system's own tool. */
  readonly enabled: boolean;
  /** Milliseconds since the epoch; null: it will not, or the system does not tell. */
  readonly nextRun: number | null;
  /** What the last run ended with; null: it never ran, or the system does not tell. */
  readonly lastResult: number | null;
  /** Whether it starts this program on this home, as it lies now. False: the program was moved since. */
  readonly current: boolean;
}

/** What {@linkcode Scheduler.add} gives to the system. */
export interface Registration {
  /** Files that it writes, and what stands in them. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Commands that it runs, in order: program and arguments. */
  readonly commands: readonly (readonly string[])[];
}

/**
 * Tasks of one program on one home, for the person who asks; those of a home that was moved away from where it lay belong
 * to it too. Nothing here needs an administrator. Everything throws a `GreffierError` with the system's words when it is
 * refused.
 */
export interface Scheduler {
  readonly name: "task-scheduler" | "systemd" | "launchd";
  /** What {@linkcode add} would do, were there nothing yet. Changes nothing. */
  preview(task: ScheduledTask): Registration;
  /** Idempotent: `unchanged` when it was so already. */
  add(task: ScheduledTask): Promise<"added" | "replaced" | "unchanged">;
  /** By name. */
  list(): Promise<readonly KnownTask[]>;
  /** False: there was none of that name. */
  remove(name: string): Promise<boolean>;
}
