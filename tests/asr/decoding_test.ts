import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyRules,
  likeliest,
  piecesOf,
  probabilities,
  tokenBudget,
  type TokenRules,
} from "../../src/asr/decoding.ts";

/** Ten words (0 to 9), the end (10), a special token (11), no timestamps (12), and times from 0 s (13) on. */
const RULES: TokenRules = {
  eos: 10,
  noTimestamps: 12,
  suppress: [4],
  beginSuppress: [5],
  maxInitialTimestamp: 50,
};
const SIZE = 13 + 1501;
const TIME = (seconds: number) => 13 + Math.round(seconds * 50);

/** Which tokens may follow `written`, each as likely as the other. */
function allowedAfter(written: number[], seconds = 30, raised: Record<number, number> = {}): number[] {
  const logits = new Float32Array(SIZE).fill(0);
  for (const [id, value] of Object.entries(raised)) logits[Number(id)] = value;
  applyRules(logits, written, RULES, seconds);
  return [...logits.keys()].filter((id) => logits[id] > -Infinity);
}

Deno.test("the first token is a time in the first second", () => {
  const allowed = allowedAfter([]);
  assert.equal(allowed[0], TIME(0));
  assert.equal(allowed.at(-1), TIME(1));
});

Deno.test("after the time that opens a piece come words, never those that are ruled out", () => {
  const allowed = allowedAfter([TIME(0)], 30, { 1: 20 });
  assert.deepEqual(allowed, [0, 1, 2, 3, 5, 6, 7, 8, 9, 10]);
});

Deno.test("after the time that closes a piece comes the end or the time that opens the next", () => {
  const allowed = allowedAfter([TIME(0), 1, TIME(2)], 30);
  assert.ok(!allowed.some((id) => id < 10));
  assert.equal(allowed.find((id) => id >= 13), TIME(2));
});

Deno.test("a time inside a piece lies after the last one and within the audio", () => {
  const allowed = allowedAfter([TIME(0.5), 1], 3);
  assert.equal(allowed[0], TIME(0.52));
  assert.equal(allowed.at(-1), TIME(3));
});

Deno.test("a word that is likelier than all times together is written", () => {
  assert.ok(allowedAfter([TIME(0), 1], 30, { 2: 20 }).includes(2));
});

Deno.test("whatever the model prefers, pieces are ordered, finite and within the audio", () => {
  const seconds = fc.double({ min: 0.1, max: 30, noNaN: true });
  fc.assert(
    fc.property(seconds, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (length, seed) => {
      let state = seed || 1;
      const random = () => (state = Math.imul(state, 48271) & 0x7fffffff) / 0x7fffffff;
      const written: number[] = [];
      while (written.length < 60) {
        const logits = new Float32Array(SIZE).map((_, id) => random() * (id < 13 ? 12 : 6));
        applyRules(logits, written, RULES, length);
        const { id, logprob } = likeliest(logits);
        assert.ok(logprob <= 1e-9);
        if (id === RULES.eos) break;
        assert.ok(id !== 4 && id !== 11 && id !== 12);
        written.push(id);
      }
      const tokens = written.map((id) => ({ id, logprob: -1 }));
      let before = 0;
      for (const { start, end, text, logprob } of piecesOf(tokens, RULES, length, (ids) => ids.join(" "))) {
        assert.ok(before <= start && start <= end && end <= length);
        assert.notEqual(text, "");
        assert.equal(logprob, -1);
        before = end;
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("a piece without an end ends with the audio, one without words is none", () => {
  const tokens = [TIME(0), TIME(1), TIME(1), 3, 4].map((id) => ({ id, logprob: -0.5 }));
  const pieces = piecesOf(tokens, RULES, 4, (ids) => ` ${ids.join("-")}`);
  assert.deepEqual(pieces, [{ start: 1, end: 4, text: "3-4", logprob: -0.5 }]);
});

Deno.test("probabilities are shares of all tokens", () => {
  const [a, b] = probabilities(Float32Array.of(Math.log(1), Math.log(3), Math.log(4)), [1, 2]);
  assert.ok(Math.abs(a - 3 / 8) < 1e-6);
  assert.ok(Math.abs(b - 1 / 2) < 1e-6);
});

Deno.test("the budget of tokens follows the length of the audio and never passes what the decoder holds", () => {
  assert.equal(tokenBudget(10, 3, 448), 104);
  assert.equal(tokenBudget(30, 3, 100), 97);
  assert.equal(tokenBudget(30, 3, 3), 1);
});
