/**
 * What the recorder costs: a quarter of an hour of two channels at 48 kHz, simulated at many times its speed, in a process of its
 * own; and a minute in real time beside programs that keep every core busy, of which not one sample may be lost.
 * `deno run -A bench/recorder.ts` prints the table; with `--long` it is four hours, which take ten minutes.
 *
 * @module
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { homeLayout, Store } from "../src/store/mod.ts";
import { ID, recordOf, STARTED_AT } from "../tests/recorder/rig.ts";
import { temporaryHome } from "../tests/support/home.ts";
import { readRecorded } from "../tests/support/recorded.ts";
import type { RecorderEntry, RecorderFigures } from "../tests/support/recorder_entry.ts";
import { machineTime } from "../tests/support/scaled_clock.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

/**
 * At 50 times its speed the recorder takes a whole core, and what waits for it would be measured; on a busy machine
 * already at 25 times.
 */
const [HOURS, SPEED] = Deno.args.includes("--long") ? [4, 25] : [0.25, 10];

/** Of one core, in percent. */
const MOST_CPU = 3;
/** In megabytes. */
const MOST_MEMORY = 120;
const MOST_GROWTH = 15;

const ENTRY = join(import.meta.dirname!, "../tests/support/recorder_entry.ts");

interface Run {
  readonly seconds: number;
  readonly speed: number;
  /** Processes that do nothing but calculate meanwhile. */
  readonly busy?: number;
}

interface Measured extends RecorderFigures {
  /** Memory over the run, in bytes, from its start to its end. */
  readonly memory: readonly number[];
  /** Length of the recording, in seconds. */
  readonly length: number;
  /** Samples that are missing in some channel. */
  readonly lost: number;
}

/**
 * Memory of a process and the most it has had, in bytes; null where the system does not tell. What a process says of
 * itself (`maxRSS`) may be that of its parent, which it was for a moment.
 */
async function memoryOf(pid: number): Promise<{ readonly now: number; readonly most: number } | null> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => ""); // another system, or an ended process
  const bytes = (field: string) =>
    1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
  const [now, most] = [bytes("VmRSS"), bytes("VmHWM")];
  return now > 0 && most > 0 ? { now, most } : null;
}

function keepBusy(): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), { args: ["eval", "for (;;);"], stdout: "null", stderr: "null" })
    .spawn();
}

async function measure({ seconds, speed, busy = 0 }: Run): Promise<Measured> {
  await using home = await temporaryHome();
  await new Store(homeLayout(home.path)).createRecording(recordOf(["microphone", "system"]));
  const entry: RecorderEntry = {
    home: home.path,
    id: ID,
    speed,
    epoch: machineTime(),
    start: Date.parse(STARTED_AT),
    chunkSeconds: 10,
    device: { rate: 48_000 },
    cheapSound: true,
  };
  const idle = Array.from({ length: busy }, keepBusy);
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", `--v8-flags=${V8_FLAGS}`, ENTRY, JSON.stringify(entry)],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const output = child.output();
    const memory: number[] = [];
    let most: number | undefined;
    const until = performance.now() + seconds / speed * 1000;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const taken = await memoryOf(child.pid);
      if (!taken) continue;
      memory.push(taken.now);
      most = taken.most;
    }
    await new Store(homeLayout(home.path)).request(ID, "stop");
    const { success, stdout } = await output;
    if (!success) throw new Error("The recorder failed");
    const figures: RecorderFigures = JSON.parse(new TextDecoder().decode(stdout));
    const { chunks, gaps, length } = await readRecorded(join(home.path, "inbox", ID), STARTED_AT);
    const lost = gaps.reduce((sum, { from, to }) => sum + to - from, 0) +
      chunks.flatMap(({ samples, from }) =>
        samples.map((own) => own.filter((value, frame) => value === 0 && from + frame > 16_000).length)
      ).reduce((sum, zeros) => sum + zeros, 0);
    return { ...figures, peak: most ?? figures.peak, memory, length: length / 16_000, lost };
  } finally {
    for (const one of idle) {
      one.kill("SIGKILL");
      await one.status;
    }
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function bench(): Promise<void> {
  await measure({ seconds: 2, speed: 1 }); // so that no run pays for reading the sources
  const long = await measure({ seconds: HOURS * 3600, speed: SPEED });
  const crowded = await measure({ seconds: 60, speed: 1, busy: cpus().length });
  const share = ({ cpu, length }: Measured) => 100 * cpu / length;
  const quarter = Math.max(1, Math.floor(long.memory.length / 4));
  const growth = long.memory.length > 4
    ? mean(long.memory.slice(-quarter)) - mean(long.memory.slice(quarter, 2 * quarter))
    : 0;
  printTable(
    ["", "recorded", "CPU of one core", "peak memory", "growth", "samples lost"],
    ([[`${HOURS} h at ${SPEED} times their speed`, long, megabytes(growth)], [
      "a minute, all cores busy",
      crowded,
      "",
    ]] as const)
      .map(([name, run, grown]) => [
        name,
        `${run.length.toFixed(1)} s`,
        `${share(run).toFixed(2)} %`,
        megabytes(run.peak),
        grown,
        String(run.lost),
      ]),
  );
  judge([
    { what: `the recorder takes under ${MOST_CPU} % of a core`, kept: share(long) < MOST_CPU },
    { what: `it takes under ${MOST_MEMORY} MB`, kept: long.peak < MOST_MEMORY * 1e6 },
    {
      what: `it takes under ${MOST_MEMORY} MB while all cores are busy`,
      kept: crowded.peak < MOST_MEMORY * 1e6,
    },
    { what: `it grows by less than ${MOST_GROWTH} MB in its second half`, kept: growth < MOST_GROWTH * 1e6 },
    { what: "not a sample is lost while all cores are busy", kept: crowded.lost === 0 },
  ]);
}

if (import.meta.main) await bench();
