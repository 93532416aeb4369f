import type { CommanderError } from "@commander-js/extra-typings";
import { nearest } from "../config/mod.ts";
import { message, UsageError } from "../errors.ts";

/** What the command line knows, for suggestions. */
export interface Known {
  readonly commands: readonly string[];
  /** The options of the command that was asked for, and those of the program. */
  readonly options: readonly string[];
  /** The options of all, with the commands that have them. */
  readonly everyOption: ReadonlyMap<string, readonly string[]>;
  /** The arguments that were given to a command. */
  readonly given: (command: string) => readonly string[];
}

/**
 * Commander's refusal in our own words. Its codes are its contract; the name it refuses stands between quotes in its
 * English text.
 */
export function usageError(
  { code, message: english }: CommanderError,
  { commands, options, everyOption, given }: Known,
): UsageError {
  const found = /'([^']*)'/.exec(english)?.[1] ?? "";
  switch (code) {
    case "commander.unknownOption":
      return unknownOption(found, options, everyOption);
    case "commander.missingArgument":
      return new UsageError(message("cli.missingArgument", { name: found }));
    case "commander.optionMissingArgument":
      return new UsageError(message("cli.optionMissingValue", { option: found }));
    case "commander.unknownCommand":
      return unknownCommand(found, commands);
    case "commander.excessArguments": {
      const expected = Number(/Expected (\d+)/.exec(english)?.[1] ?? 0);
      const extra = given(found).slice(expected);
      return new UsageError(message("cli.tooManyArguments", { found: extra.join(" ") }));
    }
    default:
      return new UsageError(message("cli.wrongUse"));
  }
}

/** An option that the command does not have: another one may. */
function unknownOption(
  found: string,
  options: readonly string[],
  everyOption: Known["everyOption"],
): UsageError {
  const [name = ""] = found.split("=");
  const having = everyOption.get(name);
  // What was refused word for word is not this command's; with a value that it does not take, it may be.
  if (having && (name === found || !options.includes(name))) {
    const commands = having.join(", ");
    return new UsageError(message("cli.optionElsewhere", { found: name, n: having.length, commands }));
  }
  const near = nearest(name, options) ?? nearest(name, [...everyOption.keys()]);
  return new UsageError(
    near
      ? message("cli.unknownOptionNear", { found, nearest: near })
      : message("cli.unknownOption", { found }),
  );
}

/** A word where a command should stand. */
export function unknownCommand(found: string, commands: readonly string[]): UsageError {
  const near = nearest(found, commands);
  return new UsageError(
    near
      ? message("cli.unknownCommandNear", { found, nearest: near })
      : message("cli.unknownCommand", { found }),
  );
}
