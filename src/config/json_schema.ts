import { z } from "../schema.ts";
import { type Language, say } from "../texts/mod.ts";
import { NOT_YET_EFFECTIVE, Settings } from "./settings.ts";

/** Name of the schema beside `greffier.json`. */
export const SCHEMA_FILE = "greffier.schema.json";

/** A JSON Schema as far as {@linkcode settingsJsonSchema} writes it. */
interface Described {
  description?: string;
  properties?: Record<string, Described>;
  [other: string]: unknown;
}

/** What a setting or a group of them means, in `language`; groups and settings are named by their key. */
export function describeSetting(key: string, language: Language): string {
  const text = say({ key: `setting.${key}`, values: {} }, language);
  if (!NOT_YET_EFFECTIVE.includes(key)) return text;
  return `${text} ${say({ key: "config.notYet", values: {} }, language)}`;
}

/**
 * The JSON Schema (2020-12) of `greffier.json`, for editors: they complete names, show what each setting means and
 * underline what is wrong.
 */
export function settingsJsonSchema(language: Language): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(Settings, { io: "input" }) as Described;
  describe(schema, [], language);
  const engine = schema.properties?.transcription?.properties?.engine;
  if (engine) Object.assign(engine, { enum: ["transformers", "faster-whisper"], default: "transformers" });
  schema.title = say({ key: "config.schema.title", values: {} }, language);
  schema.properties = { $schema: { type: "string" }, ...schema.properties };
  return schema;
}

function describe(schema: Described, path: readonly string[], language: Language): void {
  if (path.length > 0) schema.description = describeSetting(path.join("."), language);
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    describe(child, [...path, name], language);
  }
}
