import { type Message, message } from "../errors.ts";
import { type Language, say } from "../texts/mod.ts";
import { duration } from "./format.ts";

/** When a job that did not succeed is tried again: `never` again, `now`, with the `nextRun`, or after a while. */
export type NextTry = "never" | "now" | "nextRun" | { readonly inMs: number };

/** A job that did not succeed. */
export interface FailedJob {
  /** The meeting as people know it. */
  readonly meeting: string;
  /** The job's key: `transcribe:2026-11-23_1405_call/000036-000038`. */
  readonly job: string;
  readonly cause: Message;
  readonly next: NextTry;
}

const STAGES = [
  "ingest",
  "language",
  "transcribe",
  "summarise",
  "refine",
  "merge",
  "synthesise",
  "prose",
  "provisional",
  "render",
  "print",
  "publish",
  "reject",
] as const;

/** Stages in which a language model writes: minutes may pass, and a report is there meanwhile. */
export const MODEL_STAGES: ReadonlySet<string> = new Set(["refine", "merge", "prose"]);

/** What a job is at, in words. Chunks and blocks are counted from one. */
function workOf(job: string): Message {
  const [, stage, input = ""] = /^([a-z]+):[^/]*(?:\/(.*))?$/.exec(job) ?? [];
  const [first, last] = input.split("-").map((digits) => Number(digits) + 1);
  if (stage === "transcribe" && /^\d+-\d+$/.test(input)) {
    return first === last
      ? message("cli.work.chunk", { first: first! })
      : message("cli.work.chunks", { first: first!, last: last! });
  }
  if (stage === "summarise" && /^\d+$/.test(input)) return message("cli.work.block", { number: first! });
  if (stage === "refine" && /^\d+$/.test(input)) return message("cli.work.refineBlock", { number: first! });
  const known = STAGES.find((name) => name === stage);
  return known ? message(`cli.work.${known}`) : { key: job, values: {} };
}

/** A job that did not succeed, in a sentence: the meeting, the work, what happens next and why. */
export function jobMessage({ meeting, job, cause, next }: FailedJob, language: Language): Message {
  const values = { meeting, work: say(workOf(job), language), cause: say(cause, language) };
  if (next === "never") return message("cli.jobFailed", values);
  if (next === "now") return message("cli.jobAgain", values);
  if (next === "nextRun") {
    const told = message("cli.jobNextRun", values);
    const [, stage = "", id = ""] = /^([a-z]+):([^/]+)/.exec(job) ?? [];
    // A corrected setting changes nothing for a meeting that is pinned to the old one.
    return MODEL_STAGES.has(stage)
      ? message("writer.redo", { id, told: say(told, language).replace(/\.$/, "") })
      : told;
  }
  return message("cli.jobWaits", { ...values, wait: duration(next.inMs / 1000) });
}
