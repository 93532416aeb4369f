import { join, resolve } from "node:path";
import type { App, Desk } from "../app.ts";
import {
  loadSettings,
  nearest,
  type ResolvedSettings,
  type SettingFlag,
  SETTINGS_FILE,
  SettingsError,
} from "../config/mod.ts";
import { GreffierError, type Message, message, UsageError } from "../errors.ts";
import { type Language, say } from "../texts/mod.ts";
import type { CliIo, Output } from "./io.ts";
import { plain, plainLines } from "./plain.ts";

/** Exit codes of every command. */
export const EXIT = { well: 0, trouble: 1, wrongUse: 2, stopped: 130 } as const;

/** What one command was asked, and how it speaks. */
export interface Context {
  readonly io: CliIo;
  readonly language: Language;
  /** Name of the command, as the owner file names it. */
  readonly command: string;
  /** Absolute path. */
  readonly home: string;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Started without a window, by a process that waits to hear whether it is there. */
  readonly apart: boolean;
  /** Flags that set settings. */
  readonly flags: readonly SettingFlag[];
}

/** A command: returns its exit code. */
export type Command = (context: Context) => Promise<number>;

/** The home asked for: `--home`, else `GREFFIER_HOME`, else beside the program. */
export function homeOf(io: CliIo, flag: string | undefined): string {
  return resolve(flag ?? io.environment.home ?? io.program.home);
}

/** Writes `text` in the reader's language as one line. */
export function tell(context: Context, text: Message, to: Output = context.io.stdout): void {
  to.write(plain(say(text, context.language)) + "\n");
}

/** Writes the result of a command for programs: one JSON value, readable. */
export function tellJson(context: Context, value: unknown): void {
  context.io.stdout.write(jsonLines(value));
}

/** A JSON value for programs and for those who look at it in a terminal: what would command one is escaped. */
export function jsonLines(value: unknown): string {
  // JSON escapes C0 itself; the rest can only stand inside its strings, where `\u009b` means the same.
  return plainLines(JSON.stringify(value, null, 2)) + "\n";
}

/** A message for programs: its key and values, and its sentence. */
export function jsonText(text: Message, language: Language): { key: string; values: unknown; text: string } {
  return { key: text.key, values: text.values, text: say(text, language) };
}

/** The settings in force. Throws {@linkcode SettingsError}, or `UsageError` when the environment itself is wrong. */
export async function resolveSettings({ io, home, flags }: Context): Promise<ResolvedSettings> {
  if (io.environment.problem) throw io.environment.problem;
  if (await io.kindOf(home) === "file") throw new UsageError(message("cli.homeIsFile", { home }));
  const text = await readIfThere(join(home, SETTINGS_FILE));
  // What Windows writes for `>` and old editors save: every other byte is a zero.
  if (text?.includes("\0")) throw new SettingsError([message("config.notUtf8", { file: SETTINGS_FILE })]);
  return loadSettings({
    ...(text === undefined ? {} : { file: { name: SETTINGS_FILE, text } }),
    environment: io.environment.settings,
    flags,
  });
}

/** The folder that holds the report of a session, by its id: an absolute path. */
export async function reportFolders(context: Context): Promise<(id: string) => string> {
  const { settings } = await resolveSettings(context);
  return (id) => resolve(context.home, settings.output.directory, id);
}

/** The text of a file; undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The app of a command, on its home and settings; disposed by the caller. */
export async function openApp(context: Context): Promise<App> {
  const { io, home, flags, language, command, verbose } = context;
  const resolved = await resolveSettings(context);
  return await io.createApp({ home, resolved, flags, language, command, verbose });
}

/** The desk of a home; nothing is read before it is asked. */
export async function openDesk(context: Context): Promise<Desk> {
  const { io, home, language, verbose } = context;
  return await io.createDesk({
    ...{ home, language, verbose },
    readSettings: () => resolveSettings(context),
    openApp: () => openApp(context),
  });
}

/** {@linkcode openApp} for commands that only make sense in a home that is there; throws a sentence when it is not. */
export async function openHome(context: Context): Promise<App> {
  if (await isNewHome(context)) throw new GreffierError(message("cli.homeAbsent", { home: context.home }));
  return await openApp(context);
}

/** Whether nothing stands where the home is to be. */
export async function isNewHome({ io, home }: Context): Promise<boolean> {
  return await io.kindOf(home) === null;
}

/** Says in one line that the demo model is in use and how to add a real one; nothing with any other model. */
export async function tellDemoModel(context: Context, app: App, to: Output): Promise<void> {
  const { model } = await app.status();
  if (model.demo) tell(context, message("model.demoOnly", { model: model.name }), to);
}

/** One of `choices` by its name; throws a `UsageError` that names the nearest. */
export function oneOf<T extends string>(written: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === written.toLowerCase());
  if (found) return found;
  const listed = choices.join(", ");
  const near = nearest(written, choices);
  throw new UsageError(
    near
      ? message("cli.badChoiceNear", { found: written, choices: listed, nearest: near })
      : message("cli.badChoice", { found: written, choices: listed }),
  );
}

/** Whether somebody else runs the pipeline of this home: told like a failure, but nothing is wrong. */
export function isHeld(error: unknown): error is GreffierError {
  return error instanceof GreffierError && error.text.key === "lock.held";
}
