import { type GapCause, SAMPLE_RATE } from "../model/mod.ts";
import { Line, type LineSituation, PER_MS, type Void } from "./line.ts";

/** What comes next in the time of a recording: sound of all channels, or nothing of any. */
export interface Stretch {
  readonly kind: "sound" | "gap";
  readonly frames: number;
  /** Of a gap. */
  readonly cause: GapCause;
}

/** Part of a stretch of sound that is zeros in one channel, because sound is missing there. */
export interface Loss {
  readonly channel: number;
  /** In samples from the start of the stretch. */
  readonly from: number;
  readonly to: number;
  readonly cause: GapCause;
}

/** Nothing is given out later than this after it was heard; what is missing then is zeros. In milliseconds. */
export const LATEST_MS = 600;

/** A loss of all channels is a gap from this length on; a shorter one is zeros, told of in each channel. */
export const LEAST_GAP_MS = 2000;

/** Where there is but one channel, zeros could not be told of. */
const LEAST_GAP_ALONE_MS = 250;

/** Between two ticks the process was stopped, or the machine slept, when more time than this has passed. */
const STALL_MS = 2000;

/** So long after it stood still, the process may have much to catch up with. */
const STALL_LASTS_MS = 2000;

/**
 * Most sound of a channel that waits to be read, in seconds: a process that stood still may get a minute at once. What
 * comes beyond, because a write to the disk does not return, is left out.
 */
const MOST_WAITING = 120;

/** Most stretches of time that are remembered for what happened in them. */
const MOST_REMEMBERED = 8;

/** Most that a tick counts as time awake: what waited while the process stood still must have the time to come. */
const AWAKE_MS = 200;

/** From one position to another. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Samples that `spans` and a stretch have in common. */
function common(spans: readonly Span[], from: number, to: number): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0);
}

/**
 * The channels of a recording side by side, in time. Packets go in as they come, on `monotonic()`; what comes out has no
 * hole and no overlap, all channels in step, and its length is that of the clock. Positions are samples at 16 kHz since
 * it was made.
 */
export class Timeline implements LineSituation {
  readonly #lines: readonly Line[];
  readonly #originMs: number;
  #tickMs: number;
  #awake = 0;
  #stalledAt = -Infinity;
  #stalls: Span[] = [];
  /** Where sound was left out because too much waited. */
  #leftOut: Span[] = [];
  /** Time that the clock did not count, where it belongs: in order. */
  #inserted: { readonly at: number; readonly frames: number }[] = [];
  /** No more sound will come from before this position. */
  #flushed = 0;

  constructor({ channels, nowMs }: { readonly channels: number; readonly nowMs: number }) {
    this.#lines = Array.from({ length: channels }, () => new Line(this));
    this.#originMs = this.#tickMs = nowMs;
  }

  get awake(): number {
    return this.#awake;
  }

  get stalled(): boolean {
    return this.#awake - this.#stalledAt < STALL_LASTS_MS;
  }

  /** Where reading stands. */
  get start(): number {
    return this.#lines[0].start;
  }

