import assert from "node:assert/strict";
import { isSoundName, lookAtSound, recognise } from "../../src/decoding/mod.ts";
import { say } from "../../src/texts/mod.ts";
import { memorySource } from "../support/memory_source.ts";
import { demoWav, made } from "../support/sound_files.ts";
import { spokenWav } from "../support/spoken_wav.ts";

/** What shows, while it is copied, that it is not whole. */
const GROWING = /\.(mp3|flac|opus|ogg|m4a)$/;

const look = (bytes: Uint8Array, name = "a.mp3") => lookAtSound(memorySource(bytes), { name });

Deno.test("names of sound are known by their ending, whatever its case and the folder", () => {
  for (const name of ["a.wav", "Réunion du 3.M4A", "x/y.z/appel.Opus", "b\\c.mp3"]) {
    assert.ok(isSoundName(name), name);
  }
  for (const name of ["a.txt", "wav", ".mp3", "a.mp3.part", "x.mp3/notes"]) {
    assert.ok(!isSoundName(name), name);
  }
});

Deno.test("what a file is, its content tells", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const kinds: readonly (readonly [string, string, ...string[]])[] = [
      ["a.mp3", "MP3", "-c:a", "libmp3lame"],
      ["a.flac", "FLAC"],
      ["a.opus", "Ogg Opus", "-c:a", "libopus"],
      ["a.ogg", "Ogg Vorbis", "-c:a", "libvorbis"],
      ["gsm.wav", "WAV (GSM 6.10)", "-ac", "1", "-ar", "8000", "-c:a", "libgsm_ms"],
      ["a.m4a", "MP4 / M4A", "-c:a", "aac"],
      ["a.aac", "AAC", "-c:a", "aac"],
      ["a.wma", "Windows Media", "-c:a", "wmav2"],
      ["a.webm", "WebM / Matroska", "-c:a", "libopus"],
      ["a.mp2", "MP2", "-c:a", "mp2"],
      ["a.aiff", "AIFF"],
    ];
    for (const [name, format, ...args] of kinds) {
      const bytes = await Deno.readFile(
        await made(folder, name, demoWav("appel-support"), "-t", "2", ...args),
      );
      const found = await recognise(memorySource(bytes), "wrong name.wav");
      assert.ok(found.kind !== "wav" && found.format === format, `${name}: ${JSON.stringify(found)}`);
      assert.deepEqual(await look(bytes), { satisfied: true }, name);
      // Half of a copy whose size stands already: the rest is zeros.
      const half = new Uint8Array(bytes.length + 8_192);
      half.set(bytes.subarray(0, bytes.length / 2));
      assert.deepEqual(await look(half), { satisfied: false }, name);
      if (!GROWING.test(name)) continue;
      for (const share of [0.3, 0.5, 0.9]) {
        const begun = bytes.subarray(0, Math.floor(bytes.length * share));
        assert.deepEqual(await look(begun), { satisfied: false }, `${share} of ${name}`);
      }
      assert.deepEqual(await look(bytes.subarray(0, bytes.length - 1)), { satisfied: false }, name);
    }
    const mp3 = await Deno.readFile(`${folder}/a.mp3`);
    const tagged = new Uint8Array(mp3.length + 128);
    tagged.set(mp3);
    tagged.set(new TextEncoder().encode("TAGRéunion"), mp3.length);
    assert.deepEqual(await look(tagged), { satisfied: true });
    const m4a = await Deno.readFile(`${folder}/a.m4a`);
    assert.deepEqual(await look(m4a.subarray(0, m4a.length - 100)), { satisfied: false });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a WAV tells when it began; half a header and zeros are waited for", async () => {
  const wav = spokenWav({ seconds: 1, startedAt: "2026-11-23T14:05:00" });
  assert.deepEqual(await look(wav), { satisfied: true, startedAt: "2026-11-23T14:05:00" });
  assert.deepEqual(await look(wav.subarray(0, wav.length - 100)), {
    satisfied: false,
    startedAt: "2026-11-23T14:05:00",
  });
  for (const begun of [wav.subarray(0, 20), new Uint8Array(5_000), new Uint8Array(0)]) {
    assert.equal((await look(begun)).satisfied, false);
  }
});

Deno.test("what is no sound is refused whatever its name", async () => {
  const text = new TextEncoder();
  for (
    const [bytes, words] of [
      [text.encode("Ordre du jour : le budget"), /holds text/],
      [text.encode("PK\x03\x04 a document of Word, with some more bytes \x00"), /ZIP/],
      [text.encode("%PDF-1.7\n\x00 \x01"), /PDF/],
    ] as const
  ) {
    const found = await look(bytes);
    assert.ok("rejection" in found && words.test(say(found.rejection, "en")), JSON.stringify(found));
  }
});
