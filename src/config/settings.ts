import { z } from "../schema.ts";

/**
 * The settings of a home, as `greffier.json` holds them. Names are those of the file; every field has its default,
 * and a key that is not here is refused.
 */
export const Settings = z.strictObject({
  audio: z.strictObject({
    capture_type: z.enum(["auto", "wasapi", "pulseaudio", "ffmpeg", "sox", "microphone"]).default("auto")
      .describe("How sound is captured; auto chooses by platform."),
    sample_rate: z.literal(16000).default(16000)
      .describe("Sample rate of recordings, in Hz; speech models hear 16000."),
    micro_batch_seconds: z.number().min(4).max(15).default(10)
      .describe(
        "Longest chunk of audio, in seconds; chunks are cut at the quietest point of their last fifth.",
      ),
    silence_threshold: z.number().min(0).max(0.5).default(0.0025)
      .describe("Root mean square below which audio is silence and is not transcribed, of full scale 1."),
  }).prefault({}),
  transcription: z.strictObject({
    engine: z.preprocess(
      (value) => value === "faster-whisper" ? "transformers" : value,
      z.enum(["transformers"]),
    )
      .default("transformers").describe(
        "The speech engine; faster-whisper in older files means transformers.",
      ),
    model: z.string().min(1).default("greffier-demo").describe("Name of a folder in models/."),
    language: z.enum(["auto", "fr", "en"]).default("auto")
      .describe("Language spoken; auto decides once a meeting, from its first speech."),
    device: z.enum(["cpu", "gpu"]).default("cpu").describe("Where the model runs."),
    compute_type: z.enum(["int8", "int4", "float16", "float32"]).default("int8")
      .describe("Precision of the model's files to load."),
    pace: z.enum(["live", "economy"]).default("live")
      .describe("live writes text as soon as a chunk ends; economy waits for full windows of 30 seconds."),
  }).prefault({}),
  analysis: z.strictObject({
    intermediate_summary_interval_minutes: z.number().int().min(1).max(60).default(10)
      .describe("Length of a block: a summary is written each time this many minutes are over."),
    llm_backend: z.enum(["auto", "none", "ollama", "openai", "anthropic"]).default("auto")
      .describe("Which language model writes summaries; none writes them by extraction alone."),
    ollama: z.strictObject({
      host: z.url().default("http://127.0.0.1:11434").describe("Address of the Ollama server."),
      model: z.string().min(1).default("llama3.2").describe("Model that Ollama runs."),
    }).prefault({}),
    openai: z.strictObject({
      base_url: z.url().default("https://api.openai.com/v1").describe("Address of the server."),
      model: z.string().min(1).default("gpt-5-mini").describe("Model to ask."),
    }).prefault({}),
    anthropic: z.strictObject({
      model: z.string().min(1).default("claude-sonnet-4-5").describe("Model to ask."),
    }).prefault({}),
  }).prefault({}),
  output: z.strictObject({
    directory: z.string().min(1).default("outbox").describe("Where reports go; relative to the home."),
    formats: z.array(z.enum(["markdown", "html", "txt", "srt", "vtt"])).min(1)
      .default(["markdown", "html", "txt", "srt", "vtt"]).describe("The files to write for people."),
    include_full_transcript: z.boolean().default(true).describe(
      "Whether reports end with the whole transcript.",
    ),
  }).prefault({}),
  session: z.strictObject({
    checkpoint_interval_seconds: z.number().min(1).max(600).default(30)
      .describe("How often a recording is forced to disk, in seconds."),
    max_duration_hours: z.number().positive().max(24).default(4)
      .describe("A recording ends by itself after this many hours."),
  }).prefault({}),
});

/** The settings with every default filled in. */
export type Settings = z.infer<typeof Settings>;

/** A report format, as `output.formats` names it. */
export type Format = Settings["output"]["formats"][number];
