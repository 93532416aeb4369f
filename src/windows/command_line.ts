/**
 * A command line that CommandLineToArgvW of Windows, and whatever reads arguments as it does, takes apart into `program`
 * and `args`. Throws when one of them holds a zero, which would end the line there, or when the program has a quotation
 * mark in its name, which no file can.
 *
 * The rules: an argument stands between quotation marks; a mark inside it is written `\"`, and backslashes before a mark,
 * the closing one too, are doubled; all others stand for themselves. The program is read by other rules, without escapes.
 */
export function commandLine(program: string, args: readonly string[]): string {
  if (program.includes('"')) throw new RangeError(`No program can be called ${program}`);
  const line = [`"${program}"`, ...args.map(quoted)].join(" ");
  if (line.includes("\0")) throw new RangeError("An argument of a program cannot hold a zero");
  return line;
}

function quoted(argument: string): string {
  if (argument !== "" && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}

/** What follows the program in {@linkcode commandLine}, for who names the program apart, as a shortcut does. */
export function argumentsLine(args: readonly string[]): string {
  return commandLine("", args).slice('"" '.length);
}
