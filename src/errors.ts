/**
 * The few errors that callers branch on, and the one place that decides what a failure means for a job.
 *
 * @module
 */
import { troubleText } from "./errors/system_trouble.ts";
import { type Message, message, say, type TextKey } from "./texts/mod.ts";

export { type TroubleKind, troubleKind, troubleText } from "./errors/system_trouble.ts";
export { message };
export type { Message, TextKey };

/** An error whose text is meant for a person. `message` is its English form, for logs. */
export class GreffierError extends Error {
  override name = "GreffierError";
  /** The text in no language yet; {@linkcode say} puts it in the reader's. */
  readonly text: Message;

  constructor(text: Message, options?: ErrorOptions) {
    super(say(text, "en"), options);
    this.text = text;
  }
}

/** A file that can never be read as audio. Only ingest acts on it, by moving the file to `rejected/`. */
export class RejectedError extends GreffierError {
  override name = "RejectedError";
}

/** Something outside is not there yet (a model, a disk, a share): tried again for ever, at growing intervals. */
export class WaitingError extends GreffierError {
  override name = "WaitingError";
}

/** A newer greffier wrote a file: it is left as it is, and so is the meeting that it belongs to. */
export class NewerFileError extends WaitingError {
  override name = "NewerFileError";

  /** @param path Of the file, absolute. */
  constructor(path: string) {
    super(message("file.newer", { path }));
  }
}

/** Wrong use of the command line or the settings: exit code 2. */
export class UsageError extends GreffierError {
  override name = "UsageError";
}

/**
 * What a failure means for its job: `stopped` (the program is ending: not counted), `waiting` (retried for ever),
 * `rejected` (the file cannot be read), `failed` (counted; the third settles the job).
 */
export type FailureKind = "stopped" | "waiting" | "rejected" | "failed";

/** The first failure of those that `using` bundles when cleaning up fails as well: the one that tells what happened. */
function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}

/** System error codes as Deno and `node:` put them on errors of the file system. */
function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/**
 * Whether `failure` comes from the file system, or from a file that this program is too old for: these end well once
 * their cause is gone.
 */
export function isFileSystemError(failure: unknown): boolean {
  const error = firstOf(failure);
  if (error instanceof NewerFileError) return true;
  if (systemCode(error) !== undefined) return true;
  // Windows has errors that no name was given to: a drive that is not ready, a share that is gone.
  if (error instanceof Error && /\(os error \d+\)/.test(error.message)) return true;
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.AlreadyExists || error instanceof Deno.errors.Busy ||
    error instanceof Deno.errors.NotADirectory || error instanceof Deno.errors.IsADirectory ||
    error instanceof Deno.errors.FilesystemLoop;
}

/** Sorts a failure by what it means for its job. */
export function failureKind(failure: unknown, signal?: AbortSignal): FailureKind {
  const error = firstOf(failure);
  if (signal?.aborted) return "stopped";
  if (error instanceof RejectedError) return "rejected";
  if (error instanceof WaitingError || isFileSystemError(error)) return "waiting";
  return "failed";
}

/** The text of any failure: an error's own when it has one, a sentence for what the system refuses, its bare message otherwise. */
export function textOf(failure: unknown): Message {
  const error = firstOf(failure);
  if (error instanceof GreffierError) return error.text;
  const refused = troubleText(error);
  if (refused) return refused;
  return message("error.other", { found: error instanceof Error ? error.message : String(error) });
}
