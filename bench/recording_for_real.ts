/**
 * A meeting recorded for real: PulseAudio plays the demo's meeting and the demo's caller over and over, and greffier
 * records both sides and writes them down. `deno run -A bench/recording_for_real.ts [--minutes 2] [--crowded]` prints what
 * the recorder and the programs that it starts took of one core and of memory, what is missing of the recording, and how
 * far the text was behind. `--crowded`: meanwhile two more speech engines transcribe a long recording each, so that every
 * core is busy all the time. Needs the Debian packages `pulseaudio` and `pulseaudio-utils`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { readDemoRecording } from "../tests/support/demo_recording.ts";
import type { GapRecord } from "../src/model/mod.ts";
import { temporaryHome } from "../tests/support/home.ts";
import { type PulseDevice, PulseServer } from "../tests/support/pulse_server.ts";
import { checkoutProgram } from "../tests/support/program.ts";
import { programCommand, runProgram } from "../tests/support/run_program.ts";
import { median } from "./support/figures.ts";
import { writeLongRecording } from "./support/long_recording.ts";
import { childrenOf, cpuOf, lacksProc, memoryOf } from "./support/processes.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const RATE = 16_000;
/** Ticks a second in which the kernel counts CPU time; the same on every Linux that Deno runs on. */
const TICKS = 100;

/** Of one core, in percent; in bytes. */
const MOST_CPU = 3;
const MOST_MEMORY = 120e6;
const MOST_GROWTH = 15e6;

/** The recorder that runs in a home. */
async function recorderOf(home: string): Promise<number> {
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const command = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => ""); // it has ended
    if (command.includes("__recorder") && command.includes(home)) return Number(name);
  }
  throw new Error("No recorder runs");
}

/** CPU time in seconds of a process and of all that it started, directly or not, and that still runs. */
async function cpuOfFamily(pid: number): Promise<number> {
  let seconds = await cpuOf(pid) ?? 0;
  for (const child of await childrenOf(pid)) seconds += await cpuOfFamily(child);
  return seconds;
}

/** Seconds that the machine's cores stood idle since it was started. */
async function idleSeconds(): Promise<number> {
  const [, , , , idle] = (await Deno.readTextFile("/proc/stat")).split("\n", 1)[0].split(/\s+/);
  return Number(idle) / TICKS;
}

async function bench(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: { minutes: { type: "string", default: "2" }, crowded: { type: "boolean", default: false } },
  });
  const minutes = Number(values.minutes);
  const [meeting, call] = await Promise.all([
    readDemoRecording("reunion-projet-atlas"),
    readDemoRecording("appel-support"),
  ]);
  await using server = await PulseServer.start();
  await using home = await temporaryHome();
  await using elsewhere = await temporaryHome();
  const program = checkoutProgram();
  const { HOME: _home, ...ofServer } = server.environment;
  // As the executable carries them.
  const variables = { ...ofServer, DENO_V8_FLAGS: V8_FLAGS, GREFFIER_ANALYSIS_LLM_BACKEND: "none" };
  const greffier = async (...args: string[]) => {
    const run = await runProgram(program, args, { home: home.path, variables });
    if (run.code !== 0) throw new Error(`greffier ${args[0]} ended with ${run.code}: ${run.stderr}`);
    return run.stdout;
  };

  const over = new AbortController();
  const playing = ([["bouche", call.channels[1]], ["haut_parleurs", meeting.channels[0]]] as [
    PulseDevice,
    Float32Array,
  ][]).map(async ([device, samples]) => {
    while (!over.signal.aborted) {
      await using sound = await server.play(device, { samples, rate: RATE }, { aheadMs: 2000 });
      await Promise.race([
        sound.ended,
        new Promise((done) => over.signal.addEventListener("abort", done, { once: true })),
      ]);
    }
  });
  const long = join(elsewhere.path, "long.wav");
  if (values.crowded) await writeLongRecording(long, 4);
  const crowd = values.crowded
    ? [0, 1].map(async () => {
      while (!over.signal.aborted) {
        const child = programCommand(program, ["transcribe", long], { home: elsewhere.path }).spawn();
        const end = () => child.kill("SIGTERM");
        over.signal.addEventListener("abort", end);
        await child.output();
        over.signal.removeEventListener("abort", end);
      }
    })
    : [];

  await greffier("start", "--background", "--name", "Essai");
  const recorder = await recorderOf(home.path);
  const memory: number[] = [];
  let most = 0;
  const behind: number[] = [];
  const began = performance.now();
  const idleBefore = await idleSeconds();
  const cpuBefore = await cpuOfFamily(recorder);
  const ownBefore = await cpuOf(recorder) ?? 0;
  while (performance.now() - began < minutes * 60_000) {
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    const taken = await memoryOf(recorder);
    if (!taken) throw new Error("The recorder has ended");
    memory.push(taken.now);
    most = taken.peak;
    const { open: [{ recording }] } = JSON.parse(await greffier("status", "--json"));
    behind.push(recording.backlog);
  }
  const seconds = (performance.now() - began) / 1000;
  const cpu = 100 * (await cpuOfFamily(recorder) - cpuBefore) / seconds;
  const own = 100 * ((await cpuOf(recorder) ?? 0) - ownBefore) / seconds;
  const idle = 100 * (await idleSeconds() - idleBefore) / seconds / navigator.hardwareConcurrency;
  over.abort();
  const stopAt = performance.now();
  await greffier("stop", "--wait");
  const reportAfter = (performance.now() - stopAt) / 1000;
  await Promise.all([...playing, ...crowd]);

  const [{ id }] = JSON.parse(await greffier("list", "--json"));
  const { gaps, sources } = await home.json("outbox", id, "stages", "windows.json");
  const lost = gaps.reduce(
    (sum: number, { from, to }: { from: number; to: number }) => sum + (to - from) / RATE,
    0,
  );
  const causes = new Set(
    gaps.map(({ cause, channels }: GapRecord) => `${cause} of ${channels.join(" and ")}`),
  );
  const quarter = Math.max(1, memory.length >> 2);
  const early = median(memory.slice(quarter, 2 * quarter));
  const growth = median(memory.slice(-quarter)) - early;
  printTable(["", ""], [
    [
      "recorded",
      `${(sources.at(-1).to / RATE).toFixed(1)} s, of which the clock counted ${
        seconds.toFixed(1)
      } s from its first look`,
    ],
    ["all cores idle", `${idle.toFixed(1)} % of the time`],
    ["recorder", `${own.toFixed(2)} % of a core, ${cpu.toFixed(2)} % with its programs`],
    [
      "memory of the recorder",
      `${megabytes(most)} at most, ${megabytes(growth)} growth after its first quarter`,
    ],
    ["missing", [`${lost.toFixed(2)} s in ${gaps.length} gaps`, ...causes].join(", ")],
    [
      "audio without text",
      `${median(behind).toFixed(0)} s in the middle, ${Math.max(...behind).toFixed(0)} s at most`,
    ],
    ["report after stop", `${reportAfter.toFixed(1)} s`],
  ]);
  judge([
    { what: "nothing is missing", kept: gaps.length === 0 },
    { what: `the recorder takes under ${megabytes(MOST_MEMORY)}`, kept: most < MOST_MEMORY },
    { what: `it grows by less than ${megabytes(MOST_GROWTH)}`, kept: growth < MOST_GROWTH },
    ...values.crowded
      ? [{ what: "every core was busy", kept: idle < 5 }]
      : [{ what: `the recorder alone takes under ${MOST_CPU} % of a core`, kept: own < MOST_CPU }],
  ]);
}

if (import.meta.main && !lacksProc()) await bench();
