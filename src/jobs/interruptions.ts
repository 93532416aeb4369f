import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { EndReason } from "../model/mod.ts";
import type { SessionSnapshot, Store } from "../store/mod.ts";

/** What ending interrupted recordings needs. */
export interface InterruptionParts {
  readonly store: Pick<Store, "endRecording">;
  readonly clock: Clock;
  readonly log: Log;
  /** A recording that nobody resumes is ended after so many milliseconds without a change. */
  readonly afterMs: number;
}

/** A recorder that is there after all, and changes nothing, is asked for its lock again after this, in milliseconds. */
const ASK_AGAIN_MS = 60_000;

/**
 * Ends recordings whose recorder is gone, so that a report always comes. Whether it is gone is told by its lock alone;
 * how long ago, by the newest change in the session's folder.
 */
export class Interruptions {
  readonly #parts: InterruptionParts;
  /** By session: the newest change seen, and since when it is the newest. */
  readonly #seen = new Map<string, { readonly changedMs: number; readonly since: number }>();

  /** By session: when its recorder was last found to be there. */
  readonly #alive = new Map<string, number>();

  constructor(parts: InterruptionParts) {
    this.#parts = parts;
  }

  /** Why a recording should be ended, if its recorder is gone; undefined while it may go on. */
  due(session: SessionSnapshot): EndReason | undefined {
    const { id, record, live, ended, endedAs, unfinished } = session;
    if (record.origin !== "recorded") return undefined;
    if (!live) {
      this.#seen.delete(id);
      this.#alive.delete(id);
      // `ended` came with a chunk still unfinished, by hand perhaps: what was said in it is completed first.
      return ended && unfinished.length > 0 ? endedAs?.reason ?? "abandoned" : undefined;
    }
    if (live.stop) return "stopped";
    const { clock, afterMs } = this.#parts;
    const { changedMs } = live;
    const seen = this.#seen.get(id);
    const since = seen?.changedMs === changedMs ? seen.since : clock.monotonic();
    this.#seen.set(id, { changedMs, since });
    if (clock.monotonic() - (this.#alive.get(id) ?? -Infinity) < ASK_AGAIN_MS) return undefined;
    // By the time of day, and by our own patience where the machine's clock was set back.
    const isOld = clock.now() - changedMs >= afterMs || clock.monotonic() - since >= afterMs;
    return isOld ? "abandoned" : undefined;
  }

  /** Ends a recording that is due; false when it is not, or when its recorder is there after all. */
  async end(session: SessionSnapshot): Promise<boolean> {
    const { store, clock, log } = this.#parts;
    const { id, folder } = session;
    const reason = this.due(session);
    if (!reason) return false;
    if (!await store.endRecording(folder, reason)) {
      this.#alive.set(id, clock.monotonic());
      return false;
    }
    log.info("ended the recording {session}: {reason}", { session: id, reason });
    return true;
  }
}
