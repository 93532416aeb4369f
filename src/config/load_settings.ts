import { type Message, message, UsageError } from "../errors.ts";
import type { z } from "../schema.ts";
import { RESERVED_VARIABLES } from "./environment.ts";
import type { PatternFault } from "./file_name_pattern.ts";
import { nearest } from "./nearest.ts";
import { type Entry, readJsonc } from "./read_jsonc.ts";
import { GROUPS, type Setting, settingOf, SETTINGS } from "./setting_list.ts";
import { Settings } from "./settings.ts";

/** Where the value of a setting comes from, weakest first. */
export type Origin = "default" | "file" | "environment" | "flag";

/** Checked settings, and where each came from. */
export interface ResolvedSettings {
  readonly settings: Settings;
  /** Origin of each setting by its key, `transcription.model`. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** The layers over the defaults, weakest first. */
export interface SettingsSources {
  /** The settings file: its name for messages, and its text. */
  readonly file?: { readonly name: string; readonly text: string };
  /** Variables named `GREFFIER_*`, names in capitals. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of the command line that set a setting. */
  readonly flags?: readonly SettingFlag[];
}

/** A flag of the command line: the setting's key, the value as written and the flag's own name for messages. */
export interface SettingFlag {
  readonly key: string;
  readonly value: string;
  readonly flag: string;
}

/** The settings cannot be used: every problem of every layer. */
export class SettingsError extends UsageError {
  override name = "SettingsError";
  readonly problems: readonly Message[];

