/**
 * The composition root: settings become adapters, adapters become a pipeline, and the commands of a person become
 * calls on it.
 *
 * @module
 */
export {
  type ApartCommand,
  type App,
  type Backend,
  BACKENDS,
  type Drained,
  type HomeStatus,
  type KindLine,
  REDO_STAGES,
  type Redone,
  type RedoOverrides,
  type RedoStage,
  type SessionLine,
  type WriterLine,
} from "./app/app.ts";
export type { Added, AddOptions } from "./app/adding.ts";
export type { AddingWay } from "./store/mod.ts";
export type { AskOptions, AskResult, AskStep, SkippedMeeting } from "./app/ask.ts";
export type { Exported, ExportOptions } from "./app/exporting.ts";
export type { Packed, PackOptions } from "./app/pack.ts";
export type { Retained } from "./app/retained.ts";
export type { RetentionLine, RetentionOutcome } from "./app/retention.ts";
export type { SearchHit, SearchOptions, SearchResult } from "./app/search.ts";
export type { ActionTally, Stats, StatsOptions, Tally } from "./app/stats.ts";
export type { Verified, VerifyOptions } from "./app/verify.ts";
export type { Corrected, CorrectRequest, MeetingCorrections, Pair } from "./app/correct.ts";
export type {
  DeviceTest,
  FollowOptions,
  Glance,
  LiveState,
  Recordings,
  Requested,
  Started,
  StartRequest,
} from "./app/recordings.ts";
export {
  type KnownTask,
  meetingOf,
  nextOccurrence,
  type Registration,
  type ScheduledTask,
  type Scheduler,
  type Trigger,
  type Weekday,
  WEEKDAYS,
} from "./desktop/schedule/mod.ts";
export { checkedName } from "./app/recording/session_name.ts";
export { isStarted } from "./app/recording/create_recordings.ts";
export { type AppParts, type AppRequest, createApp } from "./app/create_app.ts";
export {
  createDesk,
  type Desk,
  type DeskEnd,
  type DeskParts,
  type DeskRequest,
  type RunDeskOptions,
} from "./app/desk.ts";
export type { PlannedDelivery } from "./app/deliver.ts";
export { tellFailureApart } from "./app/background/failures.ts";
export type { Installed, InstallRequest, Uninstalled } from "./app/install.ts";
export type { UpdateCheck } from "./app/updates.ts";
export { demoRecordings, runEngineChild } from "./asr/mod.ts";
export type { Finding } from "./doctor/mod.ts";
