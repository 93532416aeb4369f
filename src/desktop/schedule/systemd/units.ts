import { type ScheduledTask, type Trigger, type Weekday, WEEKDAYS } from "../scheduler.ts";
import { readNote, type TaskNote } from "../task_note.ts";

/** What units are made from besides the task itself. */
export interface UnitContext {
  /** For people. */
  readonly description: string;
  /** For this program: see task_note.ts. */
  readonly note: string;
  /** Program and all of its arguments. */
  readonly command: readonly string[];
  /** Where it starts, absolute. */
  readonly directory: string;
}

const CAPITALISED: Readonly<Record<Weekday, string>> = {
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
};

/**
 * The service of a task. What runs by the clock ends by itself; what runs from log-on on is started again when it fails,
 * as one does that finds the home held by another, up to five times.
 */
export function serviceUnit(
  task: ScheduledTask,
  { description, note, command, directory }: UnitContext,
): string {
  const always = task.trigger.kind === "log-on";
  return [
    "[Unit]",
    `Description=${literal(description)}`,
    ...(always ? ["StartLimitIntervalSec=1h", "StartLimitBurst=5"] : []),
    "",
    "[Service]",
    `Type=${always ? "exec" : "oneshot"}`,
    `ExecStart=${commandLine(command)}`,
    `WorkingDirectory=${literal(directory)}`,
    ...(always ? ["Restart=on-failure", "RestartSec=1min"] : []),
    ...(task.trigger.kind === "daily" ? ["Nice=10"] : []),
    "",
    ...(always ? ["[Install]", "WantedBy=default.target", ""] : []),
    NOTE_SECTION,
    `${NOTE_KEY}${note}`,
    "",
  ].join("\n");
}

/** Sections that begin so are for others than systemd (systemd.unit(5)). */
const NOTE_SECTION = "[X-Greffier]";
const NOTE_KEY = "Task=";

/** The timer of a task; undefined for one that no clock starts. */
export function timerUnit(
  { trigger, makeUp = true }: ScheduledTask,
  description: string,
): string | undefined {
  if (trigger.kind === "log-on") return undefined;
  return [
    "[Unit]",
    `Description=${literal(description)}`,
    "",
    "[Timer]",
    `OnCalendar=${calendar(trigger)}`,
    `Persistent=${makeUp}`,
    "AccuracySec=1s",
    "",
    "[Install]",
    "WantedBy=timers.target",
    "",
  ].join("\n");
}

/** As systemd.time(7) writes times that come again. */
function calendar(trigger: Exclude<Trigger, { readonly kind: "log-on" }>): string {
  const time = `*-*-* ${trigger.at}:00`;
  if (trigger.kind === "daily") return time;
  return `${trigger.days.map((day) => CAPITALISED[day]).join(",")} ${time}`;
}

/** The trigger of a timer that {@linkcode timerUnit} wrote; null: somebody gave it other times. */
export function readTimer(unit: string): Trigger | null {
  const [, days, at] = /^OnCalendar=(?:([A-Z][A-Za-z,]*) )?\*-\*-\* (\d\d:\d\d):00$/m.exec(unit) ?? [];
  if (at === undefined) return null;
  if (days === undefined) return { kind: "daily", at };
  const named = days.split(",");
  const known = WEEKDAYS.filter((day) => named.includes(CAPITALISED[day]));
  return known.length === named.length ? { kind: "weekly", days: known, at } : null;
}

/** What {@linkcode serviceUnit} noted; undefined in a unit that is none of this program's. */
export function noteOf(unit: string): TaskNote | undefined {
  const at = unit.indexOf(`${NOTE_SECTION}\n${NOTE_KEY}`);
  if (at < 0) return undefined;
  return readNote(unit.slice(at + NOTE_SECTION.length + 1 + NOTE_KEY.length).split("\n", 1)[0]!);
}

/** A unit without what it says to people, which changes with their language. */
export function withoutDescription(unit: string): string {
  return unit.replace(/^Description=.*$/m, "Description=");
}

/**
 * A command line as systemd.service(5) reads one: every word quoted, `%` doubled since it begins a specifier. The colon
 * keeps `$` from meaning a variable; it stands inside the quotation marks, where the program's name begins.
 */
function commandLine([program, ...args]: readonly string[]): string {
  return [`:${program}`, ...args].map((word) => `"${escaped(word)}"`).join(" ");
}

function escaped(word: string): string {
  return literal(word.replaceAll("\\", "\\\\").replaceAll('"', '\\"'));
}

/** A value that means itself: `%` begins a specifier, and a value ends with its line. */
function literal(text: string): string {
  return text.replaceAll("%", "%%").replaceAll("\n", " ");
}