  constructor(problems: readonly Message[]) {
    super(problems.length === 1 ? problems[0]! : message("config.problems", { n: problems.length }));
    this.problems = problems;
  }
}

/** A value for a setting, and how to say where it was found. */
interface Candidate {
  readonly setting: Setting;
  readonly value: unknown;
  readonly origin: Origin;
  readonly where: Where;
}

/** A place as messages name it: in a file with line and column, else the variable or the flag. */
type Where = { readonly file: string; readonly line: number; readonly column: number } | {
  readonly name: string;
};

/**
 * Settings out of their layers: defaults, then the file, then the environment, then flags.
 *
 * Throws {@linkcode SettingsError} with every problem of every layer, overridden values included: a file that is wrong
 * is wrong even while a flag hides it.
 *
 * @example
 * ```ts
 * import { loadSettings } from "./mod.ts";
 * import assert from "node:assert/strict";
 *
 * const { settings, origins } = loadSettings({
 *   file: { name: "greffier.json", text: `{ "audio": { "silence_threshold": 0.01 } } // loud office` },
 *   environment: { GREFFIER_TRANSCRIPTION_LANGUAGE: "fr" },
 * });
 * assert.equal(settings.audio.silence_threshold, 0.01);
 * assert.equal(origins.get("transcription.language"), "environment");
 * ```
 */
export function loadSettings({ file, environment = {}, flags = [] }: SettingsSources = {}): ResolvedSettings {
  const problems: Message[] = [];
  const candidates = [
    ...(file ? fromFile(file, problems) : []),
    ...fromEnvironment(environment, problems),
    ...fromFlags(flags, problems),
  ];
  const origins = new Map<string, Origin>(SETTINGS.map(({ key }) => [key, "default"]));
  const values: Record<string, unknown> = {};
  for (const { setting, value, origin, where } of candidates) {
    const { error } = setting.schema.safeParse(value);
    if (error || value === undefined) {
      problems.push(...(error?.issues ?? []).map((issue) => brokenRule(setting, value, issue, where)));
      continue;
    }
    const controlled = [value].flat().find(holdsControl);
    if (controlled !== undefined) {
      problems.push(problem("control", where, { key: setting.key, found: shown(controlled) }));
      continue;
    }
    put(values, setting.path, value);
    origins.set(setting.key, origin);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return { settings: Settings.parse(values), origins };
}

function fromFile({ name, text }: { name: string; text: string }, problems: Message[]): Candidate[] {
  const read = readJsonc(text);
  if (!read.ok) {
    const key = `config.syntax.${read.fault}`;
    const known = SYNTAX_FAULTS.has(read.fault) ? key : "config.syntax.other";
    problems.push({ key: known, values: { file: name, ...read.place } });
    return [];
  }
  if (!read.isObject) {
    problems.push(message("config.notObject", { file: name }));
    return [];
  }
  const candidates: Candidate[] = [];
  const closed = new Set<string>();
  for (const entry of read.entries) {
    const where = { file: name, ...entry.place };
    const key = entry.path.join(".");
    if (key === "$schema" || closed.has(entry.path.slice(0, -1).join("."))) {
      if (entry.group) closed.add(key);
      continue;
    }
    if (entry.again) problems.push(problem("again", where, { key }));
    const setting = settingOf(key);
    if (setting) {
      candidates.push({ setting, value: entry.value, origin: "file", where });
      if (entry.group) closed.add(key);
    } else if (!GROUPS.includes(key)) {
      problems.push(unknownKey(entry, where));
      if (entry.group) closed.add(key);
    } else if (!entry.group) {
      problems.push(problem("group", where, { key, found: shown(entry.value) }));
    }
  }
  return candidates;
}

function unknownKey({ path }: Entry, where: Where): Message {
  const key = path.join(".");
  const variable = SECRETS[key];
  if (variable !== undefined) return problem("secret", where, { key, variable });
  const meant = nearestKey(path);
  return meant ? problem("unknownNear", where, { key, nearest: meant }) : problem("unknown", where, { key });
}

/** What people look for among the settings, and the variable that it stands in. */
const SECRETS: Readonly<Record<string, string>> = {
  "delivery.webhook.secret": "GREFFIER_WEBHOOK_SECRET",
  "analysis.openai.api_key": "OPENAI_API_KEY",
  "analysis.anthropic.api_key": "ANTHROPIC_API_KEY",
};

/** Whether a value is a text with a control character: `C:\temp` of a file in JSON has a tab where `\t` was meant. */
function holdsControl(value: unknown): boolean {
  return typeof value === "string" && /\p{Cc}/u.test(value);
}

/** The key meant by `path`: a near name in the same group, or the same name in another one. */
function nearestKey(path: readonly string[]): string | undefined {
  const parent = path.slice(0, -1).join(".");
  const name = path[path.length - 1]!;
  const all = [...GROUPS, ...SETTINGS.map(({ key }) => key)];
  const siblings = all.filter((key) => key.split(".").slice(0, -1).join(".") === parent);
  const near = nearest(name, siblings.map((key) => key.split(".").pop()!));
  if (near) return parent ? `${parent}.${near}` : near;
  return all.find((key) => key.split(".").pop() === name) ?? nearest(path.join("."), all);
}

function fromEnvironment(environment: Readonly<Record<string, string>>, problems: Message[]): Candidate[] {
  return Object.entries(environment).flatMap(([name, written]) => {
    const setting = SETTINGS.find(({ variable }) => variable === name);
    if (setting) {
      return [{ setting, value: parseWritten(setting, written), origin: "environment", where: { name } }];
    }
    const meant = nearest(name, [...SETTINGS.map(({ variable }) => variable), ...RESERVED_VARIABLES]);
    problems.push(
      meant
        ? message("config.variable.unknownNear", { name, nearest: meant })
        : message("config.variable.unknown", { name }),
    );
    return [];
  });
}

function fromFlags(flags: readonly SettingFlag[], problems: Message[]): Candidate[] {
  return flags.flatMap(({ key, value, flag }) => {
    const setting = settingOf(key);
    const where = { name: flag };
    if (setting) return [{ setting, value: parseWritten(setting, value), origin: "flag", where }];
    const meant = nearestKey(key.split("."));
    problems.push(
      meant ? problem("unknownNear", where, { key, nearest: meant }) : problem("unknown", where, { key }),
    );
    return [];
  });
}

const WORDS_FOR_BOOLEANS: Readonly<Record<string, boolean>> = {
  "1": true,
  "0": false,
  true: true,
  false: false,
  yes: true,
  no: false,
  oui: true,
  non: false, // deno-fmt-ignore
};

/** A value as the environment or a flag writes it, read by the type of its setting; what cannot be read stays text. */
function parseWritten({ shape }: Setting, written: string): unknown {
  const text = written.trim();
  if (shape.type === "array") return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  if (shape.type === "boolean") return WORDS_FOR_BOOLEANS[text.toLowerCase()] ?? text;
  if (shape.type === "number" || shape.type === "integer") {
    return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
  }
  return text;
}

/** What a text about patterns shows between braces, which are its own as well. */
const BRACES = {
  date: "{date}",
  time: "{heure}",
  number: "{numero}",
  extension: "{poste}",
  name: "{nom}",
  any: "{*}",
};

/** The rule a value broke, in words of the texts rather than zod's English. */
function brokenRule(
  setting: Setting,
  value: unknown,
  issue: z.core.$ZodIssue,
  where: Where,
): Message {
  const { key, schema, shape } = setting;
  const inside = issue.path.length > 0 && Array.isArray(value) ? value[Number(issue.path[0])] : value;
  const values = { key, found: shown(inside) };
  const type = issue.path.length > 0 ? shape.items?.type : shape.type;
  const choices = issue.code === "invalid_value"
    ? issue.values
    : (issue.path.length > 0 ? shape.items : shape)?.enum;
  if (choices) {
    const near = typeof inside === "string" ? nearest(inside, choices.map(String)) : undefined;
    const listed = choices.map((choice) => typeof choice === "string" ? choice : shown(choice)).join(", ");
    return near !== undefined
      ? problem("oneOfNear", where, { ...values, choices: listed, nearest: near })
      : problem("oneOf", where, { ...values, choices: listed });
  }
  if (issue.code === "too_small") {
    if (issue.origin !== "number") return problem("notEmpty", where, values);
    return problem(issue.inclusive ? "atLeast" : "above", where, { ...values, limit: Number(issue.minimum) });
  }
  if (issue.code === "too_big") return problem("atMost", where, { ...values, limit: Number(issue.maximum) });
  if (issue.code === "invalid_format" && key === "delivery.email.to") {
    return problem("address", where, values);
  }
  if (issue.code === "invalid_format" || issue.code === "invalid_union") {
    return problem("url", where, { ...values, example: exampleOf(setting) });
  }
  if (issue.code === "custom") {
    const { rule, part } = issue.params as PatternFault;
    return problem(`pattern.${rule}`, where, { ...values, part, ...BRACES });
  }
  const expected = issue.code === "invalid_type" && issue.expected === "int" ? "integer" : type;
  if (expected === "integer") return problem("integer", where, values);
  if (expected === "number") return problem("number", where, values);
  if (expected === "boolean") return problem("boolean", where, values);
  if (expected === "array") return problem("list", where, values);
  if (expected === "string") return problem("text", where, values);
  throw new Error(`A rule of ${key} has no text: ${issue.code}`, { cause: schema });
}

function problem(rule: string, where: Where, values: Readonly<Record<string, string | number>>): Message {
  return { key: `config.${"file" in where ? "file" : "given"}.${rule}`, values: { ...where, ...values } };
}

/** An address as the setting wants one: what it is by default, when it is anything. */
function exampleOf({ default: initial }: Setting): string {
  return typeof initial === "string" && initial !== "" ? initial : "https://…";
}

/** A value as its file would write it, shortened. */
function shown(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 59)}…` : written;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (rest.length === 0) target[name!] = value;
  else put((target[name!] ??= {}) as Record<string, unknown>, rest, value);
}

const SYNTAX_FAULTS: ReadonlySet<string> = new Set([
  "InvalidSymbol",
  "InvalidNumberFormat",
  "PropertyNameExpected",
  "ValueExpected",
  "ColonExpected",
  "CommaExpected",
  "CloseBraceExpected",
  "CloseBracketExpected",
  "EndOfFileExpected",
  "UnexpectedEndOfComment",
  "UnexpectedEndOfString",
  "InvalidEscapeCharacter",
]);
