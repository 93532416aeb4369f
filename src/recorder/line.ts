import { type GapCause, SAMPLE_RATE } from "../model/mod.ts";
import { SampleQueue } from "./sample_queue.ts";
import { Stretcher } from "./stretcher.ts";

/** Samples in a millisecond. */
export const PER_MS = SAMPLE_RATE / 1000;

/** A stretch of a line that is zeros. `cause`: why sound is missing; null: nothing played, which is no loss. */
export interface Void {
  readonly from: number;
  readonly to: number;
  readonly cause: GapCause | null;
}

/** Sound that came later than its place, until it is known whether some is missing before it. */
interface Held {
  readonly samples: Float32Array;
  /** Time of its first sample less the samples that came before it: what it would stand at in a line without a hole. */
  readonly origin: number;
  /** When it came, in milliseconds awake. */
  readonly cameAt: number;
}

/** What a line asks of the timeline it is in. */
export interface LineSituation {
  /** Milliseconds that the process was awake so far. */
  readonly awake: number;
  /** Whether the process stood still a moment ago. */
  readonly stalled: boolean;
  /** Why sound is missing between two positions. */
  causeOf(line: Line, from: number, to: number): GapCause | null;
}

/** Sound later than its place by this much is held; what a device that goes quiet sends is timed well, so less will do. */
const LATE = 250 * PER_MS;
const LATE_AFTER_QUIET = 60 * PER_MS;

/**
 * How long it is held: within that time, what merely waited somewhere catches up with the clock; longer when the process
 * stood still, for then much waits. In milliseconds.
 */
const HOLD_MS = 250;
const HOLD_AFTER_STALL_MS = 800;

/** Sound that comes before its place by this much is too much: it was given out as silence already. */
const TOO_MUCH = 100 * PER_MS;

/** A hole that the device tells of is believed from this length on. */
const TOLD_HOLE = 20 * PER_MS;

/** Length of one of the two stretches whose least lateness is taken for the truth. */
const BUCKET = 1000 * PER_MS;

/** A difference from the clock is mended so that it would be gone after this long, but never faster than {@linkcode MOST_STRETCH}. */
const MEND_WITHIN = 4000 * PER_MS;
const MOST_STRETCH = 0.002;

/** A difference nobody mends. */
const TOLERATED = PER_MS;

/**
 * One channel in time, at 16 kHz. Positions count samples from the start of the timeline. Packets are late, never early:
 * the least lateness of the last seconds shows how the device's clock runs against ours, and the sound is stretched by
 * two thousandths at most to follow.
 */
export class Line {
  readonly #queue = new SampleQueue();
  readonly #stretcher = new Stretcher();
  #voids: Void[] = [];
  #held: Held[] = [];
  /** Where reading stands, and where the next sample goes. */
  #start = 0;
  #cursor = 0;
  /** Samples that came since the stream was opened, placed or held. */
  #came = 0;
  /** Of these, those placed. */
  #placed = 0;
  /** Least origin of packets in the present bucket and in the one before; how far the present one has gone. */
  #least = Infinity;
  #leastBefore = Infinity;
  #bucket = 0;
  #fresh = true;
  /** Nothing of the stream is placed yet: what comes first may have been heard before the line begins. */
  #begins = true;
  readonly #situation: LineSituation;
  /** Sound is being read from the device, or it is one that sends none while nothing plays. */
  hearing = false;
  /** The device went away, and nothing was heard since. */
  wasLost = false;
  /** Something was heard since the session began. */
  everHeard = false;
  silentWhenIdle = false;
  /** Position at which the stream was opened. */
  openedAt = 0;
  /** When something last came, in milliseconds awake. */
  lastCame = 0;

  constructor(situation: LineSituation) {
    this.#situation = situation;
  }

