import { argumentsLine } from "../../../windows/mod.ts";
import { nextOccurrence } from "../occurrences.ts";
import { type ScheduledTask, type Trigger, type Weekday, WEEKDAYS } from "../scheduler.ts";
import { readNote, type TaskNote } from "../task_note.ts";
import { readXml, within, type XmlElement, xmlText } from "../xml.ts";

/** What a definition is made from besides the task itself. */
export interface TaskContext {
  /** Name of the task in the Task Scheduler, with its folder: `\greffier\nightly-1a2b3c4d`. */
  readonly path: string;
  /** For people. */
  readonly description: string;
  /** For this program: see task_note.ts. */
  readonly note: string;
  /** `DOMAIN\person` */
  readonly account: string;
  /** What starts: a program, and all of its arguments. */
  readonly program: string;
  readonly args: readonly string[];
  /** Where it starts, absolute. */
  readonly directory: string;
  /** Milliseconds since the epoch: the first run is the next one after it. */
  readonly now: number;
}

const DAYS: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/**
 * The settings of a task that this program decides about. `Hidden` would hide it from the person who looks for it in the
 * Task Scheduler, not its window: what starts works without one. The priority: 7, what tasks usually have, is below what a person
 * does, and slow at the disk; a recording is what the person does.
 */
function settingsOf({ trigger, makeUp = true, wake = false }: ScheduledTask) {
  return {
    MultipleInstancesPolicy: "IgnoreNew",
    DisallowStartIfOnBatteries: "false",
    StopIfGoingOnBatteries: "false",
    AllowHardTerminate: "true",
    StartWhenAvailable: String(makeUp),
    RunOnlyIfNetworkAvailable: "false",
    AllowStartOnDemand: "true",
    Enabled: "true",
    Hidden: "false",
    RunOnlyIfIdle: "false",
    WakeToRun: String(wake),
    ExecutionTimeLimit: "PT0S",
    Priority: trigger.kind === "daily" ? "7" : "5",
  };
}

/** Values of {@linkcode settingsOf} that stand for an element that is left out (MS-TSCH 2.5.3). */
const DEFAULTS: Readonly<Record<string, string>> = {
  MultipleInstancesPolicy: "IgnoreNew",
  DisallowStartIfOnBatteries: "true",
  StopIfGoingOnBatteries: "true",
  AllowHardTerminate: "true",
  StartWhenAvailable: "false",
  RunOnlyIfNetworkAvailable: "false",
  AllowStartOnDemand: "true",
  Enabled: "true",
  Hidden: "false",
  RunOnlyIfIdle: "false",
  WakeToRun: "false",
  ExecutionTimeLimit: "PT72H",
  Priority: "7",
};

/**
 * The definition of a task for the Task Scheduler, to be written in UTF-16: runs when the person is signed in, with no more
 * rights than theirs, on batteries too, for as long as it takes.
 *
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-tsch/0d6383e4-de92-43e7-b0bb-a60cfa36379f
 */
