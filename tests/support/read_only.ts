import { join } from "node:path";
import type { Program } from "./program.ts";

/** A program started where a folder can be read and not be written. */
export interface ReadOnly extends AsyncDisposable {
  start(program: Program): Program;
}

/**
 * Makes a folder read-only for programs: as a disk that is mounted so, where this machine lets the test mount one;
 * else by its rights, and for an account that has no others. Linux alone.
 */
export async function readOnly(folder: string): Promise<ReadOnly> {
  for (const command of [["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]]) {
    if (!await mounts(command, folder)) continue;
    return {
      start: (program) => ({
        ...program,
        command: command[0]!,
        args: [...command.slice(1), "sh", "-c", MOUNTED, "sh", folder, program.command, ...program.args],
      }),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  await Deno.chmod(folder, 0o555);
  const account = Deno.uid() === 0
    ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    : ["env"];
  return {
    start: (program) => ({
      ...program,
      command: account[0]!,
      args: [...account.slice(1), program.command, ...program.args],
    }),
    [Symbol.asyncDispose]: () => Deno.chmod(folder, 0o755),
  };
}

/** Mounts the folder over itself, to be read only, and becomes the program. */
const MOUNTED = `mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"`;

async function mounts([command, ...args]: readonly string[], folder: string): Promise<boolean> {
  try {
    const script = `mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && ! touch "$1/written" 2>&1`;
    const { success } = await new Deno.Command(command!, {
      args: [...args, "sh", "-c", script, "sh", folder],
      stdout: "null",
      stderr: "null",
    }).output();
    if (!success) await Deno.remove(join(folder, "written")).catch(() => {});
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
