import { join } from "node:path";
import { windowsPath, type Wine } from "./wine.ts";
import { windowsDeno } from "./windows_deno.ts";

const SUPPORT = join(import.meta.dirname!, "..", "windows", "support");

/** A script of tests/windows/support that runs in a Windows. Disposing ends its input, and waits for its end. */
export interface WindowsScript extends AsyncDisposable {
  /** What Linux calls the process. */
  readonly pid: number;
  /** What it has written, as far as it was waited for. */
  readonly lines: readonly string[];
  /** Gives it a line. */
  tell(command: unknown): Promise<void>;
  /** Waits for a line of what it writes after the last that was waited for; throws when it ends without it. */
  hear(line: string | RegExp): Promise<string>;
}

/** Starts a script of tests/windows/support, whose imports are files of the checkout alone. */
export async function windowsScript(
  windows: Wine,
  name: string,
  args: readonly string[] = [],
): Promise<WindowsScript> {
  const options = ["run", "--allow-all", "--no-config", "--no-lock", "--no-check"];
  const program = windows.started(await windowsDeno(), [
    ...options,
    windowsPath(join(SUPPORT, name)),
    ...args,
  ]);
  const child = new Deno.Command(program.command, {
    args: [...program.args],
    clearEnv: true,
    env: { ...program.variables },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  const output = child.stdout.getReader();
  const decoder = new TextDecoder();
  const lines: string[] = [];
  let heard = 0;
  let rest = "";
  async function read(): Promise<boolean> {
    const { value, done } = await output.read();
    const parts = (rest + decoder.decode(value, { stream: !done })).split(/\r?\n/);
    rest = parts.pop()!;
    lines.push(...parts);
    return !done;
  }
  return {
    pid: child.pid,
    lines,
    tell: (command) => input.write(new TextEncoder().encode(`${JSON.stringify(command)}\n`)),
    async hear(wanted) {
      const isWanted = (line: string) => typeof wanted === "string" ? line === wanted : wanted.test(line);
      for (;;) {
        const at = lines.findIndex((line, index) => index >= heard && isWanted(line));
        if (at >= 0) {
          heard = at + 1;
          return lines[at];
        }
        if (!await read()) throw new Error(`${name} ended without ${wanted}: ${lines.join(" | ")}`);
      }
    },
    async [Symbol.asyncDispose]() {
      await input.close().catch(() => {}); // it may have ended by itself
      while (await read());
      await child.status;
    },
  };
}
