/** The contract of the port, over the real engine in its own process and over the fake. */
import { transcriberContract } from "../contracts/transcriber.ts";
import { readDemoRecording } from "../support/demo_recording.ts";
import { demoEngine } from "../support/engine.ts";
import {
  createFakeTranscriber,
  recordAnswers,
  type RecordedAnswers,
  replayAnswers,
} from "../support/fake_transcriber.ts";
import assert from "node:assert/strict";

const speech = async () =>
  (await readDemoRecording("reunion-projet-atlas")).channels[0].slice(0, 11 * 16_000);

transcriberContract(
  "whisper in a child process",
  async () => ({ transcriber: demoEngine(), speech: await speech() }),
);
transcriberContract("fake", async () => ({ transcriber: createFakeTranscriber(), speech: await speech() }));

Deno.test("recorded answers are given again for the same samples, and for no others", async () => {
  const answers: RecordedAnswers = {};
  const samples = await speech();
  await using recorder = recordAnswers(createFakeTranscriber(), answers);
  const heard = await recorder.transcribe(samples, { language: "fr" });
  const told = await recorder.detect(samples, { languages: ["fr", "en"] });
  await using replay = replayAnswers(JSON.parse(JSON.stringify(answers)));
  assert.deepEqual(await replay.transcribe(samples, { language: "fr" }), heard);
  assert.deepEqual(await replay.detect(samples, { languages: ["fr", "en"] }), told);
  await assert.rejects(replay.transcribe(samples, { language: "en" }), /No answer was recorded/);
  await assert.rejects(replay.transcribe(samples.slice(1), { language: "fr" }), /No answer was recorded/);
});
