/**
 * The logs: JSON lines in the home's `logs/`, rotated by size. Nothing that was said is ever logged.
 *
 * @module
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { getRotatingFileSink } from "@logtape/file";
import {
  configure,
  dispose,
  getConsoleSink,
  getLogger,
  jsonLinesFormatter,
  type LogLevel,
} from "@logtape/logtape";
import { redactByField } from "@logtape/redaction";

/** What code logs to: a sentence with `{fields}`, and the fields. */
export interface Log {
  debug(text: string, fields?: Record<string, unknown>): void;
  info(text: string, fields?: Record<string, unknown>): void;
  warn(text: string, fields?: Record<string, unknown>): void;
  error(text: string, fields?: Record<string, unknown>): void;
  /** The same log with fields that every line carries. */
  with(fields: Record<string, unknown>): Log;
}

/** A log that keeps nothing. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  with: () => silentLog,
};

const SECRETS = [/key/i, /token/i, /secret/i, /password/i, /authorization/i];

/** The log of one area, `["greffier", area]`; silent until {@linkcode openLogs}. */
export function logOf(area: string): Log {
  return getLogger(["greffier", area]);
}

/**
 * Starts writing logs: at most 5 files of 5 MB in `directory`, the newest named `file`; with `verbose` also every line to
 * standard error. Processes that work at the same time need files of their own: one would rotate the other's away.
 * Dispose to flush and close. Throws the system's error when the folder cannot be made or written.
 */
export async function openLogs(
  directory: string,
  { verbose = false, file: name = "greffier.jsonl" }: {
    readonly verbose?: boolean;
    readonly file?: string;
  } = {},
): Promise<AsyncDisposable> {
  mkdirSync(directory, { recursive: true });
  const file = redactByField(
    getRotatingFileSink(join(directory, name), {
      maxSize: 5 * 2 ** 20,
      maxFiles: 5,
      formatter: jsonLinesFormatter,
    }),
    SECRETS,
  );
  const level: LogLevel = verbose ? "debug" : "info";
  await configure({
    reset: true,
    sinks: {
      file,
      // Results of commands go to standard output; logs must not mix with them.
      console: getConsoleSink({
        levelMap: {
          trace: "error",
          debug: "error",
          info: "error",
          warning: "error",
          error: "error",
          fatal: "error",
        },
      }),
    },
    loggers: [
      { category: ["logtape", "meta"], sinks: [] },
      { category: ["greffier"], lowestLevel: level, sinks: verbose ? ["file", "console"] : ["file"] },
    ],
  });
  return { [Symbol.asyncDispose]: () => dispose() };
}
