import type { SpokenLanguage } from "../../src/model/mod.ts";
import { createExtractiveSummariser } from "../../src/summarisers/mod.ts";
import { segmentsOf } from "./meetings.ts";

/** What is said, sentences of one segment each apart by " / ", and what is noted of it, items apart by " + ". */
export type Row = readonly [said: string, noted: string];

/** What the summariser notes: `D` for a decision, `A owner | what | due` for an action (`-`: none), `nothing`. */
export async function noted(said: string, language: SpokenLanguage): Promise<string> {
  const spoken = said.split(" / ").map((text, i) => ({
    start: i * 4,
    end: i * 4 + 3,
    channel: 0 as const,
    text,
  }));
  const { findings } = await createExtractiveSummariser().summariseBlock(
    { language, segments: segmentsOf(spoken) },
    { signal: new AbortController().signal },
  );
  const items = [
    ...findings.decisions.map(() => "D"),
    ...findings.actions.map(({ owner, what, due }) => `A ${owner ?? "-"} | ${what} | ${due ?? "-"}`),
  ];
  return items.length === 0 ? "nothing" : items.join(" + ");
}

/** The rows that come out differently, one text each. */
export async function differences(rows: readonly Row[], language: SpokenLanguage): Promise<string[]> {
  const different = [];
  for (const [said, expected] of rows) {
    const found = await noted(said, language);
    if (found !== expected) different.push(`${said}\n  expected ${expected}\n  noted    ${found}`);
  }
  return different;
}
