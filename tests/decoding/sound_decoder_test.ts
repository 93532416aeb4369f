import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { createSoundDecoder, recognise, type SoundDecoder } from "../../src/decoding/mod.ts";
import { systemClock } from "../../src/clock.ts";
import { GreffierError, RejectedError } from "../../src/errors.ts";
import { say } from "../../src/texts/mod.ts";
import { decodeEntry, demoWav, diskSource, ffmpeg, made } from "../support/sound_files.ts";

const decoder = createSoundDecoder({ command: decodeEntry(), ffmpeg: "" });

interface Heard {
  readonly seconds: number;
  readonly channels: number;
  readonly rate: number;
  readonly encoding?: string;
  readonly truncated: boolean;
}

async function hear(path: string, by: SoundDecoder = decoder, signal?: AbortSignal): Promise<Heard> {
  using source = await diskSource(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const recognised = await recognise(source, name);
  // A byte that changed can make it a plain one.
  if (recognised.kind === "wav") return { seconds: 0, channels: 0, rate: 0, truncated: false };
  let bytes = 0;
  let found: Omit<Heard, "seconds" | "truncated"> | undefined;
  let truncated: boolean | undefined;
  for await (const part of by.decode({ recognised, source, path, name }, { signal })) {
    if (part.kind === "begin") found = part;
    if (part.kind === "pcm") bytes += part.bytes.length;
    if (part.kind === "end") truncated = part.truncated;
  }
  assert.ok(found && truncated !== undefined);
  const { channels, rate, encoding } = found;
  return { seconds: bytes / 2 / channels / 16_000, channels, rate, encoding, truncated };
}

async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.then(() => undefined, (error: unknown) => error);
  assert.ok(error instanceof RejectedError, String(error));
  return say(error.text, "en");
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const CUT = ["-ss", "1", "-t", "4"];

Deno.test("a process of its own decodes what the program knows, whatever the file is called", () =>
  inFolder(async (folder) => {
    const call = demoWav("appel-support");
    const mp3 = await made(folder, "a.mp3", call, ...CUT, "-ar", "44100", "-c:a", "libmp3lame");
    const wrong = join(folder, "a.wav");
    await Deno.rename(mp3, wrong);
    assert.deepEqual(await hear(wrong), {
      seconds: 4,
      channels: 2,
      rate: 44_100,
      encoding: undefined,
      truncated: false,
    });
    const six = await made(folder, "six.opus", call, ...CUT, "-ac", "6", "-c:a", "libopus");
    assert.deepEqual([(await hear(six)).channels, (await hear(six)).seconds], [1, 4]);
  }));

Deno.test("ffmpeg decodes the rest, and what has no sound says so", () =>
  inFolder(async (folder) => {
    const path = await made(
      folder,
      "réunion 'a' & b.m4a",
      demoWav("appel-support"),
      ...CUT,
      "-ar",
      "44100",
      "-c:a",
      "aac",
    );
    const { seconds, ...others } = await hear(path);
    assert.ok(Math.abs(seconds - 4) < 0.05, `${seconds}`);
    assert.deepEqual(others, { channels: 2, rate: 44_100, encoding: "aac", truncated: false });
    const silent = join(folder, "film.mp4");
    await ffmpeg("-f", "lavfi", "-i", "testsrc=d=1", silent);
    assert.match(await refusal(hear(silent)), /"film\.mp4" holds no sound/);
    const absent = createSoundDecoder({ command: decodeEntry(), ffmpeg: join(folder, "no-ffmpeg") });
    assert.match(
      await refusal(hear(path, absent)),
      /the setting tools\.ffmpeg names, ".*no-ffmpeg", cannot be started/,
    );
    // A list of other files is not opened, whatever it is called.
    const list = join(folder, "list.m4a");
    await Deno.writeTextFile(list, `\0\0\0\x18ffconcat version 1.0\nfile '${path}'\n`);
    assert.match(await refusal(hear(list)), /neither greffier nor ffmpeg/);
  }));

Deno.test("a decoder that hangs, crashes or talks nonsense rejects the file and leaves no process", () =>
  inFolder(async (folder) => {
    const path = await made(folder, "a.flac", demoWav("appel-support"), ...CUT);
    const troubled = (trouble: string) => {
      const { program, args } = decodeEntry("decode_trouble.ts");
      return createSoundDecoder({
        command: { program, args: [...args, trouble] },
        ffmpeg: "",
        silenceSeconds: 2,
      });
    };
    assert.match(await refusal(hear(path, troubled("hangs"))), /Cannot read "a\.flac" as FLAC/);
    assert.match(await refusal(hear(path, troubled("crashes"))), /Cannot read "a\.flac" as FLAC/);
    await assert.rejects(hear(path, troubled("nonsense")), /broke off/);
    await assert.rejects(hear(path, troubled("never begins")), /broke off: [^\n]*a trap/);
    // What cannot start says nothing of the file, which is tried again.
    for (const trouble of ["never begins", "never comes"]) {
      const never = await hear(path, troubled(trouble)).catch((error: unknown) => error);
      assert.ok(never instanceof GreffierError && !(never instanceof RejectedError), String(never));
    }
  }));

Deno.test("a PC that sleeps, or is too busy to look, does not make a decoder count as hung", () =>
  inFolder(async (folder) => {
    const path = await made(folder, "a.flac", demoWav("appel-support"), ...CUT);
    // Between two looks at the decoder an hour goes by.
    const clock = { ...systemClock, monotonic: () => 3_600 * systemClock.monotonic() };
    const patient = createSoundDecoder({ command: decodeEntry(), ffmpeg: "", clock });
    assert.ok((await hear(path, patient)).seconds > 3.9);
  }));

Deno.test("a file that is well made and holds no sound says so", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.ogg");
    const whole = await Deno.readFile(
      await made(folder, "b.ogg", demoWav("appel-support"), ...CUT, "-c:a", "libvorbis"),
    );
    // The headers of the stream alone: its first two pages.
    let end = 0;
    for (let page = 0; page < 2; page++) {
      const segments = whole[end + 26]!;
      const body = whole.subarray(end + 27, end + 27 + segments).reduce((sum, length) => sum + length, 0);
      end += 27 + segments + body;
    }
    await Deno.writeFile(path, whole.subarray(0, end));
    assert.match(await refusal(hear(path)), /holds no sound|Cannot read/);
  }));

