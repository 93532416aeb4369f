/** How a session's transcription goes, from the windows finished while it was watched. */
export interface Pace {
  /** Of the session's windows, 0 to 1. */
  readonly share: number;
  /** Seconds of audio done in a second; null while nothing can be said. */
  readonly factor: number | null;
  /** Seconds of work left; null while nothing can be said. */
  readonly remaining: number | null;
}

/** Nothing that was said is written down faster than this: what is passed over was silence. */
const FASTEST = 200;

/** Follows the transcription of one session; times in milliseconds of a clock that never goes back. */
export class PaceMeter {
  #seconds: number | null = null;
  #startedAt: number | null = null;
  #finishedHere = 0;
  #firstEndedAt = 0;

  /** The session is `seconds` long. */
  ingested(seconds: number): void {
    this.#seconds = seconds;
  }

  /** A window begins at `now`. */
  started(now: number): void {
    this.#startedAt ??= now;
  }

  /** A window ended at `now`: `done` of `total` have their text, earlier runs' included. */
  finished(done: number, total: number, now: number): Pace {
    this.#finishedHere++;
    const share = total === 0 ? 1 : done / total;
    if (this.#startedAt === null) return { share, factor: null, remaining: null };
    if (this.#finishedHere === 1) this.#firstEndedAt = now;
    // The first window pays for loading the model: the others tell what is to come, above all after a resume.
    const later = this.#finishedHere > 1;
    const windows = later ? this.#finishedHere - 1 : 1;
    const elapsed = (now - (later ? this.#firstEndedAt : this.#startedAt)) / 1000;
    if (elapsed <= 0) return { share, factor: null, remaining: null };
    const factor = this.#seconds === null ? null : this.#seconds * windows / total / elapsed;
    return {
      share,
      factor: factor !== null && factor > FASTEST ? null : factor,
      remaining: (total - done) * elapsed / windows,
    };
  }
}
