import type { BlockFindings, BlockSummary, Findings, Segment, SpokenLanguage } from "../model/mod.ts";

/** What a summariser reads of one block: its segments in order of start, words already corrected. */
export interface BlockText {
  readonly language: SpokenLanguage;
  readonly segments: readonly Segment[];
}

/** The findings of a block, and how many items were dropped because nothing that was said proves them. */
export interface SummarisedBlock {
  readonly findings: BlockFindings;
  readonly dropped: number;
}

/**
 * The port of summarising. Every item returned names segments that were given. The synthesis reads block summaries,
 * never the transcript. `version` goes into fingerprints: raise it when the same input gives other output.
 */
export interface Summariser {
  readonly name: string;
  readonly version: string;
  summariseBlock(block: BlockText, options: { readonly signal: AbortSignal }): Promise<SummarisedBlock>;
  synthesise(
    blocks: readonly BlockSummary[],
    options: { readonly language: SpokenLanguage; readonly signal: AbortSignal },
  ): Promise<Findings>;
}
