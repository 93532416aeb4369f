import { createHash } from "node:crypto";
import {
  AutoTokenizer,
  env,
  LogLevel,
  type PreTrainedTokenizer,
  Tensor,
  WhisperFeatureExtractor,
  WhisperForConditionalGeneration,
} from "@huggingface/transformers";
import { GreffierError, message } from "../errors.ts";
import type { SpokenLanguage } from "../model/mod.ts";
import { check, z } from "../schema.ts";
import {
  applyRules,
  likeliest,
  piecesOf,
  probabilities,
  tokenBudget,
  type TokenRules,
  type WrittenToken,
} from "./decoding.ts";
import type { Heard, LanguageScores, Samples } from "./transcriber.ts";

const SAMPLE_RATE = 16_000;

/** Encoder outputs kept for samples that are asked about again: the language first, then the text. */
const REMEMBERED = 6;

/** How to load a model. */
export interface WhisperOptions {
  /** Absolute path of the model's folder. */
  readonly directory: string;
  /** As transformers.js names it: `q8`, `q4`, `fp16` or `fp32`. */
  readonly dtype: "q8" | "q4" | "fp16" | "fp32";
  readonly device: "cpu" | "gpu";
  /** Threads of one run of the encoder or of the decoder. */
  readonly threads: number;
}

/** Called between the runs of the network; throws to give up. */
type Checkpoint = () => void;

const GenerationSettings = z.object({
  decoder_start_token_id: z.number().int(),
  eos_token_id: z.union([z.number().int(), z.array(z.number().int()).min(1)]),
  no_timestamps_token_id: z.number().int().optional(),
  is_multilingual: z.boolean().optional(),
  suppress_tokens: z.array(z.number().int()).nullish(),
  begin_suppress_tokens: z.array(z.number().int()).nullish(),
  max_initial_timestamp_index: z.number().int().nullish(),
});

const ModelConfig = z.object({ max_target_positions: z.number().int().positive() });

type Network = Awaited<ReturnType<typeof WhisperForConditionalGeneration.from_pretrained>>;
type Tensors = Record<string, Tensor>;

/** A Whisper in memory: its two networks, its words and its rules. One call at a time. */
export class WhisperModel {
  /** Runs of the encoder so far. */
  encoderPasses = 0;
  readonly #network: Network;
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #features: (audio: Float32Array) => Promise<{ input_features: Tensor }>;
  readonly #rules: TokenRules;
  readonly #start: number;
  readonly #noSpeech: number | null;
  readonly #multilingual: boolean;
  readonly #maxTargetPositions: number;
  readonly #name: string;
  readonly #remembered = new Map<string, Tensor>();

