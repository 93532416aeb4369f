import { z } from "../schema.ts";
import { Settings } from "./settings.ts";

/** One setting: a leaf of the schema. */
export interface Setting {
  /** As people write it: `transcription.model`. */
  readonly key: string;
  readonly path: readonly string[];
  /** Its own schema; accepts `undefined` as the default. */
  readonly schema: z.ZodType;
  /** What its values are, in words of JSON Schema. */
  readonly shape: JsonShape;
  readonly default: unknown;
  /** Name of the environment variable that sets it. */
  readonly variable: string;
}

/** The part of JSON Schema that settings use. */
export interface JsonShape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: string;
  readonly items?: JsonShape;
}

/** Every setting, in the order of the file. */
export const SETTINGS: readonly Setting[] = leaves(Settings, []);

/** The keys that hold settings or other groups: `audio`, `analysis.ollama`. */
export const GROUPS: readonly string[] = [
  ...new Set(
    SETTINGS.flatMap(({ path }) => path.slice(1).map((_, depth) => path.slice(0, depth + 1).join("."))),
  ),
];

function leaves(schema: z.ZodType, path: readonly string[]): Setting[] {
  const inner = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>)
      .flatMap(([name, child]) => leaves(child, [...path, name]));
  }
  const key = path.join(".");
  return [{
    key,
    path,
    schema,
    shape: z.toJSONSchema(schema, { io: "input" }) as JsonShape,
    default: schema.parse(undefined),
    variable: `GREFFIER_${path.join("_").toUpperCase()}`,
  }];
}

/** The setting of that key. */
export function settingOf(key: string): Setting | undefined {
  return SETTINGS.find((setting) => setting.key === key);
}

/** The value of `key` in `settings`. */
export function valueOf(settings: Settings, key: string): unknown {
  return key.split(".").reduce<unknown>((group, name) => (group as Record<string, unknown>)[name], settings);
}
