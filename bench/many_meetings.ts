/**
 * How long `status` and `list` take on a home with a thousand sealed meetings, as whole processes, beside the same on
 * a home with one, and beside `--version`, which reads no home. `deno run -A bench/many_meetings.ts` prints the table.
 *
 * @module
 */
import { median } from "./support/figures.ts";
import { greffier } from "./support/processes.ts";
import { makeSealedHome, temporaryFolder } from "./support/sealed_home.ts";
import { judge, printTable } from "./support/table.ts";

const MEETINGS = 1000;
const MOST_MS = 300;
const TIMES = 11;

/** How long one process took from its start to its end, in milliseconds. */
async function took(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const { success } = await greffier(args).output();
  const ms = performance.now() - began;
  if (!success) throw new Error(`greffier ${args[0]} failed`);
  return ms;
}

await using folder = await temporaryFolder();
const homes = { one: await makeSealedHome(folder.path, 1), all: await makeSealedHome(folder.path, MEETINGS) };
const commands: [string, string[]][] = [
  ["--version", ["--version"]],
  ["status, 1 meeting", ["status", "--home", homes.one]],
  ["list, 1 meeting", ["list", "--home", homes.one]],
  [`status, ${MEETINGS} meetings`, ["status", "--home", homes.all]],
  [`list, ${MEETINGS} meetings`, ["list", "--home", homes.all]],
];
const times = new Map(commands.map(([name]) => [name, [] as number[]]));
// In turn, so that a busy moment of the machine falls on all alike; the first round warms the caches and is not counted.
for (let round = 0; round <= TIMES; round++) {
  for (const [name, args] of commands) {
    const ms = await took(args);
    if (round > 0) times.get(name)!.push(ms);
  }
}
const ms = (value: number) => `${value.toFixed(0)} ms`;
printTable(
  ["", "median", "fastest", "slowest"],
  [...times].map(([name, all]) => [name, ms(median(all)), ms(Math.min(...all)), ms(Math.max(...all))]),
);
console.log(`\nWhole processes, ${TIMES} times each in turn.`);
judge(
  commands.slice(3).map(([name]) => ({
    what: `${name}: under ${MOST_MS} ms`,
    kept: median(times.get(name)!) < MOST_MS,
  })),
);
