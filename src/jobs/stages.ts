import type { SoundReader } from "../archive/mod.ts";
import type { EngineSource } from "./engine_source.ts";
import { createIngestStage, type IngestParts } from "./ingest_stage.ts";
import { createLanguageStage } from "./language_stage.ts";
import { createMergeStage } from "./merge_stage.ts";
import { createPrintStage } from "./print_stage.ts";
import { createProseStage } from "./prose_stage.ts";
import { createProvisionalStage } from "./provisional_stage.ts";
import { createPublishStage, type PublishParts } from "./publish_stage.ts";
import { createRefineStage } from "./refine_stage.ts";
import { createRejectStage } from "./reject_stage.ts";
import { createRenderStage } from "./render_stage.ts";
import { createRestoreStage } from "./restore_stage.ts";
import type { Stage } from "./stage.ts";
import { createSummariseStage } from "./summarise_stage.ts";
import { createSynthesiseStage } from "./synthesise_stage.ts";
import { createTranscribeStage } from "./transcribe_stage.ts";

/** What the stages of the pipeline work with. */
export interface StageParts extends PublishParts, IngestParts {
  readonly engines: EngineSource;
  /** Reads back what retention archived. */
  readonly readArchive: SoundReader;
}

/**
 * The stages in the order in which a session goes through them. Summaries come before views in the same lane, so that a
 * report is not rendered just before it changes.
 */
export function createStages(parts: StageParts): Stage[] {
  return [
    createRejectStage(),
    createIngestStage(parts),
    createRestoreStage({ read: parts.readArchive, decoder: parts.decoder }),
    createLanguageStage(parts),
    createTranscribeStage(parts),
    createSummariseStage(parts),
    createRefineStage(parts),
    createMergeStage(parts),
    createSynthesiseStage(parts),
    createProseStage(parts),
    createProvisionalStage(parts),
    createRenderStage(parts),
    createPrintStage(parts),
    createPublishStage(parts),
  ];
}
