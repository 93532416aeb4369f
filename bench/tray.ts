/**
 * What the icon near the clock costs while nothing happens, in the executable: memory, share of a core, how soon it is
 * there, and how soon a double-click greets. Linux, with a D-Bus of its own: `deno task bench tray`.
 *
 * @module
 */
import { join } from "node:path";
import { DeskLooks, diskFiles, homeLayout } from "../src/store/mod.ts";
import { type TemporaryHome, temporaryHome } from "../tests/support/home.ts";
import { Panel } from "../tests/support/panel.ts";
import { executableProgram, type Program } from "../tests/support/program.ts";
import { programCommand, runProgram } from "../tests/support/run_program.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

/** How long an idle icon is watched, after it has had time to settle. */
const SETTLE_MS = 10_000;
const WATCHED_MS = 30_000;
const MEETINGS = 1000;

const PROMISED = { megabytes: 80, percent: 0.5, lookMs: 1, readyMs: 3000 };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!await holds()) await pause(10);
}

/** Memory that is this process's alone, and all that is in memory for it, in bytes. */
async function memoryOf(pid: number): Promise<{ readonly own: number; readonly all: number }> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)![1]) * 1024;
  return { own: kilobytes("RssAnon"), all: kilobytes("VmRSS") };
}

/** Processor time of a process so far, in milliseconds: the kernel counts in hundredths of a second. */
async function cpuOf(pid: number): Promise<number> {
  const fields = (await Deno.readTextFile(`/proc/${pid}/stat`)).split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** A home with a thousand finished meetings. */
async function fullHome(): Promise<TemporaryHome> {
  const home = await temporaryHome();
  for (let number = 0; number < MEETINGS; number++) {
    const folder = join(home.path, "outbox", `2026-01-18_1000_point-${number}`);
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(join(folder, "sealed.json"), "{}");
  }
  return home;
}

interface Idle {
  readonly own: number;
  readonly all: number;
  readonly percent: number;
  readonly shownMs: number | undefined;
}

/** Runs the icon on a home for a while. */
async function idle(program: Program, home: TemporaryHome, panel: Panel | undefined): Promise<Idle> {
  const variables = { DBUS_SESSION_BUS_ADDRESS: panel?.daemon.address ?? "unix:path=/nowhere" };
  const environment = { home: home.path, variables };
  const start = performance.now();
  const tray = programCommand(program, ["tray"], environment).spawn();
  let shownMs: number | undefined;
  if (panel) {
    await until(async () => await panel.seen() !== undefined);
    shownMs = performance.now() - start;
  }
  await pause(SETTLE_MS);
  const before = await cpuOf(tray.pid);
  await pause(WATCHED_MS);
  const percent = 100 * (await cpuOf(tray.pid) - before) / WATCHED_MS;
  const memory = await memoryOf(tray.pid);
  await runProgram(program, ["quit"], environment);
  await tray.output();
  await until(async () => !(await home.names()).includes("greffier.owner"));
  return { ...memory, percent, shownMs };
}

/** Milliseconds from a double-click to its greeting. */
async function greeting(program: Program): Promise<number> {
  await using home = await temporaryHome();
  const start = performance.now();
  const process = programCommand(program, [], { home: home.path }).spawn();
  const reader = process.stdout.getReader();
  await reader.read();
  const took = performance.now() - start;
  process.kill("SIGTERM");
  while (!(await reader.read()).done);
  await process.stderr.cancel();
  await process.status;
  return took;
}

/** Milliseconds of a look at a home in which nothing changed. */
async function lookMs(home: TemporaryHome): Promise<number> {
  const looks = new DeskLooks(diskFiles, homeLayout(home.path));
  const look = () => looks.look({ nowMs: Date.now(), sinceMs: Date.now() });
  for (let warm = 0; warm < 20; warm++) await look();
  const start = performance.now();
  for (let run = 0; run < 200; run++) await look();
  return (performance.now() - start) / 200;
}

const program = await executableProgram();
await using panel = await Panel.start();
await using empty = await temporaryHome();
await using full = await fullHome();
await idle(program, empty, undefined); // the first start of an executable unpacks, and compiles its code
const rows: (readonly [string, Idle])[] = [
  ["without a place for an icon", await idle(program, empty, undefined)],
  ["with an icon", await idle(program, empty, panel)],
  [`with an icon, ${MEETINGS} meetings`, await idle(program, full, panel)],
];
printTable(
  ["", "own memory", "all memory", "of a core", "shown after"],
  rows.map(([name, { own, all, percent, shownMs }]) => [
    name,
    megabytes(own),
    megabytes(all),
    `${percent.toFixed(2)} %`,
    shownMs === undefined ? "" : `${shownMs.toFixed(0)} ms`,
  ]),
);
const [look, greeted] = [await lookMs(full), await greeting(program)];
console.log(
  `\na look at ${MEETINGS} meetings: ${look.toFixed(2)} ms; double-click to greeting: ${
    greeted.toFixed(0)
  } ms`,
);
judge([
  ...rows.flatMap(([name, { own, percent }]) => [
    { what: `${name}: at most ${PROMISED.megabytes} MB of its own`, kept: own <= PROMISED.megabytes * 1e6 },
    { what: `${name}: at most ${PROMISED.percent} % of a core`, kept: percent <= PROMISED.percent },
  ]),
  { what: `a look takes at most ${PROMISED.lookMs} ms`, kept: look <= PROMISED.lookMs },
  { what: `a double-click greets within ${PROMISED.readyMs / 1000} s`, kept: greeted <= PROMISED.readyMs },
]);
