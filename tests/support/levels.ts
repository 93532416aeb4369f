import type { LevelsRecord } from "../../src/model/mod.ts";

/** What a recorder wrote at `at`, with what a test changes. */
export function levelsAt(at: number, change: Partial<LevelsRecord> = {}): LevelsRecord {
  return {
    schema: 1,
    pid: 1,
    at,
    position: 60 * 16_000,
    state: "recording",
    chunks: 6,
    channels: [],
    freeBytes: 50e9,
    bytesPerSecond: 64_000,
    notices: [],
    ...change,
  };
}
