import { type Chunk, SAMPLE_RATE, type Window } from "../model/mod.ts";

/** Options of {@linkcode packWindows}. */
export interface PackOptions {
  /** Longest window, in seconds: what the encoder of Whisper hears at once. @default {30} */
  readonly maxSeconds?: number;
  /** Samples at which a source begins: no window reaches across. A hole between two chunks is a border by itself. */
  readonly borders?: readonly number[];
}

/** How well a stretch of chunks is packed: fewest windows first, then the most even ones. */
interface Packing {
  readonly windows: number;
  /** Sum of the squares of their lengths in samples, exact for days of audio: least when they are alike. */
  readonly unevenness: number;
  /** Index of the first chunk of the last window. */
  readonly lastStart: number;
}

/**
 * Packs neighbouring chunks into windows of at most 30 s. Each window costs one pass of the encoder whatever its length,
 * so there are as few as can be: chunks of 8 to 10 s go three to a window. Among those packings the most even is taken,
 * so that a short last chunk does not stand alone, where a model hears words in silence.
 *
 * Throws a `RangeError` when a single chunk is longer than a window.
 */
export function packWindows(
  chunks: readonly Chunk[],
  { maxSeconds = 30, borders = [] }: PackOptions = {},
): Window[] {
  const max = maxSeconds * SAMPLE_RATE;
  const windows: Window[] = [];
  const starts = new Set(borders);
  for (let first = 0; first < chunks.length;) {
    let end = first + 1;
    while (end < chunks.length && chunks[end].from === chunks[end - 1].to && !starts.has(chunks[end].from)) {
      end++;
    }
    windows.push(...packRun(chunks.slice(first, end), max));
    first = end;
  }
  return windows;
}

/** Dynamic programming over the ends of the windows: `best[n]` is the best packing of the first `n` chunks. */
function packRun(run: readonly Chunk[], max: number): Window[] {
  const best: Packing[] = [{ windows: 0, unevenness: 0, lastStart: 0 }];
  for (let end = 1; end <= run.length; end++) {
    let found: Packing | undefined;
    for (let start = end - 1; start >= 0; start--) {
      const length = run[end - 1].to - run[start].from;
      if (length > max) break;
      const windows = best[start].windows + 1;
      const unevenness = best[start].unevenness + length ** 2;
      if (
        !found || windows < found.windows || (windows === found.windows && unevenness < found.unevenness)
      ) {
        found = { windows, unevenness, lastStart: start };
      }
    }
    if (!found) {
      const seconds = (run[end - 1].to - run[end - 1].from) / SAMPLE_RATE;
      throw new RangeError(
        `Cannot pack chunk ${run[end - 1].number}: it lasts ${seconds} s, a window at most ${
          max / SAMPLE_RATE
        } s`,
      );
    }
    best.push(found);
  }
  const windows: Window[] = [];
  for (let end = run.length; end > 0; end = best[end].lastStart) {
    const first = run[best[end].lastStart];
    const last = run[end - 1];
    windows.push({
      id: `${sixDigits(first.number)}-${sixDigits(last.number)}`,
      from: first.from,
      to: last.to,
    });
  }
  return windows.reverse();
}

function sixDigits(number: number): string {
  return String(number).padStart(6, "0");
}
