/**
 * How fast a long recording is ingested: read once, hashed, decoded, cut on paper and packed, beside reading and
 * hashing alone. `deno run -A bench/ingest.ts` prints the table.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  type ByteSource,
  createChannelPlanner,
  createChunker,
  createResampler,
  encodePcm16,
  inOrder,
  mixDown,
  packWindows,
  readFrames,
  readWavInfo,
  wavHeader,
} from "../src/audio/mod.ts";
import { type Chunk, SAMPLE_RATE } from "../src/model/mod.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const HOURS = 4;
const LEAST_SPEED = 500;

/** What one way through a file took. */
interface Measured {
  readonly what: string;
  /** Length of the audio, in seconds. */
  readonly audio: number;
  /** In seconds. */
  readonly took: number;
  /** Highest resident memory seen, in bytes. */
  readonly peak: number;
  readonly note: string;
}

/** Runs `work`, which calls `look` now and then, and measures it. */
async function measure(
  what: string,
  audio: number,
  work: (look: () => void) => Promise<string>,
): Promise<Measured> {
  let peak = 0;
  const look = () => peak = Math.max(peak, Deno.memoryUsage().rss);
  look();
  const start = performance.now();
  const note = await work(look);
  const took = (performance.now() - start) / 1_000;
  look();
  return { what, audio, took, peak, note };
}

function fileSource(file: Deno.FsFile): ByteSource {
  return {
    size: file.statSync().size,
    async read(offset, into) {
      await file.seek(offset, Deno.SeekMode.Start);
      return await file.read(into) ?? 0;
    },
  };
}

/** Ten seconds of noise that comes and goes like sentences: 0.3 to 3 s of sound, pauses of 0.15 to 1 s. */
function talk(rate: number, seed: number): Float32Array {
  let state = seed;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const samples = new Float32Array(10 * rate);
  let gain = 0, left = 0, speaking = false;
  for (let n = 0; n < samples.length; n++) {
    if (left-- <= 0) {
      speaking = !speaking;
      left = rate * (speaking ? 0.3 + 2.7 * random() : 0.15 + 0.85 * random());
    }
    gain += ((speaking ? 0.2 + 0.1 * Math.sin(n / rate * 30) : 0.002) - gain) * 0.01;
    samples[n] = gain * (random() * 2 - 1);
  }
  return samples;
}

async function writeRecording(
  path: string,
  { minutes, rate, channels }: { readonly minutes: number; readonly rate: number; readonly channels: number },
): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  const writer = file.writable.getWriter();
  await writer.write(wavHeader({ channels, rate, frames: minutes * 60 * rate }));
  const stretches = Array.from(
    { length: 7 },
    (_, seed) =>
      encodePcm16(Array.from({ length: channels }, (_, channel) => talk(rate, 10 * seed + channel))),
  );
  for (let part = 0; part < minutes * 6; part++) await writer.write(stretches[part % stretches.length]);
  writer.releaseLock();
}

async function readAndHash(path: string, look: () => void): Promise<string> {
  using file = await Deno.open(path);
  const source = fileSource(file);
  const hash = createHash("sha256");
  const bytes = new Uint8Array(64 * 1_024);
  for (let at = 0;;) {
    const count = await source.read(at, bytes);
    if (count === 0) break;
    hash.update(bytes.subarray(0, count));
    at += count;
    look();
  }
  return hash.digest("hex").slice(0, 12);
}

async function cutOnPaper(path: string, look: () => void): Promise<string> {
  using file = await Deno.open(path);
  const source = fileSource(file);
  const info = await readWavInfo(source, { name: path });
  const hash = createHash("sha256");
  const ordered = inOrder(source, (bytes) => hash.update(bytes));
  const chunker = createChunker({ ahead: 2 });
  const chunks: Chunk[] = [];
  for await (const block of readFrames(ordered, info, { name: path })) {
    chunks.push(...chunker.push(block));
    look();
  }
  chunks.push(...chunker.finish());
  await ordered.finish();
  const windows = packWindows(chunks);
  const passes = (windows.length / chunks.length).toFixed(3);
  return `${
    hash.digest("hex").slice(0, 12)
  }, ${chunks.length} chunks, ${windows.length} windows (${passes} a chunk)`;
}

async function decodeToWork(path: string, work: string, look: () => void): Promise<string> {
  using file = await Deno.open(path);
  using out = await Deno.open(work, { write: true, create: true });
  const source = fileSource(file);
  const info = await readWavInfo(source, { name: path });
  const planner = createChannelPlanner(info.format);
  for await (const block of readFrames(source, info, { name: path })) planner.push(block);
  const plan = planner.finish();
  const channels = plan.kind === "apart" ? 2 : 1;
  const frames = Math.round(info.frames * SAMPLE_RATE / info.format.rate);
  using resampler = await createResampler({ channels, from: info.format.rate });
  const writer = out.writable.getWriter();
  await writer.write(wavHeader({ channels, rate: SAMPLE_RATE, frames }));
  for await (const block of readFrames(source, info, { name: path })) {
    await writer.write(encodePcm16(resampler.push(mixDown(block, plan))));
    look();
  }
  await writer.write(encodePcm16(resampler.finish()));
  writer.releaseLock();
  return plan.kind;
}

/** Measures the ingest of a 4-hour recording and prints a table. */
export async function benchIngest(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "greffier-bench-" });
  try {
    const path = join(folder, "long.wav");
    await writeRecording(path, { minutes: HOURS * 60, rate: SAMPLE_RATE, channels: 1 });
    const rows = [
      await measure("read and hash alone", HOURS * 3_600, (look) => readAndHash(path, look)),
      await measure("ingest: read, hash, decode, cut, pack", HOURS * 3_600, (look) => cutOnPaper(path, look)),
    ];
    const call = join(folder, "call.wav");
    const work = join(folder, "work.wav");
    await writeRecording(call, { minutes: 10, rate: 48_000, channels: 2 });
    rows.push(
      await measure(
        "48 kHz stereo: channels, resample, write",
        600,
        (look) => decodeToWork(call, work, look),
      ),
    );
    print(rows);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function print(rows: readonly Measured[]): void {
  printTable(
    ["", "audio", "took", "x real time", "peak memory", ""],
    rows.map(({ what, audio, took, peak, note }) => [
      what,
      `${(audio / 60).toFixed(0)} min`,
      `${took.toFixed(2)} s`,
      (audio / took).toFixed(0),
      megabytes(peak),
      note,
    ]),
  );
  const [, ingest] = rows;
  judge([{
    what: `four hours are ingested at over ${LEAST_SPEED} times real time`,
    kept: ingest.audio / ingest.took > LEAST_SPEED,
  }]);
}

if (import.meta.main) await benchIngest();
