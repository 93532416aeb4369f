import { checkedName, type ScheduledTask, type Scheduler, type Trigger } from "../../app.ts";
import type { SettingFlag } from "../../config/mod.ts";
import { message, UsageError } from "../../errors.ts";
import { slugOf } from "../../store/mod.ts";
import { readDays, readMinutes, readTime } from "./times.ts";

/** What can be scheduled, as a person names it. */
export const SCHEDULED = ["nightly", "watch", "meeting"] as const;
export type Scheduled = (typeof SCHEDULED)[number];

/** What stands for every task. */
export const ALL = "all";

/** When `nightly` runs, unless another time is asked for. */
export const NIGHT = "02:00";

/** Options of `schedule add`, as written. */
export interface AskedTask {
  readonly at?: string;
  readonly days?: string;
  readonly name?: string;
  readonly duration?: string;
  readonly wake?: boolean;
}

/** What each option goes with. */
const OPTIONS: Readonly<Record<keyof AskedTask, readonly Scheduled[]>> = {
  at: ["nightly", "meeting"],
  days: ["nightly", "meeting"],
  name: ["meeting"],
  duration: ["meeting"],
  wake: ["nightly", "meeting"],
};

/** The task that is asked for, on a system with `scheduler`, if it has any. Throws a `UsageError` for what cannot be scheduled. */
export function askedTask(
  what: Scheduled,
  asked: AskedTask,
  { scheduler, flags }: {
    readonly scheduler: Scheduler["name"] | undefined;
    readonly flags: readonly SettingFlag[];
  },
): ScheduledTask {
  for (const [option, of] of Object.entries(OPTIONS)) {
    if (asked[option as keyof AskedTask] !== undefined && !of.includes(what)) {
      throw new UsageError(message("schedule.notFor", { option: `--${option}`, what }));
    }
  }
  if (what === "watch" && flags.length > 0) {
    throw new UsageError(message("schedule.notFor", { option: "--set", what }));
  }
  const { wake = false } = asked;
  if (wake && scheduler !== undefined && scheduler !== "task-scheduler") {
    throw new UsageError(message("schedule.wakeElsewhere"));
  }
  const settings = flags.flatMap(({ key, value }) => ["--set", `${key}=${value}`]);
  switch (what) {
    case "nightly":
      return {
        name: what,
        args: ["run", ...settings],
        trigger: triggerOf(asked.at ?? NIGHT, asked.days),
        makeUp: true,
        wake,
      };
    case "watch":
      // On Windows everybody has a place for the icon, which sees to the watch; elsewhere it needs nothing of a desktop.
      return {
        name: what,
        args: [scheduler === "task-scheduler" ? "tray" : "watch"],
        trigger: { kind: "log-on" },
        makeUp: true,
        wake,
      };
    case "meeting": {
      const name = checkedName(needed(asked.name, "--name", '"Point hebdo"'));
      const days = needed(asked.days, "--days", "lun,jeu");
      const at = readTime(needed(asked.at, "--at", "09:55"));
      return {
        name: nameOf(name),
        args: ["start", "--name", name, ...settings, ...limit(asked.duration)],
        trigger: { kind: "weekly", days: readDays(days), at },
        // What is heard hours later is not this meeting.
        makeUp: false,
        wake,
      };
    }
  }
}

function needed(value: string | undefined, option: string, example: string): string {
  if (value === undefined || value.trim() === "") {
    throw new UsageError(message("schedule.needs", { what: "meeting", option, example }));
  }
  return value;
}

function triggerOf(at: string, days: string | undefined): Trigger {
  const time = readTime(at);
  return days === undefined
    ? { kind: "daily", at: time }
    : { kind: "weekly", days: readDays(days), at: time };
}

/** The name of a meeting's task; never that of another kind of task. */
export function nameOf(meeting: string): string {
  const slug = slugOf(meeting, "meeting");
  return ([...SCHEDULED, ALL] as readonly string[]).includes(slug) ? `meeting-${slug}` : slug;
}

const LIMIT = "session.max_duration_hours";

/** The arguments that end a recording by itself. */
function limit(duration: string | undefined): readonly string[] {
  if (duration === undefined) return [];
  return ["--set", `${LIMIT}=${Number((readMinutes(duration) / 60).toFixed(4))}`];
}

/** The minutes after which what a task records ends by itself; undefined: by what the settings say then. */
export function limitOf(args: readonly string[]): number | undefined {
  const set = args.findLast((argument) => argument.startsWith(`${LIMIT}=`));
  const hours = set === undefined ? NaN : Number(set.slice(LIMIT.length + 1));
  return Number.isFinite(hours) ? Math.round(hours * 60) : undefined;
}
