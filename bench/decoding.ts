/**
 * What four hours of MP3, Opus and M4A cost to decode into the 16 kHz copy, beside the same as WAV in the same run: time,
 * processor time, and the most memory that the program itself takes, for the decoders have a process of their own. Each in a process of its
 * own, so that its memory is its own. `deno run -A bench/decoding.ts` prints the table; it needs ffmpeg to make the files.
 *
 * @module
 */
import { join, parse } from "node:path";
import { type ByteSource, encodePcm16 } from "../src/audio/mod.ts";
import { createSoundDecoder, recognise } from "../src/decoding/mod.ts";
import { sessionSound } from "../src/jobs/session_sound.ts";
import { cpuOf, cpuOfChildren } from "./support/processes.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const HOURS = 4;
const MOST_BYTES = 250e6;

/** Each repetition of an encoded piece brings the few samples that its encoder put before it. */
const MAX_DIFFERENCE_SECONDS = 1;

const SPEECH = join(import.meta.dirname!, "..", "demo", "recordings", "reunion-projet-atlas.wav");

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  "wav": ["-ac", "1", "-ar", "48000"],
  "mp3": ["-ac", "1", "-ar", "48000", "-c:a", "libmp3lame", "-b:a", "64k"],
  "opus": ["-ac", "1", "-c:a", "libopus", "-b:a", "24k"],
  "m4a": ["-ac", "1", "-ar", "48000", "-c:a", "aac", "-b:a", "64k"],
};

interface Measured {
  /** In seconds. */
  readonly took: number;
  /** Processor time of the program and of its decoders, in seconds: other work does not lengthen it. */
  readonly worked: number;
  /** In bytes. */
  readonly peak: number;
  /** Length of what came out, in seconds. */
  readonly seconds: number;
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

/** Decodes one file into another, as ingest does. */
async function decode(path: string): Promise<Measured> {
  using file = await Deno.open(path);
  using copy = await Deno.open(`${path}.work`, { write: true, create: true });
  const source = fileSource(file);
  const start = performance.now();
  let peak = 0, bytes = 0, channels = 1;
  const write = async (pcm: Uint8Array) => {
    for (let at = 0; at < pcm.length;) at += await copy.write(pcm.subarray(at));
    bytes += pcm.length;
    peak = Math.max(peak, Deno.memoryUsage().rss);
  };
  const recognised = await recognise(source, path);
  if (recognised.kind === "wav") {
    const sound = sessionSound(source, recognised.info, { kind: "mixed" }, { name: path });
    for await (const block of sound) await write(encodePcm16(block));
  } else {
    const main = join(import.meta.dirname!, "..", "main.ts");
    const command = { program: Deno.execPath(), args: ["run", "--quiet", "-A", main, "__decode"] };
    const decoder = createSoundDecoder({ command, ffmpeg: "" });
    for await (const part of decoder.decode({ recognised, source, path, name: path })) {
      if (part.kind === "begin") channels = part.channels;
      if (part.kind === "pcm") await write(part.bytes);
    }
  }
  const worked = (await cpuOf(Deno.pid) ?? 0) + await cpuOfChildren();
  return { took: (performance.now() - start) / 1_000, worked, peak, seconds: bytes / 2 / channels / 16_000 };
}

async function measured(path: string): Promise<Measured> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", import.meta.filename!, path],
    stderr: "inherit",
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Minutes that are encoded; the rest repeats them as they are, for encoding takes longer than what is measured. */
const PIECE_MINUTES = 10;

async function ffmpeg(...args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command("ffmpeg", {
    args: ["-nostdin", "-v", "error", ...args],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`ffmpeg ${args.join(" ")}`);
}

/** Makes `HOURS` of speech in one format. */
async function make(path: string, args: readonly string[]): Promise<void> {
  const { dir, base } = parse(path);
  const piece = join(dir, `piece-${base}`);
  await ffmpeg("-stream_loop", "-1", "-i", SPEECH, "-t", String(PIECE_MINUTES * 60), ...args, piece);
  await ffmpeg("-stream_loop", "-1", "-i", piece, "-t", String(HOURS * 3600), "-c", "copy", path);
  await Deno.remove(piece);
}

/** What is under way goes to standard error: the table comes after minutes. */
function note(line: string): void {
  console.error(line);
}

if (Deno.args.length > 0) console.log(JSON.stringify(await decode(Deno.args[0])));
else {
  const folder = await Deno.makeTempDir();
  try {
    const found = new Map<string, Measured>();
    for (const [ending, args] of Object.entries(FORMATS)) {
      const path = join(folder, `meeting.${ending}`);
      const began = performance.now();
      await make(path, args);
      note(`made ${HOURS} h of ${ending} in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
      found.set(ending, await measured(path));
      note(`decoded it in ${found.get(ending)!.took.toFixed(0)} s`);
      await Promise.all([path, `${path}.work`].map((each) => Deno.remove(each)));
    }
    const wav = found.get("wav")!;
    printTable(
      ["", "time", "CPU", "× real time by CPU", "CPU to WAV's", "program's peak", "peak to WAV's"],
      Array.from(found, ([ending, { took, worked, peak, seconds }]) => [
        ...[`${HOURS} h of ${ending}`, `${took.toFixed(0)} s`, `${worked.toFixed(0)} s`],
        ...[(seconds / worked).toFixed(0), (worked / wav.worked).toFixed(1)],
        ...[megabytes(peak), (peak / wav.peak).toFixed(2)],
      ]),
    );
    judge(Array.from(found, ([ending, { peak, seconds }]) => ({
      what: `${HOURS} h of ${ending} stay under ${megabytes(MOST_BYTES)} and lose nothing`,
      kept: peak < MOST_BYTES && Math.abs(seconds - HOURS * 3600) < MAX_DIFFERENCE_SECONDS,
    })));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
