import assert from "node:assert/strict";
import { hearLanguage, type HearLanguageOptions } from "../../../src/jobs/hearing/hear_language.ts";
import { createFakeTranscriber } from "../../support/fake_transcriber.ts";

const RATE = 16_000;

/** A window of one channel; its level tells the fake how sure of French to be. */
function window(french: number, seconds = 25): Float32Array[] {
  const level = 0.1 + french / 10;
  return [new Float32Array(seconds * RATE).map((_, i) => level * Math.sign(Math.sin(i / 5)))];
}

const SILENT = [new Float32Array(25 * RATE)];

async function hear(windows: HearLanguageOptions["windows"], noSpeech = 0, signal?: AbortSignal) {
  let asked = 0;
  await using transcriber = createFakeTranscriber({
    detect(samples) {
      asked++;
      const fr = Math.round((Math.abs(samples[2000]) - 0.1) * 1000) / 100;
      return { scores: { fr, en: 1 - fr }, noSpeech };
    },
  });
  const found = await hearLanguage({
    transcriber,
    windows,
    allowed: ["fr", "en"],
    silenceThreshold: 0.0025,
    signal,
  });
  return { ...found, asked };
}

Deno.test("three windows with speech that agree are enough, and no more are read", async () => {
  let read = 0;
  const windows = (async function* () {
    for (;;) {
      read++;
      yield await Promise.resolve(read % 2 === 0 ? window(0.05) : SILENT);
    }
  })();
  const { language, by, scores, asked } = await hear(windows);
  assert.equal(language, "en");
  assert.equal(by, "detected");
  assert.deepEqual(scores, { fr: 0.05, en: 0.95 });
  assert.equal(asked, 3);
  assert.equal(read, 6);
});

Deno.test("a greeting in another language does not decide", async () => {
  const { language, asked } = await hear([window(0.02, 4), window(0.95), window(0.97), window(0.99)]);
  assert.equal(language, "fr");
  assert.equal(asked, 3);
});

Deno.test("while no language is clear, it goes on listening, but not for ever", async () => {
  const { language, asked } = await hear(
    Array.from({ length: 40 }, (_, n) => window(n % 2 === 0 ? 0.7 : 0.4)),
  );
  assert.equal(language, "fr");
  assert.equal(asked, 12);
});

Deno.test("a short recording is judged by what there is", async () => {
  assert.equal((await hear([window(0.1, 5)])).language, "en");
});

Deno.test("when nothing can be heard, or nobody speaks, the first language is assumed", async () => {
  assert.deepEqual(await hear([SILENT, SILENT]), { language: "fr", by: "assumed", scores: {}, asked: 0 });
  assert.deepEqual(await hear([window(0.1)], 0.95), { language: "fr", by: "assumed", scores: {}, asked: 1 });
  assert.deepEqual(await hear([]), { language: "fr", by: "assumed", scores: {}, asked: 0 });
});

Deno.test("an abort reaches the caller, and what windows are read from is closed", async () => {
  const reason = new Error("stopping");
  await assert.rejects(hear([window(0.5)], 0, AbortSignal.abort(reason)), reason);
  let closed = false;
  const windows = (async function* () {
    try {
      for (;;) yield await Promise.resolve(window(0.9));
    } finally {
      closed = true;
    }
  })();
  await hear(windows);
  assert.ok(closed);
});
