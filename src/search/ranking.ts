/** A line that has one of the terms at least. */
export interface Candidate {
  /** Numbers of the lines of a transcript follow each other. */
  readonly line: number;
  readonly kind: string;
  /** Seconds of the session. */
  readonly at: number | null;
  /** By term, how well the line speaks of it: BM25. */
  readonly scores: Map<number, number>;
}

/** A line to be shown. */
export interface RankedLine {
  readonly line: number;
  /** Terms that are said in it or near it, those in the meeting's name included. */
  readonly covered: number;
  /** Terms that are said in it. */
  readonly own: number;
  readonly score: number;
}

/** Lines before and after that are near. */
const NEAR = 2;
/** What a term counts that is said near, and not in the line. */
const NEARBY = 0.5;
/** A finding that was said at the moment of a line of the transcript is that line, in seconds. */
const SAME_MOMENT = 0.5;

/**
 * Of the lines of one meeting that have some of `terms` terms, those to be shown: none when the meeting does not have
 * them all; those that have all of them, in the line or near it, when there are any; else those with most. The meeting's
 * own name counts for every line, and is shown itself when nothing else has a term.
 */
export function rankMeeting(lines: ReadonlyMap<number, Candidate>, terms: number): RankedLine[] {
  const all = [...lines.values()];
  if (new Set(all.flatMap(({ scores }) => [...scores.keys()])).size < terms) return [];
  const named = new Set(
    all.filter(({ kind }) => kind === "title").flatMap(({ scores }) => [...scores.keys()]),
  );
  const spoken = all.filter(({ kind }) => kind !== "title");
  const ranked = (spoken.length > 0 ? spoken : all).map((candidate) => ({
    candidate,
    ...rankLine(candidate, lines, named),
  }));
  const most = Math.max(...ranked.map(({ covered }) => covered));
  const best = ranked.filter(({ covered }) => covered === most);
  const moments = best.filter(({ candidate }) => candidate.kind === "transcript")
    .map(({ candidate }) => candidate.at ?? NaN);
  return best.filter(({ candidate: { kind, at } }) =>
    kind === "transcript" || at === null || !moments.some((moment) => Math.abs(moment - at) < SAME_MOMENT)
  ).map(({ candidate: _, ...line }) => line);
}

function rankLine(
  { line, kind, scores }: Candidate,
  lines: ReadonlyMap<number, Candidate>,
  named: ReadonlySet<number>,
): RankedLine {
  const near = new Map<number, number>();
  for (let other = line - NEAR; kind === "transcript" && other <= line + NEAR; other++) {
    const beside = other === line ? undefined : lines.get(other);
    if (beside?.kind !== "transcript") continue;
    for (const [term, score] of beside.scores) {
      if (!scores.has(term)) near.set(term, Math.max(near.get(term) ?? 0, score));
    }
  }
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return {
    line,
    covered: new Set([...scores.keys(), ...near.keys(), ...named]).size,
    own: scores.size,
    score: Number((sum(scores.values()) + NEARBY * sum(near.values())).toFixed(6)),
  };
}
