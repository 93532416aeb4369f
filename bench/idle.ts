/**
 * What `watch` costs while nothing comes, on a home with a hundred sealed meetings: CPU of the real process over a
 * minute, beside a process that only sleeps; and memory over the 2,880 rescans of a day, run back to back on a clock
 * moved by hand. `deno run -A bench/idle.ts` prints the tables.
 *
 * @module
 */
import { join } from "node:path";
import { diskFiles, type Files } from "../src/store/mod.ts";
import { RESCAN_MS } from "../src/watchers/mod.ts";
import { ManualClock } from "../tests/support/manual_clock.ts";
import { testApp } from "../tests/support/home.ts";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { type Point, slope } from "./support/figures.ts";
import { cpuOf, greffier, lacksProc, memoryOf } from "./support/processes.ts";
import { makeSealedHome, temporaryFolder } from "./support/sealed_home.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const MEETINGS = 100;
const RESCANS = 24 * 3600 * 1000 / RESCAN_MS;
const MOST_CPU = 0.01;
/** What still counts as no growth: a year of it would fit the machine. */
const MOST_A_DAY = 5e6;

/** Time for a process to start up, then the time over which it is measured. */
const STARTING_MS = 10_000;
const WATCHED_MS = 60_000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Idle {
  /** Share of a core. */
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
}

/** CPU and memory of a process that is left alone, then ended. */
async function leftAlone(process: Deno.ChildProcess): Promise<Idle> {
  await wait(STARTING_MS);
  const before = await cpuOf(process.pid);
  await wait(WATCHED_MS);
  const after = await cpuOf(process.pid);
  const memory = await memoryOf(process.pid);
  if (before === undefined || after === undefined || !memory) throw new Error("A process ended by itself");
  process.kill("SIGTERM");
  await process.status;
  return { cpu: (after - before) / (WATCHED_MS / 1000), memory: memory.now };
}

function sleeper(): Deno.ChildProcess {
  const args = ["eval", "setInterval(() => {}, 30_000)"];
  return new Deno.Command(Deno.execPath(), { args, stdout: "null" }).spawn();
}

interface Day {
  readonly scans: number;
  /** CPU time of all rescans, in seconds. */
  readonly cpu: number;
  /** Resident memory after some of the rescans: x in days, y in bytes. */
  readonly memory: readonly Point[];
}

/** Goes through a day of rescans in this process. */
async function oneDay(home: string): Promise<Day> {
  let scans = 0;
  const inbox = join(home, "inbox");
  const files: Files = {
    ...diskFiles,
    list(folder) {
      if (folder === inbox) scans++;
      return diskFiles.list(folder);
    },
  };
  const clock = new ManualClock();
  await using app = testApp({ path: home }, { clock, files, command: "watch" });
  const finish = new AbortController();
  const watching = app.watch({ finish: finish.signal });
  const cpuBefore = await cpuOf(Deno.pid) ?? 0;
  const memory: Point[] = [];
  for (let rescan = 1; rescan <= RESCANS; rescan++) {
    while (clock.sleepers === 0) await wait(0);
    const before = scans;
    clock.advance(RESCAN_MS);
    while (scans === before) await wait(0);
    if (rescan % 20 === 0) memory.push({ x: rescan / RESCANS, y: (await memoryOf(Deno.pid))?.now ?? 0 });
  }
  const cpu = (await cpuOf(Deno.pid) ?? 0) - cpuBefore;
  finish.abort();
  await watching;
  return { scans, cpu, memory };
}

/** {@linkcode oneDay} in a process of its own, with the engine settings of the program. */
async function dayApart(home: string): Promise<Day> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", `--v8-flags=${V8_FLAGS}`, import.meta.filename!, "--day", home],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("The simulated day failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function bench(): Promise<void> {
  await using folder = await temporaryFolder();
  const home = await makeSealedHome(folder.path, MEETINGS);
  const [watch, nothing] = await Promise.all([
    leftAlone(greffier(["watch", "--home", home]).spawn()),
    leftAlone(sleeper()),
  ]);
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  console.log("A minute of real time:\n");
  printTable(["", "of a core", "memory"], [
    [`watch, ${MEETINGS} sealed meetings`, percent(watch.cpu), megabytes(watch.memory)],
    ["a process that sleeps", percent(nothing.cpu), megabytes(nothing.memory)],
  ]);

  const { scans, cpu, memory } = await dayApart(home);
  const second = memory.slice(memory.length >> 1);
  const grows = slope(second);
  console.log();
  printTable(
    ["a simulated day", "rescans", "CPU", "of a core", "memory at noon", "at night", "grows a day"],
    [[
      "watch",
      String(scans),
      `${cpu.toFixed(1)} s`,
      percent(cpu / (RESCANS * RESCAN_MS / 1000)),
      megabytes(second[0].y),
      megabytes(second.at(-1)!.y),
      `${(grows / 1e6).toFixed(1)} MB`,
    ]],
  );
  console.log("\nGrowth by least squares over the second half.");
  judge([
    { what: `idle watch uses under ${percent(MOST_CPU)} of a core`, kept: watch.cpu < MOST_CPU },
    {
      what: `it grows by less than ${megabytes(MOST_A_DAY)} over the second half of a day`,
      kept: grows / 2 < MOST_A_DAY,
    },
  ]);
}

if (Deno.args[0] === "--day") console.log(JSON.stringify(await oneDay(Deno.args[1])));
else if (!lacksProc()) await bench();
