/**
 * How long `status` and `list` take on a home with a thousand sealed meetings, as whole processes, beside the same on
 * a home with one, and beside `--version`, which reads no home. `deno run -A bench/many_meetings.ts` prints the table.
 *
 * @module
 */
import { median } from "./support/figures.ts";
import { cpuOfChildren, greffier } from "./support/processes.ts";
import { makeSealedHome, temporaryFolder } from "./support/sealed_home.ts";
import { judge, printTable } from "./support/table.ts";

const MEETINGS = 1000;
const MOST_MS = 300;
const TIMES = 11;

/** What one process took from its start to its end, in milliseconds. */
interface Took {
  readonly ms: number;
  /** CPU time, counted in hundredths of a second; 0 where /proc does not tell. */
  readonly cpu: number;
}

async function took(args: readonly string[]): Promise<Took> {
  const cpuBefore = await cpuOfChildren();
  const began = performance.now();
  const { success } = await greffier(args).output();
  const ms = performance.now() - began;
  if (!success) throw new Error(`greffier ${args[0]} failed`);
  return { ms, cpu: 1000 * (await cpuOfChildren() - cpuBefore) };
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
const times = new Map(commands.map(([name]) => [name, [] as Took[]]));
// In turn, so that a busy moment of the machine falls on all alike; the first round warms the caches and is not counted.
for (let round = 0; round <= TIMES; round++) {
  for (const [name, args] of commands) {
    const time = await took(args);
    if (round > 0) times.get(name)!.push(time);
  }
}
const ms = (value: number) => `${value.toFixed(0)} ms`;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
printTable(
  ["", "median", "fastest", "slowest", "CPU"],
  [...times].map(([name, all]) => {
    const walls = all.map((time) => time.ms);
    const [fastest, slowest] = [Math.min(...walls), Math.max(...walls)];
    return [name, ms(median(walls)), ms(fastest), ms(slowest), ms(mean(all.map(({ cpu }) => cpu)))];
  }),
);
console.log(
  `\nWhole processes, ${TIMES} times each in turn; CPU is the mean. A busy machine shows in --version too.`,
);
judge(
  commands.slice(3).map(([name]) => ({
    what: `${name}: under ${MOST_MS} ms`,
    kept: median(times.get(name)!.map((time) => time.ms)) < MOST_MS,
  })),
);
