import type { Clock } from "../../clock.ts";
import { GreffierError, isFileSystemError, message } from "../../errors.ts";
import { oemText } from "./windows/oem_text.ts";

/** What a program of the system ended with, and printed. */
export interface Printed {
  /** Windows: as a number without sign. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the system to its end. Throws a `GreffierError` when it is not there or does not end. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<Printed>;

/** Schedulers answer at once, or hang. In milliseconds. */
const PATIENCE_MS = 30_000;

/** Runs programs of this machine; one that takes longer than 30 s is ended. */
export function runPrograms(clock: Clock): RunProgram {
  return async (program, args) => {
    const over = new AbortController();
    const killed = new AbortController();
    const limit = clock.sleep(PATIENCE_MS, { signal: over.signal }).then(() => killed.abort(), () => {});
    try {
      const { code, stdout, stderr } = await new Deno.Command(program, {
        args: [...args],
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
        signal: killed.signal,
      }).output();
      return { code: code >>> 0, stdout: decode(stdout), stderr: decode(stderr) };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) {
        throw new GreffierError(message("schedule.noProgram", { program }), { cause: error });
      }
      if (!isFileSystemError(error)) throw error;
      // A company may forbid the person the programs of the system.
      const found = error instanceof Error ? error.message : String(error);
      throw new GreffierError(message("schedule.forbidden", { program, found }), { cause: error });
    } finally {
      over.abort();
      await limit;
    }
  };
}

/** The error that tells what the system said when it refused. */
export function refused(program: string, { code, stdout, stderr }: Printed): GreffierError {
  const words = (stderr.trim() || stdout.trim()).replace(/\s+/g, " ").slice(0, 500);
  return new GreffierError(
    words === ""
      ? message("schedule.refusedSilently", { program, code })
      : message("schedule.refused", { program, found: words }),
  );
}

/** UTF-8, or what the console of Windows writes. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return oemText(bytes);
  }
}
