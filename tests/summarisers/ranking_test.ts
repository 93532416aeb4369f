import assert from "node:assert/strict";
import { cosine, lexRank, vectorsOf } from "../../src/summarisers/extractive/lexrank.ts";
import { chooseDiverse } from "../../src/summarisers/extractive/mmr.ts";

Deno.test("lexRank() puts the sentence most like the others first and scales it to 1", () => {
  const ranks = lexRank(
    vectorsOf([["budget", "salon"], ["budget", "salon", "devis"], ["devis", "client"], ["météo"]]),
  );
  assert.equal(Math.max(...ranks), 1);
  assert.equal(ranks.indexOf(1), 1);
  assert.equal(ranks.indexOf(Math.min(...ranks)), 3);
});

Deno.test("lexRank() of nothing is nothing, of one sentence 1", () => {
  assert.deepEqual(lexRank([]), []);
  assert.deepEqual(lexRank(vectorsOf([["budget"]])), [1]);
});

Deno.test("lexRank() ranks no more than it can compare in time; the rest weigh nothing", () => {
  const ranks = lexRank(vectorsOf(Array.from({ length: 450 }, (_, i) => ["budget", `mot${i % 7}`])));
  assert.equal(ranks.length, 450);
  assert.equal(ranks[449], 0);
});

Deno.test("cosine() is 1 for the same words, 0 for none in common or none at all", () => {
  const [a, b] = vectorsOf([["budget", "salon"], ["météo"]]);
  assert.ok(Math.abs(cosine(a!, a!) - 1) < 1e-12);
  assert.equal(cosine(a!, b!), 0);
  assert.equal(cosine(a!, new Map()), 0);
});

Deno.test("chooseDiverse() prefers something new to what repeats the best", () => {
  const vector = (term: string) => new Map([[term, 1]]);
  const chosen = chooseDiverse([
    { score: 1, vector: vector("budget") },
    { score: 0.9, vector: vector("budget") },
    { score: 0.7, vector: vector("devis") },
  ], 2);
  assert.deepEqual(chosen, [0, 2]);
});

Deno.test("chooseDiverse() gives no more than there are, the earlier first on a tie", () => {
  const one = { score: 0.5, vector: new Map<string, number>() };
  assert.deepEqual(chooseDiverse([one, one], 5), [0, 1]);
});
