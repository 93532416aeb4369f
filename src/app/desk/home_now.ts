import type { Clock } from "../../clock.ts";
import type { HomeNow } from "../../desktop/tray/mod.ts";
import type { DeskLook, LiveLook } from "../../store/mod.ts";
import { glanceOf } from "../recording/live_state.ts";

/** How long a recorder may take to begin before its recording counts as interrupted, in milliseconds. */
const BEGINNING_MS = 30_000;

/** Makes of a look at the home what the icon tells. */
export class HomeReader {
  readonly #clock: Clock;
  /** When a recording that has not begun was first seen, by its id. */
  readonly #beginning = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read(look: DeskLook, more: Pick<HomeNow, "trouble" | "busy">): HomeNow {
    // Whoever puts a session's folder into the home by hand may have two; the last begun is the one that is meant.
    const current = look.live.findLast((live) => live.running || this.#isBeginning(live));
    for (const id of this.#beginning.keys()) {
      if (!look.live.some((live) => live.id === id)) this.#beginning.delete(id);
    }
    return {
      recording: current ? this.#recording(current) : null,
      interrupted: look.live.filter((live) => live !== current && this.#isInterrupted(live))
        .map(({ id, name }) => ({ id, name })),
      pending: look.pending,
      lastReport: look.lastReport ?? null,
      unseen: look.reports,
      rejected: look.rejected,
      ...more,
    };
  }

  #recording({ id, name, levels, running, pauseAsked, stopAsked }: LiveLook): HomeNow["recording"] {
    const { state, seconds, notices } = glanceOf({ levels, running, clock: this.#clock });
    return {
      ...{ id, name, seconds, pauseAsked, stopAsked, notices },
      state: state === "interrupted" ? "starting" : state,
    };
  }

  /** One that its recorder has not taken up yet: its process takes a moment to be there. */
  #isBeginning({ id, levels, running }: LiveLook): boolean {
    if (running || hasBegun(levels)) return false;
    const now = this.#clock.monotonic();
    const since = this.#beginning.get(id) ?? now;
    this.#beginning.set(id, since);
    return now - since < BEGINNING_MS;
  }

  #isInterrupted(live: LiveLook): boolean {
    return !live.running && !live.stopAsked && live.levels?.state !== "ended" && !this.#isBeginning(live);
  }
}

/** Whether a recorder ever wrote sound. */
function hasBegun(levels: LiveLook["levels"]): boolean {
  return levels !== undefined && (levels.chunks > 0 || !["starting", "failed"].includes(levels.state));
}
