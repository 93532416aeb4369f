import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { archiveReader } from "../../src/app/archive_reader.ts";
import { type ArchiveFormat, archiveWav, checkArchive, createFlacEncoder } from "../../src/archive/mod.ts";
import { encodePcm16, wavHeader } from "../../src/audio/mod.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const read = archiveReader();

/** Archives a WAV, checks it as retention does, and gives the archive's path. */
async function archived(folder: string, wav: Uint8Array, format: ArchiveFormat) {
  const from = join(folder, "source.wav"), to = join(folder, `source.${format}`);
  await Deno.writeFile(from, wav);
  await using reader = await diskFiles.openToRead(from);
  await using writer = await diskFiles.openToWrite(to);
  const made = await archiveWav(reader, writer, format, { name: "source.wav", program: "greffier test" });
  await using archive = await diskFiles.openToRead(to);
  await checkArchive(archive, made, read, { name: `source.${format}` });
  return { path: to, made };
}

async function probe(
  path: string,
): Promise<{ codec: string; channels: number; rate: string; seconds: number }> {
  const { stdout, success, stderr } = await new Deno.Command("ffprobe", {
    args: ["-v", "error", "-show_streams", "-show_format", "-of", "json", path],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  const { streams: [stream], format } = JSON.parse(new TextDecoder().decode(stdout));
  return {
    codec: stream.codec_name,
    channels: stream.channels,
    rate: stream.sample_rate,
    seconds: Number(format.duration),
  };
}

async function ffmpegPcm(path: string, ...args: string[]): Promise<Uint8Array> {
  const { stdout, stderr } = await new Deno.Command("ffmpeg", {
    args: ["-v", "error", "-i", path, "-f", "s16le", ...args, "-"],
  }).output();
  assert.equal(new TextDecoder().decode(stderr), "");
  return stdout;
}

for (const [channels, rate] of [[1, 16_000], [2, 16_000], [2, 44_100]] as const) {
  Deno.test(`ffmpeg reads the very samples of a WAV of ${channels} × ${rate} Hz out of its FLAC`, async () => {
    await using folder = await temporaryFolder();
    const wav = spokenWav({ seconds: 7.3, channels, rate });
    const { path, made } = await archived(folder.path, wav, "flac");
    const { codec, ...found } = await probe(path);
    assert.equal(codec, "flac");
    assert.deepEqual({ ...found, seconds: Math.round(found.seconds * rate) }, {
      channels,
      rate: String(rate),
      seconds: made.frames,
    });
    assert.deepEqual(await ffmpegPcm(path), wav.slice(44));
    assert.ok((await Deno.stat(path)).size < wav.length * 0.7);
  });
}

for (const [channels, rate] of [[1, 16_000], [2, 44_100]] as const) {
  Deno.test(`Opus of ${channels} × ${rate} Hz plays as long as what was given, and each sound at its time`, async () => {
    await using folder = await temporaryFolder();
    const wav = spokenWav({ seconds: 61, channels, rate });
    const { path } = await archived(folder.path, wav, "opus");
    const { codec, channels: heard } = await probe(path);
    assert.deepEqual({ codec, heard }, { codec: "opus", heard: channels });
    // Silence from 42 s on for half a second, then a tone: what a player finds when it goes there.
    const at = 42.4;
    const pcm = await ffmpegPcm(path, "-ss", String(at), "-t", "0.4", "-ar", "16000", "-ac", "1");
    const samples = new Int16Array(pcm.buffer, 0, pcm.length >> 1);
    const loud = (from: number, to: number) =>
      samples.slice(from * 16_000, to * 16_000).some((sample) => Math.abs(sample) > 1000);
    assert.deepEqual([loud(0, 0.08), loud(0.12, 0.4)], [false, true]);
    const whole = await ffmpegPcm(path, "-ar", "16000");
    assert.ok(Math.abs(whole.length / 2 / channels - 61 * 16_000) < 1600, `${whole.length}`);
    assert.ok((await Deno.stat(path)).size < 61 * 5000 * channels);
  });
}

Deno.test("FLAC keeps any samples of any length, 16 or 24 bits", async () => {
  await using folder = await temporaryFolder();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(16 as const, 24 as const),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 9000 }),
      fc.constantFrom("noise", "silence", "extremes", "ramp", "spikes"),
      fc.integer(),
      async (bits, channels, frames, kind, seed) => {
        const scale = 2 ** (bits - 1);
        let state = seed | 1;
        const random = () => (state = Math.imul(state, 1_103_515_245) + 12_345 | 0) / 2 ** 31;
        const value = (frame: number) => {
          if (kind === "noise") return Math.round(random() * scale);
          if (kind === "silence") return 0;
          if (kind === "extremes") return frame % 2 ? -scale : scale - 1;
          if (kind === "ramp") return frame * 3 % scale;
          return frame % 1000 === 5 ? -scale : Math.round(random() * 4);
        };
        const block = Array.from(
          { length: channels },
          () =>
            Float32Array.from(
              { length: frames },
              (_, frame) => Math.max(-scale, Math.min(scale - 1, value(frame))) / scale,
            ),
        );
        const path = join(folder.path, `${number++}.flac`);
        const made = await (async () => {
          await using writer = await diskFiles.openToWrite(path);
          const encoder = createFlacEncoder(writer, { channels, rate: 48_000, bits });
          await encoder.write(block);
          return await encoder.finish();
        })();
        await using reader = await diskFiles.openToRead(path);
        await checkArchive(reader, { ...made, rate: 48_000, bits, channels }, read, { name: path });
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("an archive that lost a byte is not as good as the original", async () => {
  await using folder = await temporaryFolder();
  for (const format of ["flac", "opus"] as const) {
    const { path, made } = await archived(folder.path, spokenWav({ seconds: 20 }), format);
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.subarray(0, bytes.length / 2));
    await using reader = await diskFiles.openToRead(path);
    await assert.rejects(checkArchive(reader, made, read, { name: `source.${format}` }));
  }
});

Deno.test("an archive of another rate, of other channels or of another sound is not as good as the original", async () => {
  await using folder = await temporaryFolder();
  const check = async (path: string, made: Parameters<typeof checkArchive>[1]) => {
    await using reader = await diskFiles.openToRead(path);
    await checkArchive(reader, made, read, { name: path });
  };
  for (const format of ["flac", "opus"] as const) {
    const { path, made } = await archived(folder.path, spokenWav({ seconds: 20 }), format);
    await check(path, made);
    if (format === "flac") await assert.rejects(check(path, { ...made, rate: 48_000 }));
    await assert.rejects(check(path, { ...made, channels: 2 }));
    const loud = made.envelope?.map((_, second) => second < 10 ? 0.5 : 0.02);
    if (loud) await assert.rejects(check(path, { ...made, envelope: loud }));
  }
});

Deno.test("a WAV with no sound at all is archived too", async () => {
  await using folder = await temporaryFolder();
  const header = wavHeader({ channels: 1, rate: 16_000, frames: 16 });
  const wav = new Uint8Array([...header, ...encodePcm16([new Float32Array(16)])]);
  for (const format of ["flac", "opus"] as const) await archived(folder.path, wav, format);
});
