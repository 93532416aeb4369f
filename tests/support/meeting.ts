import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SettingFlag } from "../../src/config/mod.ts";
import type { App, Drained } from "../../src/app.ts";
import type { Heard, Samples } from "../../src/asr/mod.ts";
import type { Progress } from "../../src/jobs/mod.ts";
import { createFakeTranscriber } from "./fake_transcriber.ts";
import { type TemporaryHome, temporaryHome, testApp, type TestAppOptions } from "./home.ts";
import { spokenWav } from "./spoken_wav.ts";

/** A word of letters that only these samples have. */
function wordOf(samples: Samples): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const hash = createHash("sha256").update(bytes).digest().subarray(0, 6);
  return `Zo${[...hash].map((byte) => "abcdefghijklmnop"[byte % 16]).join("")}`;
}

/** One sentence a window, with a word that no other window has. */
export function ownWords(samples: Samples): Heard {
  const text = `Le dossier ${wordOf(samples)} avance comme prévu.`;
  return {
    pieces: [{ start: 0, end: Math.min(3, samples.length / 16_000), text, logprob: -0.05 }],
    noSpeech: 0,
  };
}

/** Settings that a command line would give. */
export function flags(values: Readonly<Record<string, string>>): SettingFlag[] {
  return Object.entries(values).map(([key, value]) => ({ key, value, flag: `--${key}` }));
}

/** A job without its session: `transcribe/000000-000002`, `render`. */
export function shortJob(job: string): string {
  return job.replace(/:[^/]*/, "");
}

/** What a run did: how it ended, and every job it started, in order. */
export interface WatchedRun {
  readonly drained: Drained;
  readonly jobs: string[];
}

/** Runs the pipeline once and notes the jobs it starts. */
export async function watchedRun(
  home: Pick<TemporaryHome, "path">,
  options: TestAppOptions = {},
): Promise<WatchedRun> {
  const jobs: string[] = [];
  const transcriber = createFakeTranscriber({ transcribe: ownWords });
  await using app = testApp(home, { transcriber, ...options });
  const drained = await app.run({
    onProgress(progress) {
      if (progress.kind === "started") jobs.push(shortJob(progress.job));
    },
  });
  return { drained, jobs };
}

/** The jobs of a run, each once, in alphabetical order, without the publishing at its end. */
export function made({ jobs }: WatchedRun): string[] {
  return [...new Set(jobs)].filter((job) => job !== "publish").sort();
}

/** Runs the pipeline until `enough` says so of something it tells; every running job ends first. */
export async function runUntil(app: App, enough: (progress: Progress) => boolean): Promise<void> {
  const stop = new AbortController();
  try {
    await app.run({
      signal: stop.signal,
      onProgress(progress) {
        if (enough(progress)) stop.abort(new Error("enough"));
      },
    });
  } catch (error) {
    if (error !== stop.signal.reason) throw error;
  }
}

/** Whether a session's final report has just been rendered: all is done but the publishing. */
export function isFinal(home: Pick<TemporaryHome, "path">, progress: Progress): boolean {
  if (progress.kind !== "finished" || progress.stage !== "render") return false;
  const path = join(home.path, "outbox", progress.session, "session.json");
  return JSON.parse(readFileSync(path, "utf8")).last.state === "final";
}

/** Id of the meeting that {@linkcode openMeeting} makes. */
export const MEETING = "2026-01-19_1430_point";

/** Settings of {@linkcode openMeeting}: blocks of a minute, so that a short recording has several. */
export const SHORT_BLOCKS = flags({ "analysis.intermediate_summary_interval_minutes": "1" });

/** A home with one meeting of two and a half minutes in three blocks, open, with everything done but its publishing. */
export async function openMeeting(): Promise<TemporaryHome> {
  const home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 150, startedAt: "2026-01-19T14:30:00" }));
  await using app = testApp(home, {
    transcriber: createFakeTranscriber({ transcribe: ownWords }),
    flags: SHORT_BLOCKS,
  });
  await runUntil(app, (progress) => isFinal(home, progress));
  return home;
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) {
      await copyFolder(join(from, name), join(to, name));
      continue;
    }
    await Deno.copyFile(join(from, name), join(to, name));
    const { atime, mtime } = await Deno.stat(join(from, name));
    if (atime && mtime) await Deno.utime(join(to, name), atime, mtime);
  }
}

/** Another home with the same files, of the same times. */
export async function copyOf(home: Pick<TemporaryHome, "path">): Promise<TemporaryHome> {
  const copy = await temporaryHome();
  await copyFolder(home.path, copy.path);
  return copy;
}

/** Changes a JSON file of a home. */
export async function editJson(
  home: Pick<TemporaryHome, "path">,
  path: readonly string[],
  // deno-lint-ignore no-explicit-any -- tests change files whose shape is what they test
  change: (value: any) => void,
): Promise<void> {
  const file = join(home.path, ...path);
  const value = JSON.parse(await Deno.readTextFile(file));
  change(value);
  await Deno.writeTextFile(file, JSON.stringify(value, null, 2) + "\n");
}
