/**
 * What the program and its speech engine say to each other, over {@linkcode readFrames frames} on the engine's
 * standard input and output. Both sides check what they receive.
 *
 * @module
 */
import { SpokenLanguage, StoredMessage } from "../model/mod.ts";
import { check, z } from "../schema.ts";

/** What the engine is asked. The payload of `detect` and `transcribe` is the samples, 32-bit floats, little-endian. */
export const Request = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("load"),
    id: z.number().int(),
    /** Absolute path of the model's folder. */
    directory: z.string(),
    dtype: z.enum(["q8", "q4", "fp16", "fp32"]),
    device: z.enum(["cpu", "gpu"]),
    threads: z.number().int().positive(),
    /** Where the native files of onnxruntime lie; null: in node_modules. */
    nativeFolder: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal("detect"),
    id: z.number().int(),
    languages: z.array(SpokenLanguage).min(1),
  }),
  z.strictObject({ kind: z.literal("transcribe"), id: z.number().int(), language: SpokenLanguage }),
  /** Gives up the request of that id, if it is not yet answered. */
  z.strictObject({ kind: z.literal("cancel"), id: z.number().int() }),
]);
export type Request = z.infer<typeof Request>;

/** What the engine has cost since it started, as every answer says it. */
export const Meter = z.object({
  /** Resident memory now, in bytes. */
  rssBytes: z.number(),
  /** Resident memory at its highest, in bytes. */
  peakBytes: z.number(),
  /** User and system, in seconds. */
  cpuSeconds: z.number(),
  encoderPasses: z.number().int(),
});
export type Meter = z.infer<typeof Meter>;

const answered = { id: z.number().int(), meter: Meter };
const probability = z.number().min(0).max(1);

/** What the engine answers, to each request but `cancel`, in order. */
export const Answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("loaded"), ...answered }),
  z.object({
    kind: z.literal("detected"),
    ...answered,
    scores: z.record(z.string(), probability),
    noSpeech: probability,
  }),
  z.object({
    kind: z.literal("transcribed"),
    ...answered,
    pieces: z.array(z.object({ start: z.number(), end: z.number(), text: z.string(), logprob: z.number() })),
    noSpeech: probability,
  }),
  z.object({ kind: z.literal("cancelled"), ...answered }),
  z.object({ kind: z.literal("failed"), ...answered, text: StoredMessage }),
]);
export type Answer = z.infer<typeof Answer>;

/** A message that breaks the protocol: the one who sent it cannot be trusted to keep it later. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
}

/** `header` as a message of `schema`. */
export function parseMessage<T>(schema: z.ZodType<T>, header: unknown): T {
  const result = check(schema, header);
  if (result.ok) return result.value;
  throw new ProtocolError(result.issues.map(({ path, rule }) => `${path}: ${rule}`).join("; "));
}
