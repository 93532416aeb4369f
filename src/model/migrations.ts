import { check, versionOf, type z } from "../schema.ts";

/** What a file of one version holds, as JSON. */
type Old = Readonly<Record<string, unknown>>;

/** Turns a record of one version into one of the next. Pure; the file stays as it is until its stage writes it anew. */
export type Migration = (old: Old) => Old;

/**
 * The steps from each version of a record to the next, the first from version 1 to 2. A record whose `schema` is raised
 * gets its step here, and a home as the program wrote it before goes to `tests/fixtures/homes/`. Version 1 is the first
 * and so far the only one of every record.
 *
 * What an older program cannot read raises the version: a field that was not there and must be, a field with another
 * meaning, a value that a list of values did not have. A field that may be absent does not.
 */
const MIGRATIONS: ReadonlyMap<z.ZodType, readonly Migration[]> = new Map();

/** What a file holds. `newer`: what a later version of this program wrote. `broken`: nothing of use. */
export type Reading<T> =
  | { readonly kind: "record"; readonly value: T }
  | { readonly kind: "newer" }
  | { readonly kind: "broken" };

/**
 * The record in a JSON value, brought to the present version. `migrations`: the steps to it from version 1.
 *
 * A value with a higher `schema` than is known is `newer`, and so is one that only has names too many where none may be
 * added: such names come from a later program.
 */
export function readRecord<T>(
  schema: z.ZodType<T>,
  value: unknown,
  migrations: readonly Migration[] = MIGRATIONS.get(schema) ?? [],
): Reading<T> {
  const present = versionOf(schema);
  if (present === undefined) return checked(schema, value);
  const found = isRecord(value) ? value.schema : undefined;
  if (!isRecord(value) || typeof found !== "number" || !Number.isInteger(found)) return { kind: "broken" };
  if (found > present) return { kind: "newer" };
  let record = value;
  for (const step of migrations.slice(Math.max(0, found - 1), present - 1)) record = step(record);
  return checked(schema, record);
}

function checked<T>(schema: z.ZodType<T>, value: unknown): Reading<T> {
  const result = check(schema, value);
  if (result.ok) return { kind: "record", value: result.value };
  const hasMore = versionOf(schema) !== undefined && result.issues.every(({ unknown }) => unknown);
  return { kind: hasMore ? "newer" : "broken" };
}

function isRecord(value: unknown): value is Old {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
