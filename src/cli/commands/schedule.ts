import { nextOccurrence, type Registration, type ScheduledTask, type Scheduler } from "../../app.ts";
import { GreffierError, message, UsageError } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { type Command, type Context, EXIT, oneOf, openApp, openHome, tell, tellJson } from "../context.ts";
import { table } from "../format.ts";
import { plain, plainLines } from "../plain.ts";
import { ALL, type AskedTask, askedTask, nameOf, SCHEDULED } from "../schedule/asked_task.ts";
import { codeWords, nextWords, whatWords, whenWords } from "../schedule/task_words.ts";

/** What `greffier schedule add` was asked, as written. */
export interface ScheduleAddOptions extends AskedTask {
  /** Shows what would be given to the system, and changes nothing. */
  readonly dryRun?: boolean;
}

/** `greffier schedule add WHAT`: has the system start this program by itself. */
export function scheduleAdd(what: string, { dryRun = false, ...asked }: ScheduleAddOptions): Command {
  return async (context) => {
    const kind = oneOf(what, SCHEDULED);
    await using app = await openHome(context);
    const there = await app.scheduler();
    // What is written wrong is told first: it would be wrong with any scheduler.
    const task = askedTask(kind, asked, { scheduler: there?.name, flags: context.flags });
    const scheduler = needed(there);
    if (dryRun) {
      tellRegistration(context, scheduler.preview(task));
      return EXIT.well;
    }
    // Both would start the icon at log-on: the second calls the first, every morning.
    if (kind === "watch" && scheduler.name === "task-scheduler" && await app.startsAtLogOn()) {
      throw new UsageError(message("schedule.startsAlready"));
    }
    const outcome = await scheduler.add(task);
    if (context.json) tellJson(context, { outcome, scheduler: scheduler.name, ...task });
    else tellAdded(context, scheduler.name, task, outcome);
    return EXIT.well;
  };
}

function needed(scheduler: Scheduler | undefined): Scheduler {
  if (!scheduler) throw new GreffierError(message("schedule.none"));
  return scheduler;
}

/** Shows files and commands as they would be. */
function tellRegistration(context: Context, { files, commands }: Registration): void {
  if (context.json) {
    tellJson(context, { files, commands });
    return;
  }
  const { stdout } = context.io;
  for (const { path, text } of files) {
    tell(context, message("schedule.wouldWrite", { path }));
    stdout.write(plainLines(text.replaceAll("\r\n", "\n").trimEnd()) + "\n\n");
  }
  tell(context, message("schedule.wouldRun"));
  for (const words of commands) {
    stdout.write(plain("  " + words.map((word) => /\s/.test(word) ? `"${word}"` : word).join(" ")) + "\n");
  }
}

function tellAdded(
  context: Context,
  scheduler: Scheduler["name"],
  task: ScheduledTask,
  outcome: "added" | "replaced" | "unchanged",
): void {
  const { language } = context;
  const { name, trigger, makeUp = true, wake = false } = task;
  const values = { name, what: whatWords(task, language), when: whenWords(trigger, language) };
  tell(context, message(`schedule.${outcome}`, values));
  if (trigger.kind === "log-on") tell(context, message("schedule.fromNextLogOn"));
  const now = context.io.clock.now();
  const next = nextWords({ nextRun: nextOccurrence(trigger, now) }, now, language);
  if (next !== undefined) tell(context, message("schedule.next", { moment: next }));
  if (!makeUp) {
    tell(context, message(scheduler === "launchd" ? "schedule.onWaking" : "schedule.notMadeUp"));
    tell(context, message("schedule.announce"));
  } else if (trigger.kind !== "log-on" && !wake) tell(context, message("schedule.signedIn"));
  tell(context, message("schedule.howToRemove", { name }));
}

/** `greffier schedule list`: the tasks of this home; what is wrong with one is told below. */
export const scheduleList: Command = async (context) => {
  const { io, language } = context;
  await using app = await openApp(context);
  const scheduler = needed(await app.scheduler());
  const tasks = await scheduler.list();
  if (context.json) {
    tellJson(context, { scheduler: scheduler.name, tasks });
    return EXIT.well;
  }
  if (tasks.length === 0) {
    tell(context, message("schedule.nothing"));
    return EXIT.well;
  }
  const headings = [
    message("schedule.column.name"),
    message("schedule.column.what"),
    message("schedule.column.when"),
    message("schedule.column.next"),
  ];
  io.stdout.write(table(
    headings.map((heading) => say(heading, language)),
    tasks.map((task) => [
      task.name,
      whatWords(task, language),
      whenWords(task.trigger, language),
      task.enabled ? nextWords(task, io.clock.now(), language) ?? "" : say(message("schedule.off"), language),
    ]),
  ));
  for (const { name, current, enabled, lastResult } of tasks) {
    if (!current) tell(context, message("schedule.notCurrent", { name }));
    if (!enabled) tell(context, message("schedule.switchedOff", { name }));
    else if (lastResult !== null && lastResult !== 0) {
      tell(context, message("schedule.failed", { name, code: codeWords(lastResult) }));
    }
  }
  return EXIT.well;
};

/** `greffier schedule remove NAME`: takes a task away, by its name or that of its meeting; `all`: every one. */
export function scheduleRemove(written: string): Command {
  return async (context) => {
    await using app = await openApp(context);
    const scheduler = needed(await app.scheduler());
    const kind = SCHEDULED.find((kind) => kind === written.trim().toLowerCase());
    const names = written === ALL
      ? (await scheduler.list()).map(({ name }) => name)
      : [kind ?? nameOf(written)];
    const removed: string[] = [];
    for (const name of names) if (await scheduler.remove(name)) removed.push(name);
    if (removed.length === 0 && written !== ALL) {
      throw await unknownName(scheduler, written);
    }
    if (context.json) tellJson(context, { removed });
    else if (removed.length === 0) tell(context, message("schedule.nothing"));
    else for (const name of removed) tell(context, message("schedule.removed", { name }));
    return EXIT.well;
  };
}

/** The error for a name that no task has; the others are told where the system lists them. */
async function unknownName(scheduler: Scheduler, found: string): Promise<UsageError> {
  let tasks: Awaited<ReturnType<Scheduler["list"]>>;
  try {
    tasks = await scheduler.list();
  } catch (error) {
    // A system whose rules forbid listing has said all the same that there is none of this name.
    if (error instanceof GreffierError) return new UsageError(message("schedule.unknownUnlisted", { found }));
    throw error;
  }
  if (tasks.length === 0) return new UsageError(message("schedule.unknownAlone", { found }));
  const known = tasks.map(({ name }) => name).join(", ");
  return new UsageError(message("schedule.unknown", { found, known }));
}
