import assert from "node:assert/strict";
import type { Samples, Transcriber } from "../../src/asr/mod.ts";

/** A transcriber to test, and what to say to it. */
export interface TranscriberCase {
  readonly transcriber: Transcriber;
  /** French speech of 5 to 30 s at 16 kHz. */
  readonly speech: Samples;
}

/** What every {@linkcode Transcriber} keeps to. `make` gives a new one each time; the suite disposes of it. */
export function transcriberContract(name: string, make: () => Promise<TranscriberCase>): void {
  const test = (sentence: string, body: (given: TranscriberCase) => Promise<void>) =>
    Deno.test(`${name}: ${sentence}`, async () => {
      const given = await make();
      await using _ = given.transcriber;
      await body(given);
    });

  test("pieces are in order, within the samples, with text and a log probability", async (given) => {
    const { pieces, noSpeech } = await given.transcriber.transcribe(given.speech, { language: "fr" });
    assert.ok(pieces.length > 0);
    assert.ok(noSpeech >= 0 && noSpeech <= 1);
    let before = 0;
    for (const { start, end, text, logprob } of pieces) {
      assert.ok(start >= before && end >= start, `${start} to ${end} after ${before}`);
      assert.ok(end <= given.speech.length / 16_000);
      assert.equal(text, text.trim());
      assert.notEqual(text, "");
      assert.ok(logprob <= 0 && Number.isFinite(logprob));
      before = end;
    }
  });

  test("the same samples give the same text, in one engine and in the next", async (given) => {
    const first = await given.transcriber.transcribe(given.speech, { language: "fr" });
    assert.deepEqual(await given.transcriber.transcribe(given.speech, { language: "fr" }), first);
    const other = await make();
    await using _ = other.transcriber;
    assert.deepEqual(await other.transcriber.transcribe(other.speech, { language: "fr" }), first);
  });

  test("the scores of the languages asked for add up to 1", async (given) => {
    const { scores, noSpeech } = await given.transcriber.detect(given.speech, { languages: ["fr", "en"] });
    assert.deepEqual(Object.keys(scores).sort(), ["en", "fr"]);
    assert.ok(Math.abs(scores.fr + scores.en - 1) < 1e-6);
    assert.ok(scores.fr > 0.5);
    assert.ok(noSpeech >= 0 && noSpeech <= 1);
    const alone = await given.transcriber.detect(given.speech, { languages: ["en"] });
    assert.deepEqual(alone.scores, { en: 1 });
  });

  test("calls made at once are answered in their order", async (given) => {
    const answered: number[] = [];
    await Promise.all([0, 1, 2].map(async (n) => {
      await given.transcriber.transcribe(given.speech, { language: "fr" });
      answered.push(n);
    }));
    assert.deepEqual(answered, [0, 1, 2]);
  });

  test("a call that is aborted before it begins rejects with the reason", async (given) => {
    const reason = new Error("no longer wanted");
    const signal = AbortSignal.abort(reason);
    await assert.rejects(given.transcriber.transcribe(given.speech, { language: "fr", signal }), reason);
    await assert.rejects(given.transcriber.detect(given.speech, { languages: ["fr"], signal }), reason);
    await given.transcriber.transcribe(given.speech, { language: "fr" });
  });

  test("a call aborted while it runs, or while it waits, rejects with the reason; the next one works", async (given) => {
    await given.transcriber.detect(given.speech, { languages: ["fr", "en"] });
    const reason = new Error("no longer wanted");
    const abort = new AbortController();
    const { signal } = abort;
    const running = given.transcriber.transcribe(given.speech.slice(160), { language: "fr", signal });
    const waiting = given.transcriber.transcribe(given.speech, { language: "fr", signal });
    const next = given.transcriber.transcribe(given.speech, { language: "fr" });
    abort.abort(reason);
    await assert.rejects(running, reason);
    await assert.rejects(waiting, reason);
    assert.ok((await next).pieces.length > 0);
  });

  test("more than thirty seconds are refused", async (given) => {
    const long = new Float32Array(480_001);
    await assert.rejects(given.transcriber.transcribe(long, { language: "fr" }), RangeError);
    await assert.rejects(given.transcriber.detect(long, { languages: ["fr"] }), RangeError);
  });

  test("no samples at all are no error", async (given) => {
    const { noSpeech } = await given.transcriber.transcribe(new Float32Array(), { language: "fr" });
    assert.ok(noSpeech >= 0 && noSpeech <= 1);
  });

  test("it counts the runs of its encoder", async (given) => {
    assert.equal(given.transcriber.cost().encoderPasses, 0);
    await given.transcriber.transcribe(given.speech, { language: "fr" });
    assert.equal(given.transcriber.cost().encoderPasses, 1);
  });

  test("disposing twice is disposing once; a call after it, or in the middle of one, rejects", async (given) => {
    await given.transcriber.detect(given.speech, { languages: ["fr", "en"] });
    const cut = assert.rejects(given.transcriber.transcribe(given.speech.slice(320), { language: "fr" }));
    const first = given.transcriber[Symbol.asyncDispose]();
    await given.transcriber[Symbol.asyncDispose]();
    await first;
    await cut;
    await assert.rejects(given.transcriber.transcribe(given.speech, { language: "fr" }));
  });
}
