import { join } from "node:path";
import { SettingsError } from "../config/mod.ts";
import { GreffierError, type Message, message, textOf, troubleText, UsageError } from "../errors.ts";
import { say } from "../texts/mod.ts";
import { type Context, EXIT, isHeld, jsonLines, jsonText } from "./context.ts";
import { plain, plainLines } from "./plain.ts";

/** What {@linkcode tellFailure} needs of a command's context. */
export type FailureContext = Pick<Context, "io" | "language" | "verbose" | "home" | "json" | "apart">;

/**
 * Tells a failure in the reader's language and returns its exit code. A failure that nobody foresaw is one sentence and
 * the place of its details, which go to the logs; its trace only shows with `--verbose`. With `--json` standard output
 * gets `{"error": {key, values, text}}`.
 */
export async function tellFailure(error: unknown, context: FailureContext): Promise<number> {
  const { io, language, verbose, json, apart } = context;
  const tell = (text: Message, indent = "") => io.stderr.write(`${indent}${plain(say(text, language))}\n`);
  const text = textOf(error);
  tell(text);
  const problems = error instanceof SettingsError && error.problems.length > 1 ? error.problems : [];
  for (const problem of problems) tell(problem, "  ");
  if (json) {
    const details = problems.map((problem) => jsonText(problem, language));
    const told = jsonText(text, language);
    io.stdout.write(jsonLines({ error: details.length > 0 ? { ...told, problems: details } : told }));
  }
  if (!(error instanceof GreffierError) || (apart && !isHeld(error))) {
    const folder = await noteInLogs(error, context.home);
    // What the system refuses has been said in full.
    if (!(error instanceof GreffierError) && !troubleText(error)) {
      if (folder !== null) tell(message("cli.detailsInLogs", { folder }));
      else if (!verbose) tell(message("cli.detailsWithVerbose"));
    }
  }
  if (verbose && error instanceof Error) io.stderr.write(`${plainLines(String(error.stack ?? error))}\n`);
  if (isHeld(error)) return EXIT.well;
  return error instanceof UsageError ? EXIT.wrongUse : EXIT.trouble;
}

/** Writes an unforeseen failure with its trace into the logs of the home; null when there is no home or no writing. */
async function noteInLogs(error: unknown, home: string): Promise<string | null> {
  const folder = join(home, "logs");
  try {
    await Deno.stat(home);
    const { logOf, openLogs } = await import("../log.ts");
    await using _logs = await openLogs(folder);
    const trace = error instanceof Error ? error.stack ?? String(error) : String(error);
    logOf("cli").error("The command failed unexpectedly: {trace}", { trace });
    return folder;
  } catch {
    return null; // the failure itself is told all the same
  }
}
