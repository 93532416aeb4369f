import type { BlockSummary, Findings } from "../model/mod.ts";
import type { ReportInput } from "./report_input.ts";

/** Whether the report can speak from the synthesis. */
export function hasSynthesis({ synthesis }: Pick<ReportInput, "synthesis">): boolean {
  return synthesis !== undefined && synthesis.failed === undefined;
}

/** What was found in a meeting, before a person's corrections: in the synthesis, else in one block after the other. */
export function foundIn(input: Pick<ReportInput, "synthesis" | "blocks">): Findings {
  return hasSynthesis(input)
    ? input.synthesis!.findings
    : inBlockOrder(input.blocks.filter((block) => block.failed === undefined));
}

function inBlockOrder(blocks: readonly BlockSummary[]): Findings {
  const all = blocks.map(({ findings }) => findings);
  return {
    summary: [],
    highlights: [],
    topics: all.flatMap(({ topics }) => topics),
    decisions: all.flatMap(({ decisions }) => decisions),
    actions: all.flatMap(({ actions }) => actions),
    questions: all.flatMap(({ questions }) => questions),
    figures: all.flatMap(({ figures }) => figures),
  };
}
