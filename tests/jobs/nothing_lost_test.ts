import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { SAMPLE_RATE, type TranscriptRecord, type WindowsRecord } from "../../src/model/mod.ts";
import { encodePcm16, wavHeader } from "../../src/audio/mod.ts";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";

/** A recording that is loud throughout, so that no part of it counts as silence; each sample tells where it stands. */
function tellingWav(seconds: number): { bytes: Uint8Array; samples: Int16Array } {
  const frames = Math.round(seconds * SAMPLE_RATE);
  const planar = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    planar[frame] = (0.2 + (frame % 9973) / 20_000) * (frame % 2 ? 1 : -1);
  }
  const data = encodePcm16([planar]);
  const header = wavHeader({ channels: 1, rate: SAMPLE_RATE, frames });
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return { bytes, samples: new Int16Array(data.slice().buffer) };
}

async function recordsOf(home: TemporaryHome, id: string): Promise<[WindowsRecord, TranscriptRecord[]]> {
  const windows: WindowsRecord = await home.json("outbox", id, "stages", "windows.json");
  const transcripts = await Promise.all(
    windows.windows.map(({ id: window }) => home.json("outbox", id, "stages", `${window}.transcript.json`)),
  );
  return [windows, transcripts];
}

Deno.test("No sample is lost or heard twice, whatever the length of the recording", async () => {
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0.4, max: 95, noNaN: true }), async (seconds) => {
      await using home = await temporaryHome();
      const { bytes, samples } = tellingWav(seconds);
      await home.drop("son.wav", bytes);
      const heard: number[] = [];
      const transcriber = createFakeTranscriber({
        transcribe(given) {
          for (const sample of given) heard.push(Math.round(sample * 32_768));
          return {
            pieces: [{ start: 0, end: given.length / SAMPLE_RATE, text: "Bien.", logprob: 0 }],
            noSpeech: 0,
          };
        },
      });
      await using app = testApp(home, { transcriber });
      const { published: [{ id }] } = await app.run({});
      const [{ windows, chunks }, transcripts] = await recordsOf(home, id);
      assert.deepEqual(chunks.map(({ from }) => from), [0, ...chunks.slice(0, -1).map(({ to }) => to)]);
      assert.deepEqual(windows.map(({ from }) => from), [0, ...windows.slice(0, -1).map(({ to }) => to)]);
      assert.equal(windows.at(-1)?.to, samples.length);
      assert.deepEqual(transcripts.flatMap(({ silence }) => silence), []);
      assert.equal(heard.length, samples.length);
      assert.ok(samples.every((sample, index) => Math.abs(sample - heard[index]) <= 1));
    }),
    { numRuns: 12 },
  );
});

Deno.test("No word is lost or written twice between the model and the transcript that people read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (seconds) => {
      await using home = await temporaryHome();
      await home.drop("son.wav", tellingWav(seconds).bytes);
      const said: string[] = [];
      const transcriber = createFakeTranscriber({
        transcribe(given) {
          const length = given.length / SAMPLE_RATE;
          const count = Math.max(1, Math.floor(length / 2));
          const pieces = Array.from({ length: count }, (_, index) => {
            const text = `Phrase numéro ${said.length + index}.`;
            return {
              start: index * length / count,
              end: (index + 0.9) * length / count,
              text,
              logprob: -0.1,
            };
          });
          said.push(...pieces.map(({ text }) => text));
          return { pieces, noSpeech: 0 };
        },
      });
      await using app = testApp(home, { transcriber });
      const { published: [{ id }] } = await app.run({});
      const text = await Deno.readTextFile(join(home.path, "outbox", id, "transcript.txt"));
      const written = text.match(/Phrase numéro \d+\./g) ?? [];
      assert.deepEqual(written, said);
    }),
    { numRuns: 12 },
  );
});
