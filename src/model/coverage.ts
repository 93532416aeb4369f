import type { BlockSummary } from "./summary.ts";
import type { TranscriptRecord } from "./transcript.ts";
import { channelsOf, type WindowsRecord } from "./window.ts";
import { SAMPLE_RATE } from "./session.ts";

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
  /** In windows not yet transcribed. */
  readonly pending: number;
  /** In blocks whose summary is there. */
  readonly summarised: number;
}

const NOTHING: Coverage = {
  expected: 0,
  captured: [],
  silent: [],
  transcribed: 0,
  failed: 0,
  pending: 0,
  summarised: 0,
};

/** Adds up the ledger of a session from its records. */
export function coverageOf(
  windows: WindowsRecord | undefined,
  transcripts: readonly TranscriptRecord[],
  blocks: readonly BlockSummary[],
): Coverage {
  if (!windows) return NOTHING;
  const channels = channelsOf(windows.channels);
  const expected = windows.sources.reduce((end, source) => Math.max(end, source.to), 0) / SAMPLE_RATE;
  const captured = windows.sources.reduce((sum, source) => sum + source.to - source.from, 0) / SAMPLE_RATE;
  const byWindow = new Map(transcripts.map((transcript) => [transcript.window, transcript]));
  let transcribed = 0, failed = 0, pending = 0;
  const silent = channels.map(() => 0);
  for (const window of windows.windows) {
    const seconds = (window.to - window.from) / SAMPLE_RATE;
    const transcript = byWindow.get(window.id);
    if (!transcript) pending += seconds;
    else if (transcript.failed) failed += seconds;
    else transcribed += seconds;
    for (const span of transcript?.silence ?? []) {
      if (span.channel < silent.length) silent[span.channel] += span.end - span.start;
    }
  }
  return {
    expected,
    captured: channels.map(() => captured),
    silent,
    transcribed,
    failed,
    pending,
    summarised: blocks.reduce((sum, block) => sum + (block.failed ? 0 : block.end - block.start), 0),
  };
}
