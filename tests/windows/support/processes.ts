/**
 * What processes of Windows tell of themselves: run with Deno for Windows.
 *
 * `start FILE ARGS…` starts `apart FILE ARGS…` apart and prints its number and exit code; that one writes what it and a
 * child of its own see into FILE, and ends with 7. `wait` ends never. `split` prints what CommandLineToArgvW makes of the
 * lines that it reads as JSON.
 */
import { createProcess } from "../../../src/windows/create_process.ts";
import { commandLine } from "../../../src/windows/command_line.ts";
import { readWide, wideString } from "../../../src/windows/wide.ts";

/** What a process sees of itself. */
export interface Seen {
  readonly pid: number;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Whether its console has a window that can be seen. */
  readonly hasWindow: boolean;
  /** The processes of its console. */
  readonly console: readonly number[];
  /** Whether standard input, output and error are a terminal. */
  readonly terminals: readonly boolean[];
}

/** What `apart` writes. */
export interface SeenApart extends Seen {
  readonly child: Seen;
}

const [role, ...args] = Deno.args;
const self = new URL(import.meta.url);
const selfPath = self.pathname.replace(/^\//, "").replaceAll("/", "\\");

function look(seen: readonly string[]): Seen {
  const kernel = Deno.dlopen("kernel32.dll", {
    GetConsoleWindow: { parameters: [], result: "u64" },
    GetConsoleProcessList: { parameters: ["buffer", "u32"], result: "u32" },
  });
  const user = Deno.dlopen("user32.dll", { IsWindowVisible: { parameters: ["u64"], result: "i32" } });
  const ids = new Uint32Array(16);
  const count = kernel.symbols.GetConsoleProcessList(ids, ids.length);
  const window = kernel.symbols.GetConsoleWindow();
  return {
    pid: Deno.pid,
    args: seen,
    cwd: Deno.cwd(),
    hasWindow: window !== 0n && user.symbols.IsWindowVisible(window) !== 0,
    console: [...ids.subarray(0, count)],
    terminals: [Deno.stdin, Deno.stdout, Deno.stderr].map((stream) => stream.isTerminal()),
  };
}

function split(line: string): string[] {
  const shell = Deno.dlopen("shell32.dll", {
    CommandLineToArgvW: { parameters: ["buffer", "buffer"], result: "pointer" },
  });
  const count = new Int32Array(1);
  const list = shell.symbols.CommandLineToArgvW(wideString(line), count);
  const view = new Deno.UnsafePointerView(list!);
  return Array.from({ length: count[0] }, (_, at) => readWide(view.getPointer(at * 8)!));
}

const again = (...rest: string[]) => ["run", "--allow-all", "--no-check", selfPath, ...rest];

switch (role) {
  case "start": {
    const [cwd, ...rest] = args;
    using apart = createProcess(Deno.execPath(), again("apart", ...rest), { cwd: cwd! });
    let code: number | undefined;
    while ((code = apart.exitCode()) === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    using waiting = createProcess(Deno.execPath(), again("wait"), { cwd: cwd! });
    const before = waiting.exitCode();
    waiting.end();
    let ended: number | undefined;
    while ((ended = waiting.exitCode()) === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    console.log(JSON.stringify({ pid: apart.id, code, before, ended }));
    break;
  }
  case "apart": {
    const { stdout } = await new Deno.Command(Deno.execPath(), { args: again("child"), stderr: "null" })
      .output();
    const child: Seen = JSON.parse(new TextDecoder().decode(stdout));
    await Deno.writeTextFile(args[0]!, JSON.stringify({ ...look(args.slice(1)), child }));
    Deno.exit(7);
    break;
  }
  case "child":
    console.log(JSON.stringify(look(args)));
    break;
  case "wait":
    setInterval(() => {}, 1e6);
    break;
  case "split": {
    const lines: string[][] = JSON.parse(await new Response(Deno.stdin.readable).text());
    console.log(JSON.stringify(lines.map(([program, ...rest]) => split(commandLine(program!, rest)))));
    break;
  }
}
