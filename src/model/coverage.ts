import { gapStretches, isOfAll } from "./gaps.ts";
import type { GapCause } from "./recording.ts";
import { type Channel, SAMPLE_RATE } from "./session.ts";
import type { BlockSummary } from "./summary.ts";
import type { TranscriptRecord } from "./transcript.ts";
import { channelsOf, lengthOf, type WindowsRecord } from "./window.ts";

/**
 * Seconds that were not captured, by cause. `unreadable`: they were, and their file cannot be read; `missing`: nothing
 * tells why.
 */
export interface Loss {
  readonly cause: GapCause | "unreadable" | "missing";
  /** The channels concerned, all of the session's when nothing stands in the place of what is missing. */
  readonly channels: readonly Channel[];
  readonly seconds: number;
}

/** The coverage ledger: what became of every second of a session. All in seconds. */
export interface Coverage {
  /** Length of the session, gaps included. */
  readonly expected: number;
  /** Audio on disk, per channel. */
  readonly captured: readonly number[];
  /** Captured, and nothing could be heard, per channel; known once a window is transcribed. */
  readonly silent: readonly number[];
  /** In windows whose text is there. */
  readonly transcribed: number;
  /** In windows whose transcription failed for good. */
  readonly failed: number;
  /** In windows not yet transcribed, and in chunks that wait for a window. */
  readonly pending: number;
  /** In blocks whose summary is there. */
  readonly summarised: number;
  /** What is missing of a recording, the losses of all channels first. */
  readonly lost: readonly Loss[];
}

const NOTHING: Coverage = {
  expected: 0,
  captured: [],
  silent: [],
  transcribed: 0,
  failed: 0,
  pending: 0,
  summarised: 0,
  lost: [],
};

/** A stretch in samples. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

function lengthIn(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** How much of `stretch` lies in `others`, which do not overlap. */
function sharedWith(stretch: Stretch, others: readonly Stretch[]): number {
  return others.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(stretch.to, to) - Math.max(stretch.from, from)),
    0,
  );
}

/** Stretches as they lie on the time, those that overlap made one. */
function united(stretches: readonly Stretch[]): Stretch[] {
  const whole: { from: number; to: number }[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** What is missing, by cause and channels. */
function losses(windows: WindowsRecord, expected: number): Loss[] {
  const all = channelsOf(windows.channels);
  const samples = new Map<string, { loss: Omit<Loss, "seconds">; samples: number }>();
  const add = (cause: Loss["cause"], channels: readonly Channel[], count: number) => {
    if (count <= 0) return;
    const key = `${all.length - channels.length} ${cause} ${channels.join(" ")}`;
    const known = samples.get(key) ?? { loss: { cause, channels }, samples: 0 };
    known.samples += count;
    samples.set(key, known);
  };
  const gaps = gapStretches(windows.gaps ?? []);
  for (const { from, to, channels, cause } of gaps) {
    add(cause, isOfAll({ channels: [...channels] }, all.length) ? all : channels, to - from);
  }
  const explained = united([
    ...windows.sources,
    ...gaps.filter((gap) => isOfAll({ channels: [...gap.channels] }, all.length)),
  ]);
  if (windows.gaps) {
    add(windows.unreadable ? "unreadable" : "missing", all, expected - lengthIn(explained));
  }
  return [...samples].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([, { loss, samples }]) => ({ ...loss, seconds: samples / SAMPLE_RATE }));
}

/** Seconds of sound in a block: what was not captured is nothing to sum up. */
function soundOf({ windows, gaps }: WindowsRecord, { start, end }: BlockSummary): number {
  if (!gaps) return end - start;
  const inside = windows.filter(({ from }) => start * SAMPLE_RATE <= from && from < end * SAMPLE_RATE);
  return lengthIn(inside) / SAMPLE_RATE;
}

/** Adds up the ledger of a session from its records. */
export function coverageOf(
  windows: WindowsRecord | undefined,
  transcripts: readonly TranscriptRecord[],
  blocks: readonly BlockSummary[],
): Coverage {
  if (!windows) return NOTHING;
  const channels = channelsOf(windows.channels);
  const expected = lengthOf(windows);
  const captured = lengthIn(windows.sources);
  // What the file holds of a channel whose device was away is zeros, neither captured nor silent.
  const zeros = channels.map((channel) =>
    united(
      (windows.gaps ?? []).filter((gap) =>
        gap.channels.includes(channel) && !isOfAll(gap, channels.length) && gap.to > gap.from
      ),
    )
  );
  const byWindow = new Map(transcripts.map((transcript) => [transcript.window, transcript]));
  let transcribed = 0, failed = 0, pending = 0;
  const silent = channels.map(() => 0);
  for (const window of windows.windows) {
    const seconds = (window.to - window.from) / SAMPLE_RATE;
    const transcript = byWindow.get(window.id);
    if (!transcript) pending += seconds;
    else if (transcript.failed) failed += seconds;
    else transcribed += seconds;
    for (const { channel, start, end } of transcript?.silence ?? []) {
      if (channel >= silent.length) continue;
      const span = { from: start * SAMPLE_RATE, to: end * SAMPLE_RATE };
      silent[channel] += end - start - sharedWith(span, zeros[channel]) / SAMPLE_RATE;
    }
  }
  const waiting = lengthIn(windows.chunks) - lengthIn(windows.windows);
  return {
    expected: expected / SAMPLE_RATE,
    captured: zeros.map((missing) =>
      (captured - missing.reduce((sum, each) => sum + sharedWith(each, windows.sources), 0)) / SAMPLE_RATE
    ),
    silent,
    transcribed,
    failed,
    pending: pending + Math.max(0, waiting) / SAMPLE_RATE,
    summarised: blocks.reduce((sum, block) => sum + (block.failed ? 0 : soundOf(windows, block)), 0),
    lost: losses(windows, expected),
  };
}
