import { z } from "../schema.ts";
import { isPattern, understandPattern } from "./file_name_pattern.ts";
import { MAIL_ADDRESS } from "./mail_address.ts";

/** A format of a report or of a transcript. */
export const Format = z.enum(
  ["markdown", "html", "docx", "pdf", "json", "txt", "srt", "vtt", "csv", "ics"],
);
export type Format = z.infer<typeof Format>;

/** A pattern that can be understood; what is wrong with another is told by the issue's `params`. */
const FileNameSetting = z.string().min(1).max(300).superRefine((written, context) => {
  const understood = understandPattern(written);
  if (!isPattern(understood)) {
    context.addIssue({ code: "custom", message: understood.rule, params: understood });
  }
});

/**
 * The settings of a home, as `greffier.json` holds them. Names are those of the file; every field has its default,
 * and a key that is not here is refused. What each setting means is told in both languages by the texts
 * `setting.<key>`, from which the file's comments, the JSON Schema and `docs/settings.md` are made.
 */
export const Settings = z.strictObject({
  audio: z.strictObject({
    capture_type: z.enum(["auto", "wasapi", "pulseaudio", "ffmpeg", "sox", "microphone"]).default("auto"),
    /** In Hz. */
    sample_rate: z.literal(16000).default(16000),
    micro_batch_seconds: z.number().min(4).max(15).default(10),
    /** Root mean square, of full scale 1. */
    silence_threshold: z.number().min(0).max(0.5).default(0.0025),
  }).prefault({}),
  transcription: z.strictObject({
    /** `faster-whisper`, the value of older files, is understood as `transformers`. */
    engine: z.preprocess(
      (value) => value === "faster-whisper" ? "transformers" : value,
      z.enum(["transformers"]),
    ).default("transformers"),
    /** Name of a folder in `models/`. */
    model: z.string().min(1).default("greffier-demo"),
    language: z.enum(["auto", "fr", "en"]).default("auto"),
    device: z.enum(["cpu", "gpu"]).default("cpu"),
    compute_type: z.enum(["int8", "int4", "float16", "float32"]).default("int8"),
    pace: z.enum(["live", "economy"]).default("live"),
  }).prefault({}),
  analysis: z.strictObject({
    /** Length of a block. */
    intermediate_summary_interval_minutes: z.number().int().min(1).max(60).default(10),
    llm_backend: z.enum(["auto", "none", "ollama", "openai", "anthropic"]).default("auto"),
    /** Longest wait for one answer. */
    llm_timeout_seconds: z.number().min(5).max(3600).default(300),
    /** Writes what is asked and answered into the log. */
    llm_log_content: z.boolean().default(false),
    /** Name of a kind of meeting: `general` is `general.fr.md` and `general.en.md` in `templates/`. */
    template: z.string().regex(/^[\p{L}\p{N}_-]+$/u).default("general"),
    ollama: z.strictObject({
      host: z.url().default("http://127.0.0.1:11434"),
      model: z.string().min(1).default("llama3.2"),
      /** Tokens that the model reads and writes at once. */
      num_ctx: z.number().int().min(2048).max(131_072).default(8192),
    }).prefault({}),
    openai: z.strictObject({
      base_url: z.url().default("https://api.openai.com/v1"),
      model: z.string().min(1).default("gpt-5-mini"),
    }).prefault({}),
    anthropic: z.strictObject({
      model: z.string().min(1).default("claude-sonnet-4-5"),
    }).prefault({}),
  }).prefault({}),
  output: z.strictObject({
    /** Relative to the home. */
    directory: z.string().min(1).default("outbox"),
    formats: z.array(Format).min(1).default(["markdown", "html", "docx", "txt", "srt", "vtt"]),
    include_full_transcript: z.boolean().default(true),
  }).prefault({}),
  inbox: z.strictObject({
    /** How new files are noticed: by the system's events where they come, or by looking every few seconds. */
    watch: z.enum(["auto", "events", "poll"]).default("auto"),
    /** Patterns of the file names that a phone system gives its recordings, the first that fits counts. */
    file_names: z.array(FileNameSetting).max(50).default([]),
  }).prefault({}),
  tools: z.strictObject({
    /** Path of ffmpeg; empty: the one on PATH. */
    ffmpeg: z.string().max(1000).default(""),
    /** Path of an Edge, Chrome or Chromium that prints PDF; empty: the one that is installed. */
    browser: z.string().max(1000).default(""),
  }).prefault({}),
  retention: z.strictObject({
    audio: z.strictObject({
      /** What the audio becomes once the report is final. */
      as: z.enum(["keep", "flac", "opus", "remove"]).default("keep"),
      /** Removed after so many days; 0: never. */
      days: z.number().int().min(0).max(36_500).default(0),
    }).prefault({}),
    transcript: z.strictObject({
      /** Removed after so many days; 0: never. */
      days: z.number().int().min(0).max(36_500).default(0),
    }).prefault({}),
    report: z.strictObject({
      /** Removed after so many days, with all that is left of the meeting; 0: never. */
      days: z.number().int().min(0).max(36_500).default(0),
    }).prefault({}),
  }).prefault({}),
  delivery: z.strictObject({
    email: z.strictObject({
      /** Addresses of the draft that is written beside each final report; none: no draft. */
      to: z.array(z.string().max(320).regex(MAIL_ADDRESS)).max(100).default([]),
      /** Views that the draft carries. */
      attach: z.array(Format).default(["docx"]),
    }).prefault({}),
    folder: z.strictObject({
      /** Each final report is copied there; empty: nowhere. */
      to: z.string().max(1000).default(""),
      /** Views that are copied. */
      formats: z.array(Format).default(["html", "docx"]),
    }).prefault({}),
    webhook: z.strictObject({
      /** Each final report is posted there; empty: nowhere. */
      url: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
      /** `notice`: that it is there, its title and numbers; `report`: all that it says, transcript included. */
      content: z.enum(["notice", "report"]).default("notice"),
    }).prefault({}),
  }).prefault({}),
  session: z.strictObject({
    checkpoint_interval_seconds: z.number().min(1).max(600).default(30),
    max_duration_hours: z.number().positive().max(24).default(4),
    /** 0: never. */
    silence_notice_minutes: z.number().min(0).max(240).default(5),
    /** 0: never. */
    stop_after_silence_minutes: z.number().min(0).max(240).default(0),
    abandoned_after_minutes: z.number().min(1).max(1440).default(30),
    /** In megabytes. */
    disk_reserve: z.number().int().min(50).max(100_000).default(500),
    /** Empty: the program's own words. */
    announcement: z.string().max(1000).default(""),
  }).prefault({}),
  desktop: z.strictObject({
    /** Notices beside the icon near the clock. */
    notifications: z.boolean().default(true),
    /** Keys that work in every program, as `ctrl+alt+r`; empty: none. Windows only. */
    hotkeys: z.strictObject({
      start: z.string().max(40).default(""),
      pause: z.string().max(40).default(""),
      stop: z.string().max(40).default(""),
    }).prefault({}),
  }).prefault({}),
  updates: z.strictObject({
    /** Where `version --check` asks, and nothing else ever does; empty: nowhere. */
    address: z.string().max(1000).default(""),
  }).prefault({}),
});

/** The settings with every default filled in. */
export type Settings = z.infer<typeof Settings>;

/** Settings that are read and checked but change nothing yet: no GPU. `doctor` says so when one is set. */
export const NOT_YET_EFFECTIVE: readonly string[] = ["transcription.device"];
