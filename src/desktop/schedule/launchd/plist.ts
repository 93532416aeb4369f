import { type ScheduledTask, type Trigger, type Weekday, WEEKDAYS } from "../scheduler.ts";
import { readXml, type XmlElement, xmlText } from "../xml.ts";

/** What a property list is made from besides the task itself. */
export interface PlistContext {
  /** `greffier.nightly-1a2b3c4d` */
  readonly label: string;
  /** Program and all of its arguments. */
  readonly command: readonly string[];
  /** Where it starts, absolute. */
  readonly directory: string;
}

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** launchd counts days from Sunday, 0. */
const NUMBERS: Readonly<Record<Weekday, number>> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };

/**
 * The property list of a task (launchd.plist(5)). What runs from log-on on is started again when it fails; what people do
 * not wait for gives way.
 */
export function plist({ trigger }: ScheduledTask, { label, command, directory }: PlistContext): string {
  const content: Record<string, Value> = {
    Label: label,
    ProgramArguments: command,
    WorkingDirectory: directory,
    ...(trigger.kind === "log-on"
      ? { RunAtLoad: true, KeepAlive: { SuccessfulExit: false }, ThrottleInterval: 60 }
      : { StartCalendarInterval: interval(trigger) }),
    ProcessType: trigger.kind === "daily" ? "Background" : "Interactive",
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${written(content, "")}
</plist>
`;
}

function interval(trigger: Exclude<Trigger, { readonly kind: "log-on" }>): Value {
  const [Hour, Minute] = trigger.at.split(":").map(Number) as [number, number];
  if (trigger.kind === "daily") return { Hour, Minute };
  return trigger.days.map((day) => ({ Weekday: NUMBERS[day], Hour, Minute }));
}

function written(value: Value, indent: string): string {
  const deeper = `${indent}  `;
  if (typeof value === "string") return `${indent}<string>${xmlText(value)}</string>`;
  if (typeof value === "number") return `${indent}<integer>${value}</integer>`;
  if (typeof value === "boolean") return `${indent}<${value}/>`;
  if (Array.isArray(value)) {
    return [`${indent}<array>`, ...value.map((item) => written(item, deeper)), `${indent}</array>`].join(
      "\n",
    );
  }
  const pairs = Object.entries(value).flatMap(([key, item]) => [
    `${deeper}<key>${xmlText(key)}</key>`,
    written(item, deeper),
  ]);
  return [`${indent}<dict>`, ...pairs, `${indent}</dict>`].join("\n");
}

/** A property list as it was found. */
export interface ReadPlist {
  readonly command: readonly string[];
  /** null: somebody gave it other times. */
  readonly trigger: Trigger | null;
}

/** What stands in a property list; undefined when it starts no program. */
export function readPlist(xml: string): ReadPlist | undefined {
  const root = readXml(xml.trim());
  const content = root?.name === "plist" ? valueOf(root.children[0]) : undefined;
  if (!isDictionary(content) || !Array.isArray(content.ProgramArguments)) return undefined;
  const command = content.ProgramArguments.filter((word) => typeof word === "string");
  const trigger = content.StartCalendarInterval === undefined
    ? content.RunAtLoad === true ? { kind: "log-on" } as const : null
    : readInterval(content.StartCalendarInterval);
  return { command, trigger };
}

function readInterval(value: Value): Trigger | null {
  const times = Array.isArray(value) ? value : [value];
  const read = times.map((time) => {
    const { Weekday: weekday, Hour: hour, Minute: minute, ...others } = isDictionary(time) ? time : {};
    if (typeof hour !== "number" || typeof minute !== "number" || Object.keys(others).length > 0) return null;
    const at = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
    return { day: WEEKDAYS.find((day) => NUMBERS[day] === weekday), at };
  });
  const [first] = read;
  if (!first || read.some((time) => time?.at !== first.at)) return null;
  if (!Array.isArray(value)) return first.day === undefined ? { kind: "daily", at: first.at } : null;
  const days = WEEKDAYS.filter((day) => read.some((time) => time!.day === day));
  return days.length === read.length ? { kind: "weekly", days, at: first.at } : null;
}

function isDictionary(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && !Array.isArray(value);
}

function valueOf(element: XmlElement | undefined): Value | undefined {
  switch (element?.name) {
    case "string":
      return element.text;
    case "integer":
      return Number(element.text);
    case "true":
    case "false":
      return element.name === "true";
    case "array":
      return element.children.map(valueOf).filter((value) => value !== undefined);
    case "dict": {
      const pairs: [string, Value][] = [];
      for (let at = 0; at + 1 < element.children.length; at += 2) {
        const value = valueOf(element.children[at + 1]);
        if (value !== undefined) pairs.push([element.children[at]!.text, value]);
      }
      return Object.fromEntries(pairs);
    }
    default:
      return undefined;
  }
}
