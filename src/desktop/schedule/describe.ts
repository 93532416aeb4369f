import { message } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";
import type { ScheduledTask } from "./scheduler.ts";

/** What a task does, as the system's own tool shows it: one line. */
export function describeTask(
  { args }: Pick<ScheduledTask, "args">,
  home: string,
  language: Language,
): string {
  const name = meetingOf(args);
  return say(
    name !== undefined
      ? message("schedule.describe.start", { name, home })
      : args[0] === "run"
      ? message("schedule.describe.run", { home })
      : message("schedule.describe.watch", { home }),
    language,
  );
}

/** The meeting that a task records; undefined when it records none. */
export function meetingOf(args: readonly string[]): string | undefined {
  const at = args.indexOf("--name");
  return args[0] === "start" && at > 0 ? args[at + 1] : undefined;
}