  /** Position of a moment. */
  positionAt(ms: number): number {
    return Math.round((ms - this.#originMs) * PER_MS);
  }

  /** Samples of a channel that wait to be placed or read: what it holds in memory. */
  get waiting(): number {
    return Math.max(...this.#lines.map((line) => line.waiting));
  }

  /** A channel is heard from now on. */
  open(channel: number, nowMs: number, silentWhenIdle: boolean): void {
    const line = this.#lines[channel];
    line.fill(this.positionAt(nowMs));
    line.open(silentWhenIdle);
    line.lastCame = this.#awake;
    // A device that is quiet proves by being there that nothing plays.
    if (silentWhenIdle) line.wasLost = false;
  }

  /** A channel is heard no more. */
  lose(channel: number): void {
    this.#lines[channel].lose();
  }

  /** Sound of a channel came, at 16 kHz. */
  push(channel: number, samples: Float32Array, atMs: number, discontinuity = false): void {
    const line = this.#lines[channel];
    const at = (atMs - this.#originMs) * PER_MS;
    if (line.waiting < MOST_WAITING * SAMPLE_RATE) return line.push(samples, at, discontinuity);
    line.lastCame = this.#awake;
    const last = this.#leftOut.at(-1);
    if (last && at <= last.to + SAMPLE_RATE) {
      this.#leftOut[this.#leftOut.length - 1] = {
        from: last.from,
        to: Math.max(last.to, at + samples.length),
      };
    } else this.#leftOut.push({ from: at, to: at + samples.length });
    if (this.#leftOut.length > MOST_REMEMBERED) this.#leftOut.shift();
  }

  /** Time passed. To be called several times a second. */
  tick(nowMs: number): void {
    const passed = nowMs - this.#tickMs;
    if (passed > STALL_MS) {
      this.#stalls.push({ from: this.positionAt(this.#tickMs), to: this.positionAt(nowMs) });
      if (this.#stalls.length > MOST_REMEMBERED) this.#stalls.shift();
    }
    this.#awake += Math.min(passed, AWAKE_MS);
    if (passed > AWAKE_MS) this.#stalledAt = this.#awake;
    this.#tickMs = nowMs;
    for (const line of this.#lines) line.settle();

    const latest = this.positionAt(nowMs - LATEST_MS);
    for (const line of this.#lines) {
      if (line.silentWhenIdle && line.hearing && this.#isQuiet(line)) line.fill(latest);
    }
    // Where no channel has anything, nobody waits; it may be a gap of all.
    const filled = Math.min(latest, Math.max(...this.#lines.map(({ cursor }) => cursor)));
    for (const line of this.#lines) {
      if (!line.hearing || this.#isQuiet(line)) line.fill(filled);
    }
  }

  /** The machine slept just before `nowMs`, for so many samples that the clock did not count. */
  insert(nowMs: number, frames: number): void {
    this.#inserted.push({ at: Math.max(this.start, this.positionAt(nowMs)), frames });
  }

  /** What has not come from before `position` will not come any more. */
  flush(position: number): void {
    this.#flushed = position;
    for (const line of this.#lines) {
      line.settleAll();
      line.fill(position);
    }
  }

  /** What comes next, up to the position `limit` and at most `most` frames of sound; undefined: nothing yet. */
  next(limit: number, most: number): Stretch | undefined {
    const start = this.start;
    const [inserted] = this.#inserted;
    if (inserted && inserted.at <= start && start <= limit) {
      return { kind: "gap", frames: inserted.frames, cause: "sleep" };
    }
    const known = Math.min(...this.#lines.map(({ cursor }) => cursor));
    const end = Math.min(known, limit, inserted?.at ?? Infinity);
    if (end <= start) return undefined;
    const common = this.#commonLoss();
    if (!common || common.from > start) {
      return {
        kind: "sound",
        frames: Math.min(end, common?.from ?? Infinity, start + most) - start,
        cause: "device",
      };
    }
    // It may go on: whether it is long is known when something is heard again.
    if (common.to >= known && common.to > this.#flushed) return undefined;
    const least = this.#lines.length === 1 ? LEAST_GAP_ALONE_MS : LEAST_GAP_MS;
    if (common.to - common.from >= least * PER_MS) {
      return { kind: "gap", frames: Math.min(common.to, end) - start, cause: common.cause };
    }
    return { kind: "sound", frames: Math.min(common.to, end, start + most) - start, cause: "device" };
  }

  /** Copies the sound that {@linkcode next} told of, an array a channel; gives what is missing in it. */
  read(frames: number, into: readonly Float32Array[]): Loss[] {
    const start = this.start;
    const losses: Loss[] = [];
    this.#lines.forEach((line, channel) => {
      line.read(frames, into[channel]);
      for (const { from, to, cause } of line.losses) {
        if (from >= start + frames || !cause) break;
        losses.push({
          channel,
          from: Math.max(0, from - start),
          to: Math.min(frames, to - start),
          cause,
        });
      }
    });
    return losses;
  }

  /** Goes on after what {@linkcode next} told of. */
  consume({ kind, frames }: Stretch): void {
    const [inserted] = this.#inserted;
    if (kind === "gap" && inserted && inserted.at <= this.start) this.#inserted.shift();
    else for (const line of this.#lines) line.consume(frames);
  }

  #isQuiet(line: Line): boolean {
    return !line.isHolding && this.#awake - line.lastCame >= LATEST_MS;
  }

  /** The first stretch that is missing in every channel, as far as it is known. */
  #commonLoss(): Void & { readonly cause: GapCause } | undefined {
    const [first, ...others] = this.#lines.map((line) => merged(line.losses));
    for (const loss of first) {
      let { from, to } = loss;
      const causes = new Set(loss.causes);
      const shared = others.every((losses) => {
        const overlapping = losses.find((other) => other.from < to && other.to > from);
        if (!overlapping) return false;
        from = Math.max(from, overlapping.from);
        to = Math.min(to, overlapping.to);
        for (const cause of overlapping.causes) causes.add(cause);
        return true;
      });
      if (!shared) continue;
      const cause = (["disk", "sleep", "device"] as const).find((cause) => causes.has(cause)) ??
        "discontinuity";
      return { from: Math.max(from, this.start), to, cause };
    }
    return undefined;
  }

  causeOf(line: Line, from: number, to: number): GapCause | null {
    const most = (to - from) / 2;
    if (common(this.#leftOut, from, to) > most) return "disk";
    if (common(this.#stalls, from, to) > most) return "sleep";
    if (line.wasLost) return "device";
    if (line.silentWhenIdle) return null;
    // The first packet is a moment behind the opening.
    if (!line.everHeard && to - line.openedAt < LEAST_GAP_MS * PER_MS) return null;
    return line.everHeard ? "discontinuity" : "device";
  }
}

/** Losses that touch, as one. */
function merged(losses: readonly Void[]): { from: number; to: number; causes: GapCause[] }[] {
  const all: { from: number; to: number; causes: GapCause[] }[] = [];
  for (const { from, to, cause } of losses) {
    if (!cause) continue;
    const last = all.at(-1);
    if (last && last.to === from) {
      last.to = to;
      last.causes.push(cause);
    } else all.push({ from, to, causes: [cause] });
  }
  return all;
}
