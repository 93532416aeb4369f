import { message, UsageError } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";

/** Longest name of a meeting, in characters. */
const LONGEST = 200;

// deno-lint-ignore no-control-regex -- these are what a name cannot have
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * The name of a meeting as it was written, without space around it; characters that files cannot have are welcome,
 * since the folder is named by the id. Throws a `UsageError` for one that nobody could read.
 */
export function checkedName(written: string): string {
  const name = written.trim();
  if (name === "") throw new UsageError(message("recording.emptyName"));
  if (CONTROL.test(name) || name.length > LONGEST || !/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) {
    throw new UsageError(message("recording.badName", { found: written.slice(0, LONGEST) }));
  }
  return name;
}

/**
 * The name of a meeting that nobody named: `Reunion_2026-01-19_14-30`, and the part of it that goes into an id, which
 * begins with the time anyway. `startedAt` is local time.
 */
export function defaultName(
  startedAt: string,
  language: Language,
): { readonly name: string; readonly kind: string } {
  const time = `${startedAt.slice(0, 10)}_${startedAt.slice(11, 16).replace(":", "-")}`;
  const named = (time: string) => say(message("recording.defaultName", { time }), language);
  return { name: named(time), kind: named("") };
}
