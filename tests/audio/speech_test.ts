import assert from "node:assert/strict";
import fc from "fast-check";
import { condense, findSpeech, type SpeechSpan } from "../../src/audio/mod.ts";

const RATE = 16_000;

/** Noise of a level (root mean square), the same for the same seed. */
function noise(seconds: number, level: number, seed = 1): Float32Array {
  let state = seed;
  return new Float32Array(Math.round(seconds * RATE)).map(() => {
    state = Math.imul(state, 48271) & 0x7fffffff;
    return (state / 0x7fffffff - 0.5) * 2 * Math.sqrt(3) * level;
  });
}

/** `parts` of [seconds, level], one after the other. */
function sound(...parts: readonly (readonly [number, number])[]): Float32Array {
  return Float32Array.from(parts.flatMap(([seconds, level], n) => [...noise(seconds, level, n + 1)]));
}

const seconds = (spans: readonly SpeechSpan[]) =>
  spans.map(({ from, to }) => [from / RATE, to / RATE].map((time) => Math.round(time * 100) / 100));

Deno.test("speech is found with its edges, silence is not", () => {
  const samples = sound([2, 0.0005], [1, 0.1], [3, 0.0005], [2, 0.05], [1, 0.0005]);
  assert.deepEqual(seconds(findSpeech(samples, { threshold: 0.0025 })), [[1.75, 3.25], [5.75, 8.25]]);
});

Deno.test("nothing is found below the threshold, in digital silence, or in no samples", () => {
  assert.deepEqual(findSpeech(noise(5, 0.002), { threshold: 0.0025 }), []);
  assert.deepEqual(seconds(findSpeech(new Float32Array(RATE), { threshold: 0 })), [[0, 1]]);
  assert.deepEqual(findSpeech(new Float32Array(RATE), { threshold: 0.0025 }), []);
  assert.deepEqual(findSpeech(new Float32Array(), { threshold: 0.0025 }), []);
});

Deno.test("a microphone's offset is no sound", () => {
  assert.deepEqual(findSpeech(new Float32Array(5 * RATE).fill(0.3), { threshold: 0.0025 }), []);
});

Deno.test("speech over a loud fan is found, the fan alone between it is not", () => {
  const samples = sound([2, 0.016], [1, 0.2], [2, 0.016], [1, 0.2], [2, 0.016]);
  const spans = findSpeech(samples, { threshold: 0.0025 });
  assert.equal(spans.length, 1, "the pause is within 26 dB of the speech, so it may be speech");
  assert.deepEqual(seconds(spans), [[0, 8]]);
  const loud = sound([2, 0.008], [1, 0.3], [2, 0.008], [1, 0.3], [2, 0.008]);
  assert.deepEqual(seconds(findSpeech(loud, { threshold: 0.0025 })), [[1.75, 3.25], [4.75, 6.25]]);
});

Deno.test("someone far from the microphone is found beside someone near it", () => {
  const samples = sound([1, 0.0008], [3, 0.2], [1, 0.0008], [2, 0.012], [1, 0.0008]);
  assert.deepEqual(seconds(findSpeech(samples, { threshold: 0.0025 })), [[0.75, 4.25], [4.75, 7.25]]);
});

Deno.test("the soft end of a word belongs to it, soft sounds far from any word do not", () => {
  const samples = sound([2, 0.0001], [1, 0.01], [0.5, 0.0015], [2, 0.0001], [0.5, 0.0015], [2, 0.0001]);
  assert.deepEqual(seconds(findSpeech(samples, { threshold: 0.0025 })), [[1.75, 3.75]]);
});

Deno.test("an even noise above the threshold is not thrown away: only the model can tell", () => {
  assert.deepEqual(seconds(findSpeech(noise(4, 0.02), { threshold: 0.0025 })), [[0, 4]]);
});

Deno.test("a click alone is no speech", () => {
  const samples = sound([2, 0.0005], [0.02, 0.3], [2, 0.0005], [0.3, 0.1], [2, 0.0005]);
  assert.deepEqual(seconds(findSpeech(samples, { threshold: 0.0025 })), [[3.77, 4.57]]);
});

const layout = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0, 0.0005, 0.003, 0.05, 0.3)),
  { maxLength: 8 },
).map((parts) => sound(...parts.map(([hundredths, level]) => [hundredths / 100, level] as const)));

Deno.test("spans are ordered, apart and within the samples, and every loud sample is in one", () => {
  fc.assert(
    fc.property(layout, (samples) => {
      let before = -1;
      const spans = findSpeech(samples, { threshold: 0.0025, clickSeconds: 0 });
      for (const { from, to } of spans) {
        assert.ok(before < from && from < to && to <= samples.length);
        before = to;
      }
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      if (loudest < 0.1) return;
      const at = samples.findIndex((sample) => Math.abs(sample) === loudest);
      assert.ok(spans.some(({ from, to }) => from <= at && at < to));
    }),
    { numRuns: 60 },
  );
});

Deno.test("condensed audio is what was found, in its order; its times lead back to where they were", () => {
  fc.assert(
    fc.property(layout, fc.double({ min: 0, max: 1, noNaN: true }), (samples, part) => {
      const spans = findSpeech(samples, { threshold: 0.0025 });
      const { samples: heard, heard: kept, toWindow } = condense(samples, spans);
      assert.equal(heard.length, kept.reduce((sum, { from, to }) => sum + to - from, 0));
      for (const span of spans) assert.ok(kept.some(({ from, to }) => from <= span.from && span.to <= to));
      if (heard.length === 0) return;
      const at = Math.min(heard.length - 1, Math.floor(part * heard.length));
      const was = Math.round(toWindow(at / RATE) * RATE);
      assert.ok(kept.some(({ from, to }) => from <= was && was < to));
      const edge = kept.some(({ from, to }) => was - from < 80 || to - was <= 80);
      if (!edge) assert.equal(heard[at], samples[was]);
      assert.ok(toWindow((at + 1) / RATE) >= toWindow(at / RATE));
    }),
    { numRuns: 60 },
  );
});

Deno.test("a short silence stays, a long one is left out, and a join makes no click", () => {
  const samples = new Float32Array(4 * RATE).fill(0.5);
  const spans = [{ from: 0, to: RATE }, { from: 1.15 * RATE, to: 2 * RATE }, {
    from: 3 * RATE,
    to: 4 * RATE,
  }];
  const { samples: heard, heard: kept, toWindow } = condense(samples, spans);
  assert.deepEqual(kept, [{ from: 0, to: 2 * RATE }, { from: 3 * RATE, to: 4 * RATE }]);
  assert.equal(heard.length, 3 * RATE);
  assert.equal(heard[2 * RATE - 1], 0);
  assert.equal(heard[2 * RATE], 0);
  assert.equal(heard[RATE], 0.5);
  assert.equal(toWindow(1.5), 1.5);
  assert.equal(toWindow(2.5), 3.5);
  assert.equal(toWindow(99), 4);
  assert.equal(toWindow(-1), 0);
});

Deno.test("nothing condensed is no sound", () => {
  const { samples, heard, toWindow } = condense(noise(1, 0.1), []);
  assert.equal(samples.length, 0);
  assert.deepEqual(heard, []);
  assert.equal(toWindow(0), 0);
});
