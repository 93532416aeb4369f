import { z } from "../schema.ts";
import { InnerPath } from "./inner_path.ts";
import { StoredMessage } from "./message.ts";

/** A file of a meeting as retention found or made it. Paths are relative to the meeting's folder, with `/`. */
export const RetainedFile = z.object({ file: InnerPath, bytes: z.number().int(), sha256: z.string() });
export type RetainedFile = z.infer<typeof RetainedFile>;

/** What retention is about: each class has rules of its own. */
export const RetentionClass = z.enum(["audio", "transcript", "report"]);
export type RetentionClass = z.infer<typeof RetentionClass>;

/** Something done under one rule: `archived` (another file took its place), `removed`, or `kept` (the rule does not fit). */
export const RetentionStep = z.object({
  /** Local time, `YYYY-MM-DDTHH:MM:SS`. */
  at: z.string(),
  class: RetentionClass,
  /** The setting and its value: `retention.audio.as = flac`. */
  rule: z.string(),
  did: z.enum(["archived", "removed", "kept"]),
  files: z.array(RetainedFile.extend({
    /** What took its place. */
    became: RetainedFile.optional(),
    /** Why it was kept. */
    why: StoredMessage.optional(),
  })),
});
export type RetentionStep = z.infer<typeof RetentionStep>;

/** What one rule did to one meeting at once, for people and logs. */
export interface RetentionDone extends Pick<RetentionStep, "class" | "rule" | "did"> {
  /** How many files. */
  readonly files: number;
  /** Bytes that the meeting takes less. */
  readonly freed: number;
  /** Why files were kept, each reason once; empty for what was not. */
  readonly why: readonly NonNullable<RetentionStep["files"][number]["why"]>[];
}

/** Puts what was done to one file into the numbers of a step. Pure. */
export function retentionDone(
  { class: about, rule, did, files }: Pick<RetentionStep, "class" | "rule" | "did" | "files">,
): RetentionDone {
  const freed = did === "kept"
    ? 0
    : files.reduce((sum, { bytes, became }) => sum + bytes - (became?.bytes ?? 0), 0);
  const why = new Map(files.flatMap((file) => file.why ? [[file.why.key, file.why]] : []));
  return { class: about, rule, did, files: files.length, freed, why: [...why.values()] };
}

/**
 * `retention.json`: what retention did to a meeting, in order of time; it only grows. A step stands before the files that it
 * names are removed. What it names is not missing.
 */
export const RetentionRecord = z.object({ schema: z.literal(1), steps: z.array(RetentionStep) });
export type RetentionRecord = z.infer<typeof RetentionRecord>;

/** The rule of a step that stands in a packed copy alone: the audio that it names was not put into the ZIP. */
export const LEFT_OUT_OF_PACK = "pack --without-audio";

/** The files that were not put into the ZIP that a meeting was unpacked from, by path. */
export function leftOutOfPack(record: RetentionRecord | undefined): ReadonlySet<string> {
  const steps = (record?.steps ?? []).filter(({ rule }) => rule === LEFT_OUT_OF_PACK);
  return new Set(steps.flatMap(({ files }) => files.map(({ file }) => file)));
}

/** The steps of a class that did something. */
export function stepsOf(
  record: RetentionRecord | undefined,
  wanted: RetentionClass,
  did: RetentionStep["did"],
): RetentionStep[] {
  return (record?.steps ?? []).filter((step) => step.class === wanted && step.did === did);
}

/**
 * The files that retention took away or put others in the place of, by path: they are not missing. Audio goes once; text
 * that was made again after it went is missed when it is gone once more: `sealedAt` is that of the meeting.
 */
export function explained(record: RetentionRecord | undefined, sealedAt: string): ReadonlySet<string> {
  const gone = (record?.steps ?? []).filter((step) =>
    step.did !== "kept" && (step.class === "audio" || step.at >= sealedAt)
  );
  return new Set(gone.flatMap(({ files }) => files.map(({ file }) => file)));
}
