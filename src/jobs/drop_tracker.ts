import type { Drop } from "../store/mod.ts";

/** How long dropped files are watched, in milliseconds. */
export interface DropPatience {
  /** A file is stable when its size and time are the same this long apart. @default {2000} */
  readonly stableMs?: number;
  /** A file whose header asks for more than there is counts as cut when it is stable this long. @default {60000} */
  readonly longStableMs?: number;
}

/**
 * What is known of a drop: `settling` may still be growing; `stable` may be taken if its header is satisfied;
 * `long-stable` may be taken as it is.
 */
export type DropVerdict = "settling" | "stable" | "long-stable";

/** A drop and what is known of it. */
export interface JudgedDrop {
  readonly drop: Drop;
  readonly verdict: DropVerdict;
}

/** Names, sizes and times of a drop's files: the same twice means that nobody writes. */
function signatureOf({ files, sidecar }: Drop): string {
  const all = sidecar ? [...files, sidecar] : files;
  return JSON.stringify(all.map(({ path, bytes, modifiedMs }) => [path, bytes, modifiedMs]));
}

/** Remembers since when each dropped name has been as it is. A file that goes on growing waits, however long. */
export class DropTracker {
  readonly #stableMs: number;
  readonly #longStableMs: number;
  #seen = new Map<string, { readonly signature: string; readonly since: number }>();

  constructor({ stableMs = 2000, longStableMs = 60_000 }: DropPatience = {}) {
    this.#stableMs = stableMs;
    this.#longStableMs = longStableMs;
  }

  /** Judges what a scan found. `now`: milliseconds of a clock that never goes back. */
  judge(drops: readonly Drop[], now: number): JudgedDrop[] {
    const seen = new Map<string, { signature: string; since: number }>();
    const judged = drops.map((drop): JudgedDrop => {
      const signature = signatureOf(drop);
      const before = this.#seen.get(drop.name);
      const since = before?.signature === signature ? before.since : now;
      seen.set(drop.name, { signature, since });
      const stable = now - since;
      const verdict = stable >= this.#longStableMs
        ? "long-stable"
        : before && stable >= this.#stableMs
        ? "stable"
        : "settling";
      return { drop, verdict };
    });
    this.#seen = seen;
    return judged;
  }

  /** Milliseconds until another scan may judge differently. */
  get lookAgainMs(): number {
    return this.#stableMs;
  }
}