  get start(): number {
    return this.#start;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Whether sound waits for its place. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Samples that wait: to be placed, or to be read. */
  get waiting(): number {
    return this.#queue.length + this.#came - this.#placed;
  }

  /** The losses that are not read yet, in order. */
  get losses(): readonly Void[] {
    return this.#voids.filter(({ cause }) => cause !== null);
  }

  /** The device is heard from now on. */
  open(silentWhenIdle: boolean): void {
    this.hearing = true;
    this.silentWhenIdle = silentWhenIdle;
    this.openedAt = this.#cursor;
    this.#fresh = this.#begins = true;
    this.#came = this.#placed = 0;
    this.#stretcher.reset();
    this.#forgetDrift();
  }

  /** The device is heard no more. What was held is all there will be. */
  lose(): void {
    this.settleAll();
    this.hearing = false;
    this.wasLost = true;
  }

  /** Sound came. `at`: position of its first sample, as far as known. */
  push(samples: Float32Array, at: number, discontinuity: boolean): void {
    this.lastCame = this.#situation.awake;
    if (this.#fresh) {
      this.#fresh = false;
      this.fill(at);
      this.wasLost = false;
      this.everHeard = true;
    }
    const origin = at - this.#came;
    this.#came += samples.length;
    if (discontinuity) this.settleAll();
    const late = origin - this.#offset;
    if (discontinuity) {
      if (late >= TOLD_HOLE) {
        this.fill(this.#cursor + late, "discontinuity");
      }
    } else if (this.#held.length > 0 || late >= this.#late) {
      this.#held.push({ samples: samples.slice(), origin, cameAt: this.lastCame });
      if (late < this.#late) this.settleAll(); // caught up: nothing is missing
      return;
    }
    this.#place(samples, origin);
  }

  /** Places what was held for long enough. */
  settle(): void {
    const { awake, stalled } = this.#situation;
    this.#settle(awake - (stalled ? HOLD_AFTER_STALL_MS : HOLD_MS));
  }

  /** Places what was held. */
  settleAll(): void {
    this.#settle(Infinity);
  }

  /** Places what came until `cameUntil`. */
  #settle(cameUntil: number): void {
    if (this.#held.length === 0) return;
    const least = new Float64Array(this.#held.length);
    let origin = Infinity;
    for (let index = least.length - 1; index >= 0; index--) {
      origin = least[index] = Math.min(origin, this.#held[index].origin);
    }
    const late = this.#late;
    // Decided before anything is placed: placing stretches, and that is no loss.
    let offset = this.#offset;
    let settled = 0;
    for (const held of this.#held) {
      const missing = Math.round(least[settled] - offset);
      if (missing >= late && held.cameAt > cameUntil) break;
      // Sound that comes faster than time was waiting somewhere; what is missing was lost after it.
      if (missing >= late && held.origin - least[settled] < late) {
        this.fill(this.#cursor + missing);
        offset += missing;
      }
      this.#place(held.samples, held.origin);
      settled++;
    }
    this.#held.splice(0, settled);
  }

  /** Zeros up to a position; nothing when the line is there already. `silence`: why, when nothing else explains them. */
  fill(to: number, silence: GapCause | null = null): void {
    const end = Math.round(to);
    if (end <= this.#cursor) return;
    const cause = this.#situation.causeOf(this, this.#cursor, end) ?? silence;
    this.#append({ from: this.#cursor, to: end, cause });
  }

  /** The next `frames`, samples and zeros as they come; they stay until they are consumed. */
  read(frames: number, into: Float32Array): void {
    let at = this.#start;
    let taken = 0;
    const end = at + frames;
    for (const { from, to } of this.#voids) {
      if (from >= end) break;
      if (from > at) {
        this.#queue.read(taken, from - at, into, at - this.#start);
        taken += from - at;
        at = from;
      }
      const until = Math.min(to, end);
      into.fill(0, at - this.#start, until - this.#start);
      at = until;
    }
    if (at < end) this.#queue.read(taken, end - at, into, at - this.#start);
  }

  /** Goes on reading after `frames`. */
  consume(frames: number): void {
    const end = this.#start + frames;
    let empty = 0;
    for (const { from, to } of this.#voids) {
      if (from >= end) break;
      empty += Math.min(to, end) - Math.max(from, this.#start);
    }
    while (this.#voids.length > 0 && this.#voids[0].to <= end) this.#voids.shift();
    this.#queue.drop(frames - empty);
    this.#start = end;
  }

  get #offset(): number {
    return this.#cursor - this.#placed;
  }

  get #late(): number {
    return this.silentWhenIdle ? LATE_AFTER_QUIET : LATE;
  }

  #forgetDrift(): void {
    this.#least = this.#leastBefore = Infinity;
    this.#bucket = 0;
  }

  #append(zeros: Void): void {
    const last = this.#voids.at(-1);
    if (last && last.to === zeros.from && last.cause === zeros.cause) {
      this.#voids[this.#voids.length - 1] = { ...last, to: zeros.to };
    } else this.#voids.push(zeros);
    this.#cursor = zeros.to;
    this.#stretcher.reset();
    this.#forgetDrift();
  }

  #place(samples: Float32Array, origin: number): void {
    const offset = this.#offset;
    const early = Math.round(offset - origin);
    this.#placed += samples.length;
    let sound = samples;
    const surplus = early > (this.#begins ? 0 : TOO_MUCH);
    if (surplus) {
      sound = samples.subarray(Math.min(samples.length, early));
      this.#forgetDrift();
      if (sound.length === 0) return;
    }
    this.#begins = false;
    const placed = this.#stretcher.push(sound, surplus ? 0 : this.#stretch(offset));
    this.#queue.push(placed);
    this.#cursor += placed.length;
    // What waited somewhere tells nothing of the clocks.
    if (-early < this.#late) this.#count(origin, placed.length);
  }

  #count(origin: number, samples: number): void {
    this.#least = Math.min(this.#least, origin);
    this.#bucket += samples;
    if (this.#bucket < BUCKET) return;
    this.#leastBefore = this.#least;
    this.#least = Infinity;
    this.#bucket = 0;
  }

  /** How much longer the sound must become, as a share of its length. */
  #stretch(offset: number): number {
    if (this.#leastBefore === Infinity) return 0;
    const behind = Math.min(this.#least, this.#leastBefore) - offset;
    if (Math.abs(behind) < TOLERATED) return 0;
    return Math.max(-MOST_STRETCH, Math.min(MOST_STRETCH, behind / MEND_WITHIN));
  }
}
