/**
 * Sessions on disk: the layout of a home, what a look at it tells, and every way of writing to it.
 *
 * @module
 */
export {
  FailureRecord,
  forgetFailure,
  lastFailure,
  leaveFailure,
  requestEnd,
  takeEndRequest,
} from "./background.ts";
export { type AddingOptions, type Addition, addToInbox, inboxName, lookAtAddition } from "./adding.ts";
export {
  askTray,
  claimTray,
  isTrayClaimed,
  lastLooked,
  noteLooked,
  takeTrayRequests,
  type TrayClaim,
  trayOwner,
  type TrayRequest,
} from "./desk.ts";
export { type DeskLook, DeskLooks, type LiveLook, type ReportLook } from "./desk_looks.ts";
export { diskFiles } from "./disk_files.ts";
export { type Drop, type DroppedFile, isUnderWay } from "./drops.ts";
export type { FileLock, FileReader, Files, FileStat, FileWriter, FolderEntry } from "./files.ts";
export { sha256, sha256OfJson } from "./hash.ts";
export type { HomeSnapshot } from "./home_snapshot.ts";
export { filesBelow, installModel, type ModelToInstall } from "./install_model.ts";
export {
  blockRange,
  chunkFile,
  errorFile,
  gapFile,
  type HomeLayout,
  homeLayout,
  mergedFile,
  NAMES,
  numberOf,
  refinedFile,
  sourceFile,
  summaryFile,
  transcriptFile,
  workFile,
} from "./layout.ts";
export type { HomeClaim, Owner } from "./owner.ts";
export type { Derived } from "./record_cache.ts";
export type { RecordingFolder, RecordingRequest, RecordingRequests } from "./recording_folder.ts";
export type { ChunkPart } from "./recording_part.ts";
export type { RecordingEnd } from "./recording_repair.ts";
export type { Said } from "./said.ts";
export { localTime, sessionId, slugOf } from "./session_id.ts";
export { writeSettingsFile } from "./settings_file.ts";
export type { AudioFile, LiveSnapshot, SessionSnapshot } from "./snapshot.ts";
export { Store } from "./store.ts";
export { isOnNetwork } from "./volume.ts";
