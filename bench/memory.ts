/**
 * Memory of greffier and of its speech engine while a four-hour recording becomes a report with the model of the demo,
 * beside the same for the first two minutes of it, and beside merely holding the recording as transformers.js wants it:
 * all samples in one array. `deno run -A bench/memory.ts [--hours 0.5] [--trace FILE]` prints the table; the trace has
 * one line a second.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import { type Point, slope } from "./support/figures.ts";
import { writeLongRecording } from "./support/long_recording.ts";
import { childrenOf, greffier, lacksProc, memoryOf, runGreffier } from "./support/processes.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const MOST_PARENT = 200e6;
const MOST_WHOLE = 700e6;
/** What still counts as flat, in bytes per hour of audio; all of an hour's samples would be 230 MB. */
const MOST_SLOPE = 15e6;
const LOOK_EVERY_MS = 250;

/** A look at both processes. `done` is how far the transcription was, 0 to 1. */
interface Look {
  readonly done: number;
  readonly parent: number;
  /** 0 before the engine is started. */
  readonly engine: number;
}

interface Watched {
  readonly hours: number;
  readonly seconds: number;
  readonly looks: readonly Look[];
  /** As the kernel keeps it, between looks too. */
  readonly parentPeak: number;
  readonly enginePeak: number;
  readonly words: number;
}

/** How many transcripts a home has. */
async function transcriptsIn(home: string): Promise<number> {
  let count = 0;
  for await (const { name, isDirectory } of Deno.readDir(join(home, "outbox"))) {
    if (!isDirectory) continue;
    try {
      for await (const file of Deno.readDir(join(home, "outbox", name, "stages"))) {
        if (file.name.endsWith(".transcript.json")) count++;
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return count;
}

/** Runs greffier on a recording of so many hours and watches both processes. */
async function watchRun(folder: string, hours: number): Promise<Watched> {
  const home = join(folder, `home-${hours.toFixed(2)}`);
  await runGreffier(["init", "--home", home]);
  await writeLongRecording(join(home, "inbox", "long.wav"), hours);
  const began = performance.now();
  const process = greffier(["run", "--json", "--home", home], { stdout: "piped", stderr: "null" }).spawn();
  const output = process.output();
  const looks: { transcripts: number; parent: number; engine: number }[] = [];
  let parentPeak = 0, enginePeak = 0, over = false;
  output.finally(() => over = true);
  while (!over) {
    const parent = await memoryOf(process.pid);
    if (!parent) break;
    let engine = 0;
    for (const child of await childrenOf(process.pid)) {
      const memory = await memoryOf(child);
      engine += memory?.now ?? 0;
      enginePeak = Math.max(enginePeak, memory?.peak ?? 0);
    }
    parentPeak = Math.max(parentPeak, parent.peak);
    looks.push({ transcripts: await transcriptsIn(home), parent: parent.now, engine });
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const { success, stdout } = await output;
  if (!success) throw new Error("greffier failed on the long recording");
  const seconds = (performance.now() - began) / 1000;
  const all = Math.max(1, await transcriptsIn(home));
  const { published: [{ words }] } = JSON.parse(new TextDecoder().decode(stdout));
  await Deno.remove(home, { recursive: true });
  return {
    hours,
    seconds,
    looks: looks.map(({ transcripts, parent, engine }) => ({ done: transcripts / all, parent, engine })),
    parentPeak,
    enginePeak,
    words,
  };
}

/** Growth over the second half of the transcription, in bytes per hour of audio. */
function growth({ hours, looks }: Watched, of: (look: Look) => number): number {
  const points = looks.filter(({ done, engine }) => done >= 0.5 && done < 1 && engine > 0)
    .map((look): Point => ({ x: look.done * hours, y: of(look) }));
  return slope(points);
}

/** Highest sum of both processes seen at one look. */
function wholePeak({ looks }: Watched): number {
  return Math.max(...looks.map(({ parent, engine }) => parent + engine));
}

function row(what: string, watched: Watched): string[] {
  const { hours, seconds, parentPeak, enginePeak, words } = watched;
  // Over a few minutes a slope is start-up alone.
  const grows = (of: (look: Look) => number) =>
    hours < 0.5 ? "" : `${(growth(watched, of) / 1e6).toFixed(1)} MB`;
  return [
    what,
    `${seconds.toFixed(0)} s`,
    (hours * 3600 / seconds).toFixed(0),
    String(words),
    megabytes(parentPeak),
    megabytes(enginePeak),
    megabytes(wholePeak(watched)),
    grows(({ parent }) => parent),
    grows(({ engine }) => engine),
  ];
}

/** Memory of a process that does nothing but hold the whole recording as samples, in bytes. */
async function allInMemory(path: string): Promise<number> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", import.meta.filename!, "--hold", path],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("The recording could not be held in memory");
  return Number(new TextDecoder().decode(stdout));
}

async function hold(path: string): Promise<void> {
  const bytes = await Deno.readFile(path);
  const values = new Int16Array(bytes.buffer, 44);
  const samples = new Float32Array(values.length);
  for (let n = 0; n < samples.length; n++) samples[n] = values[n] / 32_768;
  const memory = await memoryOf(Deno.pid);
  if (samples.length > 0) console.log(memory?.peak ?? 0);
}

async function bench(hours: number, trace: string | undefined): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "greffier-bench-" });
  try {
    const short = await watchRun(folder, 2 / 60);
    const long = await watchRun(folder, hours);
    if (trace !== undefined) {
      const lines = long.looks.map(({ done, parent, engine }) =>
        [(done * hours).toFixed(3), ...[parent, engine].map((bytes) => (bytes / 1e6).toFixed(1))].join("\t")
      );
      await Deno.writeTextFile(trace, ["hours\tparent MB\tengine MB", ...lines, ""].join("\n"));
    }
    const path = join(folder, "long.wav");
    await writeLongRecording(path, hours);
    const held = await allInMemory(path);
    printTable(
      ["", "took", "x real time", "words", "parent", "engine", "both", "parent grows", "engine grows"],
      [
        row("2 minutes", short),
        row(`${hours} h`, long),
        [`${hours} h as one array of samples`, "", "", "", megabytes(held), "", megabytes(held)],
      ],
    );
    console.log("\nHighest resident memory; growth over the second half, per hour of audio (least squares).");
    const steepest = Math.max(growth(long, ({ parent }) => parent), growth(long, ({ engine }) => engine));
    judge([
      { what: `greffier itself stays under ${megabytes(MOST_PARENT)}`, kept: long.parentPeak < MOST_PARENT },
      { what: `with its engine under ${megabytes(MOST_WHOLE)}`, kept: wholePeak(long) < MOST_WHOLE },
      {
        what: `both flat: under ${megabytes(MOST_SLOPE)} more an hour of audio`,
        kept: steepest < MOST_SLOPE,
      },
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const { values } = parseArgs({
  args: Deno.args,
  options: {
    hours: { type: "string", default: "4" },
    trace: { type: "string" },
    hold: { type: "string" },
  },
});
if (values.hold !== undefined) await hold(values.hold);
else if (!lacksProc()) await bench(Number(values.hours), values.trace);
