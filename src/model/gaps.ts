import type { GapCause, GapRecord } from "./recording.ts";
import { type Channel, SAMPLE_RATE } from "./session.ts";

/** What is said to lie later than this in a session, in samples, is not believed: no recording goes on for a month. */
const LATEST = 31 * 24 * 3600 * SAMPLE_RATE;

/** Audio that was not captured, for one cause. `from` and `to`: samples at 16 kHz from the start of the session. */
export interface GapStretch {
  readonly from: number;
  readonly to: number;
  /** The channels concerned; all of the session's when nothing at all was captured. */
  readonly channels: readonly Channel[];
  readonly cause: GapCause;
}

/**
 * The gaps of a recording in order of time, those of one cause that follow each other on the same channels as one: a
 * device that is away for an hour leaves a gap with each chunk.
 */
export function gapStretches(gaps: readonly GapRecord[]): GapStretch[] {
  const stretches: GapStretch[] = [];
  const last = new Map<string, number>();
  for (const { from, to, channels, cause } of gaps.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (to < from) continue;
    const key = `${cause} ${channels.toSorted().join(" ")}`;
    const index = last.get(key);
    const before = index === undefined ? undefined : stretches[index];
    if (before && index !== undefined && from <= before.to) {
      stretches[index] = { ...before, to: Math.max(before.to, to) };
      continue;
    }
    last.set(key, stretches.length);
    stretches.push({ from, to, channels: channels.toSorted(), cause });
  }
  return stretches;
}

/** Whether a gap can be one of a recording: whatever a file says, a report must not tell of centuries. */
export function isBelieved({ from, to }: Pick<GapRecord, "from" | "to">): boolean {
  return 0 <= from && from <= to && to <= LATEST;
}

/** Whether a gap is one of the whole recording: nothing stands in its place. `channels`: how many the session has. */
export function isOfAll({ channels }: Pick<GapRecord, "channels">, count: number): boolean {
  return new Set(channels).size >= count;
}
