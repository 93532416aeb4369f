import { SAMPLE_RATE, type Window } from "../model/mod.ts";

/** A block and the windows that begin in it. */
export interface BlockPlan {
  readonly number: number;
  readonly windows: readonly Window[];
}

/** Groups windows into blocks of `minutes`: a window belongs to the block it begins in, so blocks tile the windows. */
export function blocksOf(windows: readonly Window[], minutes: number): BlockPlan[] {
  const samples = minutes * 60 * SAMPLE_RATE;
  const blocks = new Map<number, Window[]>();
  for (const window of windows) {
    const number = Math.floor(window.from / samples);
    const block = blocks.get(number);
    if (block) block.push(window);
    else blocks.set(number, [window]);
  }
  return [...blocks].map(([number, windows]) => ({ number, windows })).sort((a, b) => a.number - b.number);
}
