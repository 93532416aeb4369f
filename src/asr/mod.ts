/**
 * Speech recognition: the port, the Whisper engine that runs as a child process of the program, and its models.
 *
 * Importing this loads nothing heavy: transformers.js is loaded in the child alone, by {@linkcode runEngineChild}.
 *
 * @module
 */
export { createWhisperProcess, defaultThreads, type WhisperProcessOptions } from "./engine_process.ts";
export type { EngineCommand } from "./engine_handle.ts";
export {
  CHECKSUM_LIST,
  type ComputeType,
  makeChecksumList,
  type ModelCheck,
  type ModelFiles,
  modelRevision,
  presentComputeTypes,
  resolveModel,
  verifyModel,
} from "./model_files.ts";
export { demoRecordings, ensureBundledModels, ensureNative } from "./native_files.ts";
export { runEngineChild } from "./run_engine_child.ts";
export type { EngineCost, Heard, HeardPiece, LanguageScores, Samples, Transcriber } from "./transcriber.ts";
