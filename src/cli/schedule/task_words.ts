import {
  type KnownTask,
  meetingOf,
  type ScheduledTask,
  type Trigger,
  type Weekday,
  WEEKDAYS,
} from "../../app.ts";
import { message } from "../../errors.ts";
import { localTime } from "../../store/mod.ts";
import { type Language, moment, say } from "../../texts/mod.ts";
import { limitOf } from "./asked_task.ts";

/** What greffier does in a task, to follow its name: `waits for recordings`. */
export function whatWords({ args }: Pick<ScheduledTask, "args">, language: Language): string {
  const [command] = args;
  const name = meetingOf(args);
  const minutes = limitOf(args);
  return say(
    name !== undefined
      ? minutes === undefined
        ? message("schedule.what.start", { name })
        : message("schedule.what.startLimited", { name, minutes })
      : command === "run"
      ? message("schedule.what.run")
      : command === "watch" || command === "tray"
      ? message("schedule.what.watch")
      : message("schedule.what.other", { args: args.join(" ") }),
    language,
  );
}

/** When a task runs: `le lundi et le jeudi à 9 h 55`. */
export function whenWords(trigger: Trigger | null, language: Language): string {
  if (trigger === null) return say(message("schedule.when.other"), language);
  if (trigger.kind === "log-on") return say(message("schedule.when.logOn"), language);
  const at = moment(`0000-00-00T${trigger.at}`, language, "0000-00-00");
  if (trigger.kind === "daily") return say(message("schedule.when.daily", { at }), language);
  return say(message("schedule.when.weekly", { days: daysWords(trigger.days, language), at }), language);
}

/** `du lundi au vendredi`, `le lundi et le jeudi`; `days` are in the order of the week. */
function daysWords(days: readonly Weekday[], language: Language): string {
  const [first, last] = [days[0]!, days.at(-1)!];
  if (days.length > 2 && WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === days.length - 1) {
    const ends = { first: dayName(first, language), last: dayName(last, language) };
    return say(message("schedule.when.daysInRow", ends), language);
  }
  const each = days.map((day) =>
    say(message("schedule.when.day", { day: dayName(day, language) }), language)
  );
  return new Intl.ListFormat(language).format(each);
}

function dayName(day: Weekday, language: Language): string {
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)));
  return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(date);
}

/** When a task runs next; undefined: nobody knows. */
export function nextWords(
  { nextRun }: Pick<KnownTask, "nextRun">,
  now: number,
  language: Language,
): string | undefined {
  return nextRun === null ? undefined : moment(localTime(nextRun), language, localTime(now).slice(0, 10));
}

/** The code that a program ended with, as those who look for it write it: Windows has large ones, in hexadecimal. */
export function codeWords(code: number): string {
  return code > 255 ? `0x${code.toString(16).toUpperCase().padStart(8, "0")}` : String(code);
}
