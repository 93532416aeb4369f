import { z } from "../schema.ts";

/** Seconds of the session. */
const At = z.number();

/** What a person says of an action. Whatever is left out stays as it was found. */
export const ActionCorrection = z.strictObject({
  /** When it was said. */
  at: At,
  /** The action as the report had it. @default the one nearest to `at` */
  was: z.string().min(1).optional(),
  /** Null: nobody. */
  owner: z.string().nullable().optional(),
  /** Null: no date. */
  due: z.string().nullable().optional(),
  /** What is to be done. */
  text: z.string().min(1).optional(),
  /** It is no action: the report leaves it out. */
  dismissed: z.boolean().optional(),
});
export type ActionCorrection = z.infer<typeof ActionCorrection>;

/** What a person says of a decision. */
export const DecisionCorrection = ActionCorrection.omit({ owner: true, due: true });
export type DecisionCorrection = z.infer<typeof DecisionCorrection>;

/** An action that the report did not have. */
export const AddedAction = z.strictObject({
  text: z.string().min(1),
  owner: z.string().nullable().optional(),
  due: z.string().nullable().optional(),
  /** When it was said. @default the end of the meeting */
  at: At.optional(),
});
export type AddedAction = z.infer<typeof AddedAction>;

/** A passage of the transcript: `was` is what was written, `text` what was said; empty: nothing was. */
export const PassageCorrection = z.strictObject({ at: At, was: z.string().min(1), text: z.string() });
export type PassageCorrection = z.infer<typeof PassageCorrection>;

const Fields = z.strictObject({
  /** Title of the meeting. */
  title: z.string().min(1).optional(),
  /** Who took part. */
  participants: z.array(z.string().min(1)).optional(),
  /** Name of who speaks on a channel: `{"0": "Camille", "1": "client"}`. */
  channels: z.partialRecord(z.enum(["0", "1"]), z.string()).optional(),
  /** Heard word or phrase to written one: `{"atlasse": "Atlas"}`. */
  words: z.record(z.string().min(1), z.string()).optional(),
  /** Name as the report has it to the name wanted: `{"Paul": "Paul Martin"}`. */
  names: z.record(z.string().min(1), z.string()).optional(),
  actions: z.array(ActionCorrection).optional(),
  decisions: z.array(DecisionCorrection).optional(),
  addedActions: z.array(AddedAction).optional(),
  transcript: z.array(PassageCorrection).optional(),
});

/** The names that `corrections.json` may have at its top. */
export const CORRECTION_NAMES: readonly string[] = Object.keys(Fields.shape);

/** Whether a name of `corrections.json` is a person's own remark: `_note`, `$schema`, `//`. It is kept and changes nothing. */
export function isRemark(name: string): boolean {
  return /^(?:_|\$|\/\/)/.test(name);
}

/**
 * `corrections.json`: what a person set right. Words and passages are applied before summarising; everything else when
 * views are rendered, so that one renamed person remakes no summary.
 */
export const Corrections: z.ZodType<Corrections> = z.preprocess(withoutRemarks, Fields) as z.ZodType<
  Corrections
>;
export type Corrections = z.infer<typeof Fields>;

function withoutRemarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRemarks);
  if (typeof value !== "object" || value === null) return value;
  // What is a word or a name may begin with any sign.
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => !isRemark(name))
      .map(([name, own]) => [name, name === "words" || name === "names" ? own : withoutRemarks(own)]),
  );
}