export function taskXml(task: ScheduledTask, context: TaskContext): string {
  const { path, description, note, account, program, args, directory, now } = context;
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>${xmlText(account)}</Author>
    <Description>${xmlText(description)}</Description>
    <Documentation>${xmlText(note)}</Documentation>
    <URI>${xmlText(path)}</URI>
  </RegistrationInfo>
  <Triggers>
${indented(triggerXml(task.trigger, account, now), 4)}
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(account)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
${Object.entries(settingsOf(task)).map(([name, value]) => `    <${name}>${value}</${name}>`).join("\n")}
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(program)}</Command>
      <Arguments>${xmlText(argumentsLine(args))}</Arguments>
      <WorkingDirectory>${xmlText(directory)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`.replaceAll("\n", "\r\n");
}

function triggerXml(trigger: Trigger, account: string, now: number): string {
  if (trigger.kind === "log-on") {
    // Without a person it would be for everybody, which only an administrator may order.
    return `<LogonTrigger>
  <Enabled>true</Enabled>
  <UserId>${xmlText(account)}</UserId>
</LogonTrigger>`;
  }
  // Local time, since it has no zone. One that has gone by would count as a run that was missed.
  const first = new Date(nextOccurrence(trigger, now) ?? now);
  const date = [first.getFullYear(), first.getMonth() + 1, first.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  return `<CalendarTrigger>
  <StartBoundary>${date}T${trigger.at}:00</StartBoundary>
  <Enabled>true</Enabled>
${indented(scheduleXml(trigger), 2)}
</CalendarTrigger>`;
}

function scheduleXml(trigger: Exclude<Trigger, { readonly kind: "log-on" }>): string {
  if (trigger.kind === "daily") {
    return `<ScheduleByDay>
  <DaysInterval>1</DaysInterval>
</ScheduleByDay>`;
  }
  return `<ScheduleByWeek>
  <WeeksInterval>1</WeeksInterval>
  <DaysOfWeek>
${trigger.days.map((day) => `    <${DAYS[day]} />`).join("\n")}
  </DaysOfWeek>
</ScheduleByWeek>`;
}

const indented = (text: string, spaces: number) => text.replace(/^/gm, " ".repeat(spaces));

/** A definition as the system gives it back. */
export interface ReadTask {
  readonly trigger: Trigger | null;
  readonly enabled: boolean;
  readonly program: string;
  readonly arguments: string;
  readonly directory: string;
  /** By element; what is left out has its default. */
  readonly settings: ReadonlyMap<string, string>;
  readonly note: TaskNote | undefined;
}

/** What stands in a definition; undefined when it is none that starts a program. */
export function readTaskXml(xml: string): ReadTask | undefined {
  const root = readXml(xml.replace(/^\ufeff/, "").trim());
  const task = root?.name === "Tasks" ? within(root, "Task") : root;
  const exec = within(task, "Actions", "Exec");
  if (task?.name !== "Task" || !exec) return undefined;
  const text = (element: XmlElement | undefined, ...path: string[]) =>
    within(element, ...path)?.text.trim() ?? "";
  const settings = new Map(
    Object.entries(DEFAULTS).map(([name, value]) => [name, text(task, "Settings", name) || value]),
  );
  return {
    trigger: readTrigger(within(task, "Triggers")),
    enabled: settings.get("Enabled") === "true",
    program: text(exec, "Command"),
    arguments: text(exec, "Arguments"),
    directory: text(exec, "WorkingDirectory"),
    settings,
    note: readNote(text(task, "RegistrationInfo", "Documentation")),
  };
}

/** The one trigger of a task, if this program could have written it. */
function readTrigger(triggers: XmlElement | undefined): Trigger | null {
  const [trigger] = triggers?.children ?? [];
  if (!trigger || triggers!.children.length !== 1 || within(trigger, "Enabled")?.text.trim() === "false") {
    return null;
  }
  if (trigger.name === "LogonTrigger") return { kind: "log-on" };
  const [, at] = /T(\d\d:\d\d):00/.exec(within(trigger, "StartBoundary")?.text ?? "") ?? [];
  if (trigger.name !== "CalendarTrigger" || at === undefined) return null;
  const every = (...path: string[]) => (within(trigger, ...path)?.text.trim() ?? "1") === "1";
  if (within(trigger, "ScheduleByDay")) {
    return every("ScheduleByDay", "DaysInterval") ? { kind: "daily", at } : null;
  }
  const days = within(trigger, "ScheduleByWeek", "DaysOfWeek")?.children.map(({ name }) => name) ?? [];
  if (days.length === 0 || !every("ScheduleByWeek", "WeeksInterval")) return null;
  return { kind: "weekly", days: WEEKDAYS.filter((day) => days.includes(DAYS[day])), at };
}

/** Whether the settings in `found` are those that `task` would get. */
export function hasSettingsOf(found: ReadTask, task: ScheduledTask): boolean {
  return Object.entries(settingsOf(task)).every(([name, value]) => found.settings.get(name) === value);
}
