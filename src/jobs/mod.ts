/**
 * The pipeline: make for meetings. A *stage* is a rule, a *job* a stage on one input, an output file its target; what is
 * missing or stale is made again. *Wake* is only a hint: a scan of the files decides.
 *
 * The life of a dropped recording:
 *
 * 1. `scan` sees it in the inbox; `DropTracker` waits until nobody writes it any more.
 * 2. `take` gives it an id and its two folders, and moves it into the inbox's.
 * 3. `ingest_stage` hashes it, finds its channels and cuts it, on paper, into chunks and windows.
 * 4. `language_stage` hears which language is spoken.
 * 5. `transcribe_stage` writes down each window.
 * 6. `summarise_stage` sums up each block of ten minutes.
 * 7. `synthesise_stage` says, from the blocks alone, what the meeting came to; `provisional_stage` keeps what it said first.
 * 8. `render_stage` writes the views, each time a block or the state changes.
 * 9. `publish_stage` moves the audio, seals the folder in the outbox and empties the inbox.
 *
 * A recording that goes on lives the same life, piece by piece: its recorder writes chunks into the inbox's folder, the
 * pipeline looks there every second, `ingest_chunks` fixes one window at a time (`live_windows`), the language is decided
 * as windows come, blocks that are over are summed up, and `interruptions` ends what nobody records any more.
 *
 * Beside all of this, in a lane of its own, a language model reads each block (`refine_stage`), writes an hour of them in a
 * few sentences (`merge_stage`) and at the end the whole (`prose_stage`). Nothing but the final report waits for it.
 *
 * @module
 */
export { type DropPatience, DropTracker } from "./drop_tracker.ts";
export { isDemoRecording } from "./demo_recordings.ts";
export type { EngineSource } from "./engine_source.ts";
export { type Executor, localExecutor } from "./executor.ts";
export { hearLanguage } from "./hearing/hear_language.ts";
export { hearWindow } from "./hearing/hear_window.ts";
export { createIngestStage } from "./ingest_stage.ts";
export { createLanguageStage } from "./language_stage.ts";
export type { OnProgress, Progress } from "./progress.ts";
export { NO_REFINERS, type RefinerSource } from "./refiner_source.ts";
export { createPublishStage, type PublishParts } from "./publish_stage.ts";
export { createRejectStage } from "./reject_stage.ts";
export { createRenderStage } from "./render_stage.ts";
export { type Outcome, Pipeline, type PipelineParts, type RunOptions } from "./pipeline.ts";
export { sealedReport } from "./sealed_report.ts";
export type { Job, JobContext, Stage } from "./stage.ts";
export { createStages, type StageParts } from "./stages.ts";
export { createSummariseStage } from "./summarise_stage.ts";
export { createSynthesiseStage } from "./synthesise_stage.ts";
export { TemplateShelf } from "./template_shelf.ts";
export { type FileTranscript, transcribeFile, type TranscribeFileOptions } from "./transcribe_file.ts";
export { createTranscribeStage } from "./transcribe_stage.ts";
export { type Bell, createBell } from "./bell.ts";