Deno.test("decoding ends where nobody wants it any more", () =>
  inFolder(async (folder) => {
    const path = await made(folder, "a.mp3", demoWav("reunion-projet-atlas"), "-c:a", "libmp3lame");
    const over = new AbortController();
    const hearing = hear(path, decoder, over.signal);
    over.abort(new DOMException("enough", "AbortError"));
    await assert.rejects(hearing, { name: "AbortError" });
    using source = await diskSource(path);
    const recognised = await recognise(source, "a.mp3");
    assert.equal(recognised.kind, "inside");
    if (recognised.kind !== "inside") return;
    for await (const part of decoder.decode({ recognised, source, path, name: "a.mp3" })) {
      if (part.kind === "pcm") break;
    }
  }));

Deno.test("whatever happens to a file, it gives sound or a reason", () =>
  inFolder(async (folder) => {
    const call = demoWav("appel-support");
    const short = ["-ss", "1", "-t", "1"];
    const files = await Promise.all([
      made(folder, "a.mp3", call, ...short, "-c:a", "libmp3lame"),
      made(folder, "a.flac", call, ...short),
      made(folder, "a.opus", call, ...short, "-c:a", "libopus"),
      made(folder, "a.ogg", call, ...short, "-c:a", "libvorbis"),
      made(folder, "a.wav", call, ...short, "-ac", "1", "-ar", "8000", "-c:a", "libgsm_ms"),
    ]);
    for (const path of files) {
      const bytes = await Deno.readFile(path);
      await fc.assert(
        fc.asyncProperty(mutation(bytes), async (mutated) => {
          await Deno.writeFile(path, mutated);
          const found = await hear(path).catch((error: unknown) => error);
          assert.ok(found instanceof RejectedError || (found as Heard).seconds < 1_000, String(found));
        }),
        { numRuns: 2, seed: 8 },
      );
    }
  }));

/** A file of which some bytes are others, or the end is missing. */
function mutation(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  return fc.tuple(
    fc.array(change, { minLength: 1, maxLength: 40 }),
    fc.integer({ min: 1, max: bytes.length }),
  )
    .map(([changes, length]) => {
      const changed = bytes.slice();
      for (const [at, value] of changes) changed[at] = value;
      return changes.length % 3 === 0 ? changed.subarray(0, length) : changed;
    });
}
