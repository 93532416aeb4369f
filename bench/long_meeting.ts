/**
 * What greffier itself costs over a long meeting, without the speech engine: a recording goes through the whole pipeline
 * with recorded answers in place of the model, four hours beside one. Looking at hundreds of files after each window
 * must not cost more, window by window, as the meeting gets longer. `deno run -A bench/long_meeting.ts` prints the table.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { temporaryHome, testApp } from "../tests/support/home.ts";
import { writeLongRecording } from "./support/long_recording.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const MOST_SECONDS = 60;

interface Measured {
  readonly hours: number;
  readonly windows: number;
  readonly words: number;
  /** In seconds, as are the times of the stages. */
  readonly took: number;
  readonly cpu: number;
  readonly stages: Readonly<Record<string, number>>;
  /** In bytes. */
  readonly peak: number;
}

async function measure(hours: number): Promise<Measured> {
  await using home = await temporaryHome();
  await writeLongRecording(join(home.path, "inbox", "long.wav"), hours);
  await using app = testApp(home);
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  const started = new Map<string, number>();
  const stages: Record<string, number> = {};
  let windows = 0;
  const outcome = await app.run({
    onProgress(progress) {
      if (progress.kind === "ingested") windows = progress.windows;
      if (progress.kind === "started") started.set(progress.job, performance.now());
      if (progress.kind !== "finished") return;
      const seconds = (performance.now() - (started.get(progress.job) ?? 0)) / 1000;
      stages[progress.stage] = (stages[progress.stage] ?? 0) + seconds;
    },
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  const [meeting] = outcome.published;
  if (!meeting) throw new Error(`The recording gave no report: ${JSON.stringify(outcome)}`);
  return {
    hours,
    windows,
    words: meeting.last.words,
    took: (performance.now() - began) / 1000,
    cpu: (user + system) / 1e6,
    stages,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

/** {@linkcode measure} in a process of its own, with the engine settings of the program. */
async function measureApart(hours: number): Promise<Measured> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", `--v8-flags=${V8_FLAGS}`, import.meta.filename!, "--hours", String(hours)],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("The pipeline failed on the long recording");
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function bench(): Promise<void> {
  const measured = [await measureApart(1), await measureApart(4)];
  const seconds = (value = 0) => `${value.toFixed(1)} s`;
  printTable(
    [
      "",
      "windows",
      "words",
      "took",
      "CPU",
      "CPU a window",
      "ingest",
      "transcribe",
      "summarise",
      "render",
      "peak memory",
    ],
    measured.map(({ hours, windows, words, took, cpu, stages, peak }) => [
      `${hours} h`,
      String(windows),
      String(words),
      seconds(took),
      seconds(cpu),
      `${(1000 * cpu / windows).toFixed(0)} ms`,
      ...["ingest", "transcribe", "summarise", "render"].map((stage) => seconds(stages[stage])),
      megabytes(peak),
    ]),
  );
  judge([{
    what: `four hours take under ${MOST_SECONDS} s without the model`,
    kept: measured[1].took < MOST_SECONDS,
  }]);
}

if (Deno.args[0] === "--hours") console.log(JSON.stringify(await measure(Number(Deno.args[1]))));
else await bench();
