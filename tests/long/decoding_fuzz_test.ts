import assert from "node:assert/strict";
import fc from "fast-check";
import { createSoundDecoder, recognise } from "../../src/decoding/mod.ts";
import { RejectedError } from "../../src/errors.ts";
import { decodeEntry, demoWav, made } from "../support/sound_files.ts";
import { memorySource } from "../support/memory_source.ts";

const RUNS = 60;

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  "a.mp3": ["-c:a", "libmp3lame"],
  "a.flac": [],
  "a.oga": ["-c:a", "flac"],
  "a.opus": ["-c:a", "libopus"],
  "a.ogg": ["-c:a", "libvorbis"],
  "gsm.wav": ["-ac", "1", "-ar", "8000", "-c:a", "libgsm_ms"],
  "ima.wav": ["-c:a", "adpcm_ima_wav"],
  "ms.wav": ["-c:a", "adpcm_ms"],
};

for (const [name, args] of Object.entries(FORMATS)) {
  Deno.test(`a ${name} of which bytes changed gives sound or a reason, ${RUNS} times`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const path = await made(folder, name, demoWav("appel-support"), "-ss", "1", "-t", "1", ...args);
      const bytes = await Deno.readFile(path);
      const decoder = createSoundDecoder({ command: decodeEntry(), ffmpeg: "/nowhere/ffmpeg" });
      const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 60 }),
          fc.integer({ min: 0, max: bytes.length }),
          async (changes, removed) => {
            const changed = bytes.slice();
            for (const [at, value] of changes) changed[at] = value;
            const source = memorySource(changes.length % 3 === 0 ? changed.subarray(0, removed) : changed);
            let given = 0;
            try {
              const recognised = await recognise(source, name);
              if (recognised.kind === "wav") return;
              for await (const part of decoder.decode({ recognised, source, path, name })) {
                if (part.kind === "pcm") given += part.bytes.length;
              }
            } catch (error) {
              assert.ok(error instanceof RejectedError, String(error));
              return;
            }
            assert.ok(given > 0 && given < 64 * 1_000 * 1_000, `${given} bytes`);
          },
        ),
        { numRuns: RUNS },
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
