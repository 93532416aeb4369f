import type { Message } from "../errors.ts";
import type { LastState, RetentionDone } from "../model/mod.ts";

/** What the pipeline tells while it works; a hint for whoever shows it, never the truth. */
export type Progress =
  | { readonly kind: "taken"; readonly session: string; readonly name: string }
  | {
    readonly kind: "ingested";
    readonly session: string;
    readonly seconds: number;
    readonly windows: number;
  }
  | { readonly kind: "started"; readonly session: string; readonly stage: string; readonly job: string }
  /** `done` of `total`: windows of the session that have their text; on the other stages, 1 of 1. */
  | {
    readonly kind: "finished";
    readonly session: string;
    readonly stage: string;
    readonly job: string;
    readonly done: number;
    readonly total: number;
  }
  | {
    readonly kind: "failed";
    readonly session: string;
    readonly stage: string;
    readonly job: string;
    readonly cause: Message;
    /** When it is tried again, in milliseconds since the epoch; null: settled as failed. */
    readonly retryAt: number | null;
  }
  /** Something is done to a sealed meeting: `done` of `total`, in a unit of its own. */
  | {
    readonly kind: "aftercare";
    readonly session: string;
    readonly task: string;
    readonly done: number;
    readonly total: number;
  }
  /** What was done to a sealed meeting, or was given up. */
  | { readonly kind: "told"; readonly session: string; readonly text: Message }
  /** What retention did to a sealed meeting. */
  | { readonly kind: "retained"; readonly session: string; readonly done: RetentionDone }
  /** Dropped files that may still be growing, at each look at them. */
  | { readonly kind: "settling"; readonly names: readonly string[] }
  | { readonly kind: "rejected"; readonly name: string; readonly cause: Message }
  | {
    readonly kind: "published";
    readonly session: string;
    readonly folder: string;
    readonly last: LastState;
  };

/** Receives {@linkcode Progress}. Must not throw. */
export type OnProgress = (progress: Progress) => void;
