import { Settings } from "../config/mod.ts";
import { z } from "../schema.ts";
import { InnerName, InnerPath } from "./inner_path.ts";
import { StoredMessage } from "./message.ts";

/** The rate of all audio after ingest, in Hz: what Whisper hears. Windows and chunks count samples at this rate. */
export const SAMPLE_RATE = 16_000;

/** A spoken language that greffier writes: ISO 639-1. */
export const SpokenLanguage = z.enum(["fr", "en"]);
export type SpokenLanguage = z.infer<typeof SpokenLanguage>;

/** Who spoke: 0 is me (the microphone, or the left side of a file), 1 the others. A mixed recording has only 0. */
export const Channel = z.union([z.literal(0), z.literal(1)]);
export type Channel = z.infer<typeof Channel>;

/** A dropped file: its name when it was dropped and its name in the session's folder. */
export const Original = z.object({ name: InnerPath, file: InnerName, bytes: z.number().int() });
export type Original = z.infer<typeof Original>;

/**
 * The settings, prompts and vocabulary of a session, by value: what its outputs are made with, whatever the home's
 * settings become. `model.revision` is the SHA-256 of the model's list of files.
 */
export const Pinned = z.object({
  settings: Settings.pick({ audio: true, transcription: true, analysis: true, output: true }).extend({
    session: Settings.shape.session.optional(),
  }),
  model: z.object({ name: z.string(), revision: z.string(), demo: z.boolean() }),
  prompts: z.record(z.string(), z.string()),
  vocabulary: z.string(),
  /** Language of the report's own words until the spoken language is known, and of times and dates. */
  interface: SpokenLanguage,
});
export type Pinned = z.infer<typeof Pinned>;

/** A side of a conversation: what the microphone hears, or what the PC plays. */
export const Side = z.enum(["microphone", "system"]);
export type Side = z.infer<typeof Side>;

/** What a recorded session was asked to hear, so that it can be resumed. */
export const RecordingPlan = z.object({
  /** By channel of the session's files: two sides are channel 0 and 1, one side alone is channel 0. */
  sides: z.array(Side).min(1).max(2),
  /** Id of each side's device, as `devices` shows it; null: the default one, followed as it moves. */
  devices: z.object({ microphone: z.string().nullable(), system: z.string().nullable() }),
  /** Name of the one program to hear instead of all that the PC plays; null: all. */
  process: z.string().nullable(),
});
export type RecordingPlan = z.infer<typeof RecordingPlan>;

/** Where a session stands, as last written to the outbox. `provisional`: no more audio will come, work is pending. */
export const SessionState = z.enum(["taking", "partial", "provisional", "final"]);
export type SessionState = z.infer<typeof SessionState>;

/** Who said that all who are heard were told and agree: when, local time, and the words they were told. */
export const Consent = z.object({ by: z.string(), at: z.string(), wording: z.string() });
export type Consent = z.infer<typeof Consent>;

/** `session.json`: the same in `inbox/<id>/` and `outbox/<id>/`. */
export const SessionRecord = z.object({
  schema: z.literal(1),
  id: InnerName,
  name: z.string(),
  origin: z.enum(["dropped", "recorded", "uploaded"]),
  /** When the recording began: `YYYY-MM-DDTHH:MM:SS`, local time of the place it was made. */
  startedAt: z.string(),
  originals: z.array(Original),
  /** Who took part, as far as a person or a file's name told; order without meaning. */
  participants: z.array(z.string()).optional(),
  /** What the report is headed with, when whoever added the session told another title than its name. */
  title: z.string().optional(),
  /** The language that whoever added the session told: it stays, whatever the settings become. */
  spoken: SpokenLanguage.optional(),
  /**
   * The file beside the drop that told these things: its name in the inbox, its hash, and its text, for whoever gets the
   * drop back. It goes once they are here.
   */
  sidecar: z.object({ name: InnerName, sha256: z.string(), text: z.string().optional() }).optional(),
  /** The first that was given. */
  consent: Consent.nullable(),
  /** Those that others gave after it, in order of time. */
  furtherConsents: z.array(Consent).optional(),
  pinned: Pinned,
  /** Of a recorded session. */
  recording: RecordingPlan.optional(),
});
export type SessionRecord = z.infer<typeof SessionRecord>;

/** Whether a session comes in chunks, from a recorder. */
export function isRecorded({ record }: { readonly record: Pick<SessionRecord, "origin"> }): boolean {
  return record.origin === "recorded";
}

/** Why a recording ended. `abandoned`: its recorder was gone, and nobody resumed it. */
export const EndReason = z.enum(["stopped", "max-duration", "silence", "closed", "abandoned"]);
export type EndReason = z.infer<typeof EndReason>;

/** Where a session stood when its views were last written. */
export const LastState = z.object({
  state: SessionState,
  /** The title that people gave it: by a correction, else when it was added. @default its name */
  title: z.string().optional(),
  language: SpokenLanguage.nullable(),
  /** Length of the recording in seconds, gaps included; null until ingested. */
  seconds: z.number().nullable(),
  words: z.number().int(),
  decisions: z.number().int(),
  actions: z.number().int(),
  /** Jobs settled as failed. */
  failures: z.number().int(),
  /** What a reader must know, worst first. */
  notices: z.array(StoredMessage),
  /** Of a recording that is over. */
  ended: EndReason.optional(),
});
export type LastState = z.infer<typeof LastState>;

/** Where a session stands before anything is known of it. */
export const NOTHING_KNOWN: LastState = {
  state: "taking",
  language: null,
  seconds: null,
  words: 0,
  decisions: 0,
  actions: 0,
  failures: 0,
  notices: [],
};

/** `outbox/<id>/session.json`: the same, and its last state; what `list` reads. */
export const OutboxSession = SessionRecord.extend({ last: LastState });
export type OutboxSession = z.infer<typeof OutboxSession>;
