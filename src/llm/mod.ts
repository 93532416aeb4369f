/**
 * Language models: Ollama on this PC or in the house, servers that speak like OpenAI's, Anthropic's.
 *
 * @example Text leaves the PC only for a service that the settings name.
 * ```ts
 * import { loadSettings } from "../config/mod.ts";
 * import { leavesThePc } from "./mod.ts";
 * import assert from "node:assert/strict";
 *
 * const { analysis } = loadSettings().settings;
 * assert.equal(leavesThePc(analysis), undefined);
 * assert.equal(leavesThePc({ ...analysis, llm_backend: "anthropic" }), "api.anthropic.com");
 * ```
 *
 * @module
 */
export { isThisMachine, ollamaHost } from "./addresses.ts";
export { type AnthropicOptions, createAnthropic } from "./anthropic.ts";
export type { Backend, ServerLook } from "./backend.ts";
export {
  type AnalysisSettings,
  createLanguageModel,
  type LanguageModelParts,
  leavesThePc,
} from "./create_language_model.ts";
export { isConnectFailure, waysTo } from "./exchange.ts";
export {
  type ChatReply,
  type ChatRequest,
  type LanguageModel,
  LanguageModelError,
  type ModelTrouble,
} from "./language_model.ts";
export { createOllama, type OllamaOptions } from "./ollama.ts";
export { createOpenAi, type OpenAiOptions } from "./openai.ts";
export { answerLine, oneLine, spokenLine } from "./spoken_line.ts";
export type { Surroundings } from "./timed_call.ts";
export { estimateTokens } from "./tokens.ts";
