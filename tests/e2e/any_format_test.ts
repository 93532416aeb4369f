import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryHome } from "../support/home.ts";
import { checkoutProgram } from "../support/program.ts";
import { runProgram } from "../support/run_program.ts";
import { demoWav, ffmpeg, made } from "../support/sound_files.ts";
import { errorPercent, wordErrors } from "../support/word_error_rate.ts";

/** The same twelve seconds of a call in each format, by the name of its file. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  "wav.wav": [],
  "mp3.mp3": ["-ar", "44100", "-c:a", "libmp3lame", "-b:a", "64k"],
  "flac.flac": [],
  "opus.opus": ["-c:a", "libopus", "-b:a", "32k"],
  "vorbis.ogg": ["-c:a", "libvorbis"],
  "m4a.m4a": ["-ar", "44100", "-c:a", "aac", "-b:a", "64k"],
  "gsm.wav": ["-ac", "1", "-ar", "8000", "-c:a", "libgsm_ms"],
};

/** Most words, in percent, that are others than in the WAV; a telephone's GSM has half of its sound. */
const MOST_OTHERS: Readonly<Record<string, number>> = { flac: 0, gsm: 40 };

Deno.test("a call is written down from any format as it is from WAV; what is no sound is put aside", async () => {
  await using home = await temporaryHome();
  const inbox = join(home.path, "inbox");
  await Deno.mkdir(inbox, { recursive: true });
  const when = new Date("2026-11-23T14:05:00");
  for (const [name, args] of Object.entries(FORMATS)) {
    const path = await made(inbox, name, demoWav("appel-support"), "-t", "12", ...args);
    await Deno.utime(path, when, when);
  }
  await ffmpeg("-f", "lavfi", "-i", "testsrc=d=1", join(inbox, "film muet.mp4"));
  await Deno.writeTextFile(join(inbox, "notes.mp3"), "Ceci n'est pas un enregistrement.");

  const { stdout, stderr } = await runProgram(checkoutProgram(), ["run", "--json"], { home: home.path });
  assert.equal(JSON.parse(stdout).published.length, Object.keys(FORMATS).length, stderr + stdout);
  assert.deepEqual((await home.names("inbox")).filter((name) => !name.startsWith("LISEZMOI")), []);

  const rejected = await home.names("rejected");
  assert.equal(rejected.filter((name) => name.endsWith(".why.txt")).length, 2, rejected.join(", "));

  const texts = new Map<string, string>();
  for (const file of Object.keys(FORMATS)) {
    const name = file.slice(0, file.indexOf("."));
    const id = `2026-11-23_1405_${name}`;
    const windows = await home.json("outbox", id, "stages", "windows.json");
    assert.equal(windows.channels.kind, name === "gsm" ? "mixed" : "apart", name);
    assert.equal(windows.sources[0].truncated, false, name);
    const files = (await home.names("outbox", id, "stages")).filter((each) =>
      each.endsWith(".transcript.json")
    );
    const heard = await Promise.all(files.map((each) => home.json("outbox", id, "stages", each)));
    texts.set(name, heard.flatMap(({ segments }) => segments).map(({ text }) => text).join(" "));
    assert.ok((await home.names("outbox", id, "audio")).includes(`source.${file.split(".")[1]}`), name);
  }
  const expected = texts.get("wav") ?? "";
  for (const [name, text] of texts) {
    const others = errorPercent([wordErrors(expected, text)]);
    assert.ok(others <= (MOST_OTHERS[name] ?? 12), `${name}: ${others} % of the words are others: ${text}`);
  }
});
