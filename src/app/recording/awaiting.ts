import type { Clock } from "../../clock.ts";
import type { LevelsRecord } from "../../model/mod.ts";
import type { Store } from "../../store/mod.ts";

/** How often `levels.json` is looked at, in milliseconds: it is written twice a second. */
const LOOK_MS = 100;

/** What {@linkcode awaitLevels} waits for. */
export interface AwaitOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Name of the session's folder in the inbox. */
  readonly folder: string;
  readonly forMs: number;
  readonly signal?: AbortSignal;
  /** Looked at after each look: nobody will write any more. */
  readonly over?: () => boolean | Promise<boolean>;
}

/** The recorder's state once `holds` of it; undefined when time or the recorder ended before. */
export async function awaitLevels(
  holds: (levels: LevelsRecord) => boolean,
  { store, clock, folder, forMs, signal, over = () => false }: AwaitOptions,
): Promise<LevelsRecord | undefined> {
  for (let waited = 0;; waited += LOOK_MS) {
    // Asked before the look: what was written in between must be seen.
    const last = waited >= forMs || await over();
    const levels = await store.levels(folder);
    if (levels && holds(levels)) return levels;
    if (last) return undefined;
    await clock.sleep(LOOK_MS, { signal });
  }
}
