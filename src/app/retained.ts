import type { RetentionDone } from "../model/mod.ts";

/** What retention did to all meetings of one run, in numbers. */
export interface Retained {
  readonly meetings: number;
  /** Files. */
  readonly archived: number;
  readonly removed: number;
  readonly kept: number;
  /** Bytes. */
  readonly freed: number;
  /** Why files were kept, each reason once. */
  readonly why: RetentionDone["why"];
}

/** Counts what retention does. */
export class RetainedCount {
  readonly #meetings = new Set<string>();
  readonly #files = { archived: 0, removed: 0, kept: 0 };
  readonly #why = new Map<string, RetentionDone["why"][number]>();
  #freed = 0;

  /** Takes in what one rule did to the meeting with that id. */
  add(meeting: string, { did, files, freed, why }: RetentionDone): void {
    this.#meetings.add(meeting);
    this.#files[did] += files;
    this.#freed += freed;
    for (const one of why) this.#why.set(one.key, one);
  }

  /** Undefined when nothing was done. */
  sum(): Retained | undefined {
    if (this.#meetings.size === 0) return undefined;
    const why = [...this.#why.values()];
    return { meetings: this.#meetings.size, ...this.#files, freed: this.#freed, why };
  }
}
