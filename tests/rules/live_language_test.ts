import assert from "node:assert/strict";
import { join } from "node:path";
import type { LanguageRecord } from "../../src/model/mod.ts";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { LIVE, liveSession } from "../support/live_session.ts";
import { ownWords, watchedRun } from "../support/meeting.ts";
import { testPinned } from "../support/pipeline.ts";

const SILENCE = [new Float32Array(160_000), new Float32Array(160_000)];

const language = (home: TemporaryHome): Promise<LanguageRecord> =>
  home.json("outbox", LIVE, "stages", "language.json");

/** An engine that is as sure of English as `english` says at each call, in order. */
function ears(english: readonly number[]) {
  let asked = 0;
  const transcriber = createFakeTranscriber({
    transcribe: ownWords,
    detect() {
      const en = english[Math.min(asked++, english.length - 1)];
      return { scores: { fr: 1 - en, en }, noSpeech: 0 };
    },
  });
  return { transcriber, asked: () => asked };
}

const transcribed = (jobs: readonly string[]) => jobs.filter((job) => job.startsWith("transcribe/")).length;

Deno.test("Live language: assumed while nothing is said, detected once somebody speaks, and the first windows follow", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const { transcriber } = ears([0.9]);
  await live.chunk({ sound: SILENCE });
  await watchedRun(home, { transcriber });
  assert.deepEqual([(await language(home)).by, (await language(home)).language], ["assumed", "fr"]);

  await live.chunk();
  const { jobs } = await watchedRun(home, { transcriber });
  assert.deepEqual([(await language(home)).by, (await language(home)).language], ["detected", "en"]);
  assert.equal(transcribed(jobs), 2);

  await live.end();
  const { drained } = await watchedRun(home, { transcriber });
  assert.deepEqual(drained.published.map(({ last }) => last.language), ["en"]);
  for (const window of ["000000-000000", "000001-000001"]) {
    const { inputs } = await home.json("outbox", LIVE, "stages", `${window}.transcript.json`);
    assert.equal(inputs.language, "en");
  }
});

Deno.test("Live language: once it is clear, nobody listens for it again, however long the recording goes on", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const { transcriber, asked } = ears([0.1]);
  const jobs: string[] = [];
  for (let n = 0; n < 6; n++) {
    await live.chunk();
    jobs.push(...(await watchedRun(home, { transcriber })).jobs);
  }
  // Three windows of two channels each.
  assert.equal(asked(), 6);
  assert.equal(jobs.filter((job) => job === "language").length, 3);
  assert.equal(transcribed(jobs), 6);
  const { heard, by } = await language(home);
  assert.equal(by, "detected");
  assert.deepEqual(heard?.windows, ["000000-000000", "000001-000001", "000002-000002"]);
  assert.equal(heard?.open, false);
});

Deno.test("Live language: heard window by window, it is decided as it would be at once", async () => {
  const english = [0.9, 0.9, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const first = ears(english);
  const found: string[] = [];
  for (let n = 0; n < 5; n++) {
    await live.chunk();
    await watchedRun(home, { transcriber: first.transcriber });
    found.push((await language(home)).language);
  }
  assert.deepEqual(found, ["en", "en", "fr", "fr", "fr"]);
  const before = await home.text("outbox", LIVE, "stages", "language.json");
  await Deno.remove(join(live.outbox, "stages", "language.json"));
  const again = ears(english);
  const { jobs } = await watchedRun(home, { transcriber: again.transcriber });
  assert.equal(await home.text("outbox", LIVE, "stages", "language.json"), before);
  assert.equal(transcribed(jobs), 0);
});

Deno.test("Live language: a setting is taken as it is, and stays up to date as the recording grows", async () => {
  await using home = await temporaryHome();
  const pinned = testPinned();
  pinned.settings.transcription.language = "en";
  await using live = await liveSession(home, { pinned });
  const { transcriber, asked } = ears([0]);
  const jobs: string[] = [];
  for (let n = 0; n < 3; n++) {
    await live.chunk();
    jobs.push(...(await watchedRun(home, { transcriber })).jobs);
  }
  assert.equal(asked(), 0);
  assert.equal(jobs.filter((job) => job === "language").length, 1);
});

Deno.test("Live language: a decision that failed is made again with the next window, and the text never waits for it", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  let broken = true;
  const transcriber = createFakeTranscriber({
    transcribe: ownWords,
    detect() {
      if (broken) throw new Error("no ears");
      return { scores: { fr: 0, en: 1 }, noSpeech: 0 };
    },
  });
  await live.chunk();
  const { jobs } = await watchedRun(home, { transcriber });
  assert.equal(transcribed(jobs), 1);
  assert.ok((await language(home)).failed);
  broken = false;
  await live.chunk();
  await live.end();
  const { drained } = await watchedRun(home, { transcriber });
  assert.deepEqual(drained.published.map(({ last }) => [last.language, last.failures]), [["en", 0]]);
});

Deno.test("Live language: a recording that nobody spoke in ends as assumed, after one look at each window", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const jobs: string[] = [];
  for (let n = 0; n < 4; n++) {
    await live.chunk({ sound: SILENCE });
    jobs.push(...(await watchedRun(home)).jobs);
  }
  await live.end();
  jobs.push(...(await watchedRun(home)).jobs);
  assert.equal(jobs.filter((job) => job === "language").length, 4);
  assert.match(await home.text("outbox", LIVE, "report.md"), /Personne n'a été entendu/);
});
