/**
 * How long `greffier --version` takes beside an empty program compiled with the same runtime: the difference is what
 * greffier adds to every start. Two more programs show what of it is the data in the executable, and what the code
 * would cost as one file. `deno run -A bench/startup.ts` prints the table.
 *
 * @module
 */
import { join } from "node:path";
import { compiler } from "../tests/support/compiler.ts";
import { executable } from "../tests/support/executable.ts";
import { BUNDLE, bundle } from "../build/bundle.ts";
import { filesOf } from "../build/carried.ts";
import { compile } from "../build/compile.ts";
import { isCode, stage } from "../build/stage.ts";
import { hostTarget, TARGETS } from "../build/targets.ts";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { judge, printTable } from "./support/table.ts";

const RUNS = 30;
/** Starts before those that count: the first reads the program from the disk. */
const WARMING = 3;
const MOST_MS = 150;

/** Milliseconds from start to end of each run, sorted. The two programs take turns, so that a busy moment hits both. */
async function takeTurns(
  programs: readonly (readonly [path: string, ...args: string[]])[],
): Promise<number[][]> {
  const times: number[][] = programs.map(() => []);
  for (let run = -WARMING; run < RUNS; run++) {
    for (const [index, [path, ...args]] of programs.entries()) {
      const start = performance.now();
      const { success } = await new Deno.Command(path, { args, stdout: "null", stderr: "null" }).output();
      if (!success) throw new Error(`${path} ${args.join(" ")} failed`);
      if (run >= 0) times[index]!.push(performance.now() - start);
    }
  }
  return times.map((each) => each.sort((a, b) => a - b));
}

/** A program that does nothing, compiled with the runtime and the flags of greffier. */
async function emptyProgram(folder: string): Promise<string> {
  const target = TARGETS[hostTarget()]!;
  const { deno = Deno.execPath(), denort } = await compiler();
  await Deno.writeTextFile(join(folder, "empty.mjs"), "");
  const output = join(folder, `empty-${target.executable}`);
  const { success, stderr } = await new Deno.Command(deno, {
    cwd: folder,
    args: [
      ...["compile", "--allow-all", "--no-check", "--no-config", "--no-lock", "--no-remote"],
      ...["--output", output, `--v8-flags=${V8_FLAGS}`, "empty.mjs"],
    ],
    env: denort === undefined ? {} : { DENORT_BIN: denort },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return output;
}

/** The data of greffier, as the tests' executable carries it, with no code; and with all its code in one file. */
async function comparisons(folder: string): Promise<{ readonly data: string; readonly oneFile: string }> {
  const target = TARGETS[hostTarget()]!;
  const staged = join(folder, "staged");
  await stage(staged, { target });
  for (const file of (await filesOf(staged)).filter(isCode)) await Deno.remove(join(staged, file));
  const [data, oneFile] = ["data", "one-file"].map((name) => join(folder, `${name}-${target.executable}`));
  const tools = await compiler();
  await Deno.writeTextFile(join(staged, BUNDLE), "");
  await compile(staged, data!, { target, ...tools });
  await bundle(staged, { pieces: false });
  await compile(staged, oneFile!, { target, ...tools });
  return { data: data!, oneFile: oneFile! };
}

const folder = await Deno.makeTempDir({ prefix: "greffier-startup-" });
try {
  const greffier = await executable();
  const { data, oneFile } = await comparisons(folder);
  const [empty, dataAlone, version, help, versionOfOne] = await takeTurns([
    [await emptyProgram(folder)],
    [data],
    [greffier, "--version"],
    [greffier, "--help"],
    [oneFile, "--version"],
  ]);
  const median = (times: readonly number[]) => times[Math.floor(times.length / 2)]!;
  const row = (name: string, times: readonly number[]) => [
    name,
    ...[times[0]!, median(times), times.at(-1)!].map((ms) => `${ms.toFixed(0)} ms`),
    `${(times[0]! - empty![0]!).toFixed(0)} ms`,
  ];
  printTable(["", "fastest", "median", "slowest", "more"], [
    row("empty program", empty!),
    row("empty, with the data of greffier", dataAlone!),
    row("greffier --version", version!),
    row("greffier --help", help!),
    row("greffier --version, code in one file", versionOfOne!),
  ]);
  // Whatever else the machine does makes a start slower, never faster.
  const more = version![0]! - empty![0]!;
  judge([{
    what: `greffier --version takes less than ${MOST_MS} ms more: ${more.toFixed(0)} ms`,
    kept: more < MOST_MS,
  }]);
} finally {
  await Deno.remove(folder, { recursive: true });
}
