/** Weights of terms: a sparse vector. */
export type TermVector = ReadonlyMap<string, number>;

/** Sentences compared with each other at most: beyond, only the first ones of a block are ranked. */
export const MOST_RANKED = 400;

const DAMPING = 0.85;
const ROUNDS = 60;
const CLOSE_ENOUGH = 1e-6;

/** tf·idf of each list of terms among the lists, idf = ln(N / n) + 1. */
export function vectorsOf(lists: readonly (readonly string[])[]): Map<string, number>[] {
  const seen = new Map<string, number>();
  for (const list of lists) for (const term of new Set(list)) seen.set(term, (seen.get(term) ?? 0) + 1);
  return lists.map((list) => {
    const vector = new Map<string, number>();
    for (const term of list) {
      vector.set(term, (vector.get(term) ?? 0) + Math.log(lists.length / seen.get(term)!) + 1);
    }
    return vector;
  });
}

/** The cosine of two vectors, 0 when one is empty. */
export function cosine(a: TermVector, b: TermVector): number {
  let dot = 0;
  for (const [term, weight] of a) dot += weight * (b.get(term) ?? 0);
  if (dot === 0) return 0;
  return dot / Math.sqrt(norm2(a) * norm2(b));
}

function norm2(vector: TermVector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return sum;
}

/**
 * Continuous LexRank: the stationary weight of each sentence in the graph of cosine similarities, scaled so that the
 * highest is 1. G. Erkan and D. Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization",
 * Journal of Artificial Intelligence Research 22, 2004. A sentence alone in the graph keeps the rest weight.
 */
export function lexRank(vectors: readonly TermVector[]): number[] {
  const n = Math.min(vectors.length, MOST_RANKED);
  if (n === 0) return vectors.map(() => 0);
  const links = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) links[i]![j] = links[j]![i] = cosine(vectors[i]!, vectors[j]!);
  }
  for (const row of links) {
    const sum = row.reduce((total, weight) => total + weight, 0);
    if (sum > 0) { for (let j = 0; j < n; j++) row[j]! /= sum; }
  }
  let rank = new Float64Array(n).fill(1 / n);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(n).fill((1 - DAMPING) / n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) next[j]! += DAMPING * rank[i]! * links[i]![j]!;
    }
    let moved = 0;
    for (let i = 0; i < n; i++) moved += Math.abs(next[i]! - rank[i]!);
    rank = next;
    if (moved < CLOSE_ENOUGH) break;
  }
  const highest = Math.max(...rank);
  return vectors.map((_, i) => i < n ? rank[i]! / highest : 0);
}
