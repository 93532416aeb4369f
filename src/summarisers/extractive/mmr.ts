import { cosine, type TermVector } from "./lexrank.ts";

/** Something to choose from: how much it matters (0 to 1) and its terms. */
export interface Candidate {
  readonly score: number;
  readonly vector: TermVector;
}

/** Weight of what matters against what repeats. */
const RELEVANCE = 0.7;

/**
 * Numbers of the `count` candidates that matter and do not repeat each other, best first: maximal marginal relevance,
 * J. Carbonell and J. Goldstein, "The Use of MMR, Diversity-Based Reranking", SIGIR 1998. Ties go to the earlier one.
 */
export function chooseDiverse(candidates: readonly Candidate[], count: number): number[] {
  const chosen: number[] = [];
  const nearest = candidates.map(() => 0);
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = -1;
    let bestWorth = -Infinity;
    for (const [i, { score }] of candidates.entries()) {
      const worth = RELEVANCE * score - (1 - RELEVANCE) * nearest[i]!;
      if (!chosen.includes(i) && worth > bestWorth) [best, bestWorth] = [i, worth];
    }
    chosen.push(best);
    for (const [i, { vector }] of candidates.entries()) {
      nearest[i] = Math.max(nearest[i]!, cosine(vector, candidates[best]!.vector));
    }
  }
  return chosen;
}
