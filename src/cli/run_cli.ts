import { CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { parseLanguage } from "../config/mod.ts";
import { message, UsageError } from "../errors.ts";
import { type Language, say } from "../texts/mod.ts";
import { type Context, EXIT, homeOf, jsonText, tell, tellJson } from "./context.ts";
import type { CliIo } from "./io.ts";
import { type Asked, buildProgram } from "./program.ts";
import { StoppedError } from "./stop_requests.ts";
import { tellFailure } from "./tell_failure.ts";
import { unknownCommand, usageError } from "./usage_errors.ts";

/** Runs the command that `args` name; returns its exit code. Every failure is told as a sentence. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const { code, toRead = false } = await runOnce(args, io);
  // A window opened by a double-click closes with the program: what it says last must stay readable.
  if (toRead && (args.length === 0 || args.includes("--window")) && io.stdin.isTerminal) {
    io.stderr.write(say(message("cli.pressEnter"), io.environment.language) + "\n");
    await io.stdin.waitForEnter();
  }
  return code;
}

/** How a command ended, and whether it left a message that must be read. */
interface Ended {
  readonly code: number;
  readonly toRead?: boolean;
}

async function runOnce(args: readonly string[], io: CliIo): Promise<Ended> {
  let language: Language = io.environment.language;
  let asked: Asked | undefined;
  const failing = {
    io,
    verbose: args.includes("--verbose"),
    json: args.includes("--json"),
    apart: false,
    home: homeOf(io, undefined),
  };
  try {
    language = askedLanguage(args) ?? language;
    asked = parse(args, io, language);
  } catch (error) {
    return { code: await tellFailure(error, { ...failing, language }) };
  }
  if (!asked) return { code: EXIT.well }; // help or version, already shown
  const context: Context = {
    io,
    language,
    command: asked.name,
    home: asked.name === "demo" && asked.home === undefined ? io.program.demoHome : homeOf(io, asked.home),
    json: asked.json,
    verbose: asked.verbose,
    apart: asked.apart,
    flags: asked.flags,
  };
  // At the end of a session Linux says so twice: the one wish is heard, the other must not cut it short.
  using _deaf = asked.apart ? io.onWindowClosed(() => {}) : undefined;
  try {
    return { code: await asked.run(context) };
  } catch (error) {
    if (error instanceof StoppedError) {
      tell(context, error.text, io.stderr);
      if (context.json) tellJson(context, { error: jsonText(error.text, language) });
      return { code: EXIT.stopped };
    }
    const code = await tellFailure(error, context);
    if (asked.apart) await leaveWord(error, context);
    return { code, toRead: true };
  }
}

/** Tells whoever started a command without a window why it ended: nobody reads what it writes. */
async function leaveWord(error: unknown, { home, command }: Context): Promise<void> {
  const { tellFailureApart } = await import("../app.ts");
  await tellFailureApart(home, command, error);
}

/** What the arguments ask for; undefined when commander itself answered. Throws `UsageError`. */
function parse(args: readonly string[], io: CliIo, language: Language): Asked | undefined {
  let asked: Asked | undefined;
  const program = buildProgram(io, language, (command) => asked = command);
  try {
    program.parse([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    const commands = program.commands.filter((command) => !command.name().startsWith("__"));
    const all = [...commands, ...commands.flatMap((command) => command.commands)];
    const names = all.map((command) => command.name());
    if (error.code === "commander.help") {
      // Help is shown; what remains is to say why: `greffier help wach`, or `greffier model` alone.
      if (args[0] === "help" && args[1] !== undefined) throw unknownCommand(args[1], names);
      throw new UsageError(message("cli.commandMissing"));
    }
    throw usageError(error, {
      commands: names,
      given: (name) => all.find((command) => command.name() === name && command.args.length > 0)?.args ?? [],
      options: [program, ...askedCommands(args, program)].flatMap(optionsOf),
      everyOption: havingEach(all),
    });
  }
  return asked;
}

/** The command that the first of `args` name, and the one within it. Values before it are taken for what they are not. */
function askedCommands(args: readonly string[], program: CommandUnknownOpts): CommandUnknownOpts[] {
  const found: CommandUnknownOpts[] = [];
  for (const word of args) {
    const next = (found.at(-1) ?? program).commands.find((command) => command.name() === word);
    if (next) found.push(next);
  }
  return found;
}

const optionsOf = (command: CommandUnknownOpts) => [
  ...command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? ""),
  "--help",
];

/** Each option with the commands that have it, as they are written: `schedule add`. */
function havingEach(commands: readonly CommandUnknownOpts[]): ReadonlyMap<string, readonly string[]> {
  const having = new Map<string, string[]>();
  for (const command of commands) {
    const name = command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name();
    for (const option of optionsOf(command)) having.set(option, [...having.get(option) ?? [], name]);
  }
  return having;
}

/** The language `--lang` asks for, wherever it stands: the very words of the help depend on it. */
function askedLanguage(args: readonly string[]): Language | undefined {
  const end = args.indexOf("--");
  const before = end === -1 ? args : args.slice(0, end);
  const at = before.findLastIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
  if (at === -1) return undefined;
  const written = before[at]!.startsWith("--lang=") ? before[at]!.slice("--lang=".length) : before[at + 1];
  if (written === undefined) return undefined; // commander says that the value is missing
  const language = parseLanguage(written);
  if (language === undefined) {
    throw new UsageError(message("config.badLanguage", { name: "--lang", found: written }));
  }
  return language;
}
