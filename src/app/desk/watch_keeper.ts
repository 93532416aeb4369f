import type { Clock } from "../../clock.ts";
import { GreffierError, type Message, message, textOf } from "../../errors.ts";
import type { Log } from "../../log.ts";

/** How often it is looked whether somebody works in the home, in milliseconds. */
const LOOK_MS = 5000;

/** A `watch` that stays so long is well. */
const WELL_MS = 60_000;

/** Pauses before it is started again, by how often in a row it did not stay; the last one for ever. */
const PAUSES_MS = [0, 5_000, 15_000, 60_000, 300_000, 600_000];

/** How often in a row it may end before a person is told. */
const PATIENCE = 3;

/** What {@linkcode WatchKeeper} works with. */
export interface WatchKeeperParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a process runs the pipeline of the home now. */
  readonly isOwned: () => Promise<boolean>;
  /** Starts a `watch` apart, and resolves once it is there. */
  readonly start: () => Promise<void>;
}

/** Sees that a `watch` runs in a home: starts one whenever nobody works there, with growing pauses when it does not stay. */
export class WatchKeeper {
  readonly #parts: WatchKeeperParts;
  #starting: Promise<void> | undefined;
  #hasEnded = false;
  #nextLook = -Infinity;
  #nextStart = -Infinity;
  /** Since when somebody works in the home, as far as is known. */
  #ownedSince: number | undefined;
  #failures = 0;
  #cause: Message | null = null;

  constructor(parts: WatchKeeperParts) {
    this.#parts = parts;
  }

  /** Why nothing is written down; null while all is well, or it is not known yet. */
  get trouble(): Message | null {
    return this.#cause ?? (this.#failures >= PATIENCE ? message("tray.watchEnded") : null);
  }

  /** Resolves once a start under way is over. */
  get settled(): Promise<void> {
    return this.#starting ?? Promise.resolve();
  }

  /** Starts none any more. Resolves once a start under way is over: before, its `watch` could not be asked to end. */
  end(): Promise<void> {
    this.#hasEnded = true;
    return this.settled;
  }

  /** Looks whether it is time to look, and to start one. */
  async look(): Promise<void> {
    const { clock, isOwned } = this.#parts;
    if (this.#hasEnded || this.#starting || clock.monotonic() < this.#nextLook) return;
    const now = clock.monotonic();
    this.#nextLook = now + LOOK_MS;
    if (await isOwned()) {
      this.#ownedSince ??= now;
      this.#cause = null;
      if (now - this.#ownedSince >= WELL_MS) this.#failures = 0;
      return;
    }
    if (this.#ownedSince !== undefined) {
      if (now - this.#ownedSince < WELL_MS) this.#failed(now);
      else this.#failures = 0;
      this.#ownedSince = undefined;
    }
    // It may have been told to end while it looked.
    if (this.#hasEnded || now < this.#nextStart) return;
    this.#starting = this.#start().finally(() => this.#starting = undefined);
  }

  async #start(): Promise<void> {
    const { clock, log, start } = this.#parts;
    try {
      await start();
      log.info("started a watch of the home");
      this.#ownedSince = clock.monotonic();
    } catch (error) {
      // Somebody else was quicker: the next look sees who.
      if (error instanceof GreffierError && error.text.key === "lock.held") return;
      this.#cause = textOf(error);
      this.#failed(clock.monotonic());
      log.warn("a watch of the home could not be started: {error}", { error: String(error) });
    }
  }

  #failed(now: number): void {
    this.#failures++;
    this.#nextStart = now + (PAUSES_MS[this.#failures] ?? PAUSES_MS.at(-1)!);
  }
}
