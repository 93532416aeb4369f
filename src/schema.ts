/**
 * The one door to zod: schemas of the files, of the settings and of the messages between processes.
 *
 * @module
 */
import { z } from "zod";

export { z };

/**
 * Where a value breaks its schema: `path` as a person writes it (`audio.sample_rate`), `rule` in English. `unknown`: the
 * name at `path` is not one the schema knows.
 */
export interface SchemaIssue {
  readonly path: string;
  readonly rule: string;
  readonly unknown: boolean;
}

/** The outcome of {@linkcode check}: the parsed value, or each rule that was broken. */
export type Checked<T> = { readonly ok: true; readonly value: T } | {
  readonly ok: false;
  readonly issues: readonly SchemaIssue[];
};

/** Checks `value` against `schema` without throwing. */
export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    issues: result.error.issues.map((issue) => {
      const unknown = issue.code === "unrecognized_keys";
      const path = unknown ? [...issue.path, issue.keys[0]] : issue.path;
      return { path: path.join("."), rule: issue.message, unknown };
    }),
  };
}

/** The number that a record's `schema` field must hold; undefined for what has no versions. */
export function versionOf(schema: z.ZodType): number | undefined {
  const field = schema instanceof z.ZodObject ? schema.shape.schema : undefined;
  const value = field instanceof z.ZodLiteral ? field.value : undefined;
  return typeof value === "number" ? value : undefined;
}