  private constructor(
    network: Network,
    tokenizer: PreTrainedTokenizer,
    features: (audio: Float32Array) => Promise<{ input_features: Tensor }>,
    name: string,
  ) {
    const generation = check(GenerationSettings, { ...network.config, ...network.generation_config });
    const config = check(ModelConfig, network.config);
    if (!generation.ok || !config.ok) {
      const { path, rule } = [
        ...(generation.ok ? [] : generation.issues),
        ...(config.ok ? [] : config.issues),
      ][0];
      throw new GreffierError(
        message("file.invalid", { file: `${name}/generation_config.json`, path, rule }),
      );
    }
    const settings = generation.value;
    this.#network = network;
    this.#tokenizer = tokenizer;
    this.#features = features;
    this.#name = name;
    this.#start = settings.decoder_start_token_id;
    this.#multilingual = settings.is_multilingual ?? this.#idOf("<|fr|>") !== null;
    // Models before large-v3 call it no captions.
    this.#noSpeech = this.#idOf("<|nospeech|>") ?? this.#idOf("<|nocaptions|>");
    this.#maxTargetPositions = config.value.max_target_positions;
    this.#rules = {
      eos: [settings.eos_token_id].flat()[0],
      noTimestamps: settings.no_timestamps_token_id ?? this.#requiredId("<|notimestamps|>"),
      suppress: settings.suppress_tokens ?? [],
      beginSuppress: settings.begin_suppress_tokens ?? [],
      maxInitialTimestamp: settings.max_initial_timestamp_index ?? null,
    };
  }

  /** Loads the model of a folder; nothing is ever fetched. */
  static async load({ directory, dtype, device, threads }: WhisperOptions): Promise<WhisperModel> {
    env.allowRemoteModels = false;
    env.useBrowserCache = false;
    env.useFSCache = false;
    env.logLevel = LogLevel.ERROR;
    const network = await WhisperForConditionalGeneration.from_pretrained(directory, {
      dtype,
      device,
      local_files_only: true,
      session_options: {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: "sequential",
        graphOptimizationLevel: "all",
        // The arena never gives memory back, and the patterns are of inputs that change their length at each step.
        enableCpuMemArena: false,
        enableMemPattern: false,
        // Threads that wait by spinning would take the processor from the recorder.
        extra: { session: { intra_op: { allow_spinning: "0" } } },
      },
    }) as Network;
    const tokenizer = await AutoTokenizer.from_pretrained(directory, { local_files_only: true });
    const extractor = await WhisperFeatureExtractor.from_pretrained(directory, { local_files_only: true });
    const features = extractor as unknown as (audio: Float32Array) => Promise<{ input_features: Tensor }>;
    return new WhisperModel(network, tokenizer, features, directory.replace(/^.*[\\/]/, ""));
  }

  #idOf(token: string): number | null {
    const id = this.#tokenizer.convert_tokens_to_ids(token) as number | undefined;
    return id ?? null;
  }

  #requiredId(token: string): number {
    const id = this.#idOf(token);
    if (id === null) throw new GreffierError(message("asr.tokenMissing", { model: this.#name, token }));
    return id;
  }

  /** See {@linkcode Transcriber.detect}. */
  async detect(
    samples: Samples,
    languages: readonly SpokenLanguage[],
    checkpoint: Checkpoint,
  ): Promise<LanguageScores> {
    if (!this.#multilingual) {
      if (!languages.includes("en")) throw this.#refusal();
      const scores = Object.fromEntries(languages.map((language) => [language, language === "en" ? 1 : 0]));
      return { scores, noSpeech: 0 };
    }
    const encoded = await this.#encode(samples, checkpoint);
    const { logits, cache } = await this.#step(encoded, [this.#start], null);
    release(Object.values(cache));
    const ids = languages.map((language) => this.#languageId(language));
    const raw = probabilities(logits[0], ids);
    const sum = raw.reduce((total, value) => total + value, 0);
    const scores = Object.fromEntries(
      languages.map((language, i) => [language, sum > 0 ? raw[i] / sum : 1 / languages.length]),
    );
    return { scores, noSpeech: this.#noSpeechOf(logits[0]) };
  }

  /** See {@linkcode Transcriber.transcribe}. */
  async transcribe(samples: Samples, language: SpokenLanguage, checkpoint: Checkpoint): Promise<Heard> {
    const prompt = this.#promptFor(language);
    const encoded = await this.#encode(samples, checkpoint);
    const seconds = samples.length / SAMPLE_RATE;
    const budget = tokenBudget(seconds, prompt.length, this.#maxTargetPositions);
    const written: WrittenToken[] = [];
    const ids: number[] = [];
    let noSpeech = 0;
    let input = prompt;
    let cache: Tensors | null = null;
    try {
      while (written.length < budget) {
        checkpoint();
        const step = await this.#step(encoded, input, cache);
        if (cache === null) noSpeech = this.#noSpeechOf(step.logits[0]);
        cache = step.cache;
        const logits = step.logits[step.logits.length - 1];
        applyRules(logits, ids, this.#rules, seconds);
        const token = likeliest(logits);
        if (token.id === this.#rules.eos) break;
        written.push(token);
        ids.push(token.id);
        input = [token.id];
      }
    } finally {
      release(Object.values(cache ?? {}));
    }
    const textOf = (tokens: number[]) => this.#tokenizer.decode(tokens, { skip_special_tokens: true });
    return { pieces: piecesOf(written, this.#rules, seconds, textOf), noSpeech };
  }

  async dispose(): Promise<void> {
    this.#remembered.clear();
    await this.#network.dispose();
  }

  #noSpeechOf(logits: Float32Array): number {
    return this.#noSpeech === null ? 0 : probabilities(logits, [this.#noSpeech])[0];
  }

  #refusal(): GreffierError {
    return new GreffierError(message("asr.englishOnly", { model: this.#name }));
  }

  #languageId(language: SpokenLanguage): number {
    const id = this.#idOf(`<|${language}|>`);
    if (id === null) throw new GreffierError(message("asr.languageUnknown", { model: this.#name, language }));
    return id;
  }

  #promptFor(language: SpokenLanguage): number[] {
    if (!this.#multilingual) {
      if (language !== "en") throw this.#refusal();
      return [this.#start];
    }
    const task = this.#idOf("<|transcribe|>");
    return [this.#start, this.#languageId(language), ...(task === null ? [] : [task])];
  }

  /** The encoder's output for `samples`, remembered from an earlier call where it can be. */
  async #encode(samples: Samples, checkpoint: Checkpoint): Promise<Tensor> {
    const bytes = new Uint8Array(samples.buffer as ArrayBuffer, samples.byteOffset, samples.byteLength);
    const key = createHash("sha256").update(bytes).digest("base64");
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const { input_features } = await this.#features(samples);
    checkpoint();
    const encoder = this.#network.sessions.model as {
      run(feeds: Record<string, unknown>): Promise<Record<string, Tensor["ort_tensor"]>>;
    };
    const { last_hidden_state } = await encoder.run({ input_features: input_features.ort_tensor });
    this.encoderPasses++;
    checkpoint();
    const output = new Tensor(last_hidden_state);
    if (this.#remembered.size >= REMEMBERED) {
      for (const oldest of this.#remembered.keys()) {
        this.#remembered.delete(oldest);
        break;
      }
    }
    this.#remembered.set(key, output);
    return output;
  }

  /** One run of the decoder: the logits after each token of `input`, and what the next run needs. */
  async #step(
    encoded: Tensor,
    input: readonly number[],
    cache: Tensors | null,
  ): Promise<{ logits: Float32Array[]; cache: Tensors }> {
    const outputs = await this.#network.forward({
      encoder_outputs: encoded,
      decoder_input_ids: new Tensor("int64", BigInt64Array.from(input, BigInt), [1, input.length]),
      past_key_values: cache,
    }) as Tensors;
    const all = outputs.logits.to("float32");
    const [, length, size] = all.dims;
    const data = all.data as Float32Array;
    const logits = Array.from({ length }, (_, i) => data.slice(i * size, (i + 1) * size));
    const next: Tensors = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (!name.startsWith("present")) continue;
      const key = name.replace("present", "past_key_values");
      // What the decoder knows of the audio is made in the first run; later ones give it back empty.
      next[key] = cache !== null && name.includes("encoder") ? cache[key] : tensor;
    }
    const kept = new Set(Object.values(next));
    release([...Object.values(outputs), ...Object.values(cache ?? {})].filter((tensor) => !kept.has(tensor)));
    return { logits, cache: next };
  }
}

/** Frees what lies on a graphics card, which no garbage collector sees. */
function release(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) if (tensor.location === "gpu-buffer") tensor.dispose();
}
