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
export {
  type AddingOptions,
  type AddingWay,
  type Addition,
  addToInbox,
  inboxName,
  lookAtAddition,
  removeAdded,
} from "./adding.ts";
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
export { type CorrectionsFile, parseCorrections } from "./corrections_file.ts";
export { type CopiedOut, copyOut } from "./copy_out.ts";
export { numberedNames } from "./fresh_name.ts";
export { type Drop, type DroppedFile, isUnderWay } from "./drops.ts";
export type { FileLock, FileReader, Files, FileStat, FileWriter, FolderEntry } from "./files.ts";
export { sha256, sha256OfJson } from "./hash.ts";
export type { HomeSnapshot } from "./home_snapshot.ts";
export { isWithin } from "./is_within.ts";
export { filesBelow, installModel, type ModelToInstall } from "./install_model.ts";
export {
  ARCHIVE_ENDINGS,
  archiveFile,
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
  restoredFile,
  sourceFile,
  summaryFile,
  transcriptFile,
  workFile,
} from "./layout.ts";
export { PACK_README } from "./pack_readme.ts";
export { entriesToPack, type PackRequest, writePack } from "./packing.ts";
export { audioThere, type Placed, placeFile, viewsThere } from "./placing.ts";
export type { HomeClaim, Owner } from "./owner.ts";
export { type Derived, recordIn } from "./record_cache.ts";
export type { RecordingFolder, RecordingRequest, RecordingRequests } from "./recording_folder.ts";
export type { ChunkPart } from "./recording_part.ts";
export type { RecordingEnd } from "./recording_repair.ts";
export { type FoundRecords, readCorrections, type Said } from "./said.ts";
export { meetingHash, meetingLooks, removeSearchIndex, searchIndexPath } from "./searched.ts";
export { localTime, sessionId, slugOf } from "./session_id.ts";
export { type SealedMeeting } from "./sealed_meeting.ts";
export { writeSettingsFile } from "./settings_file.ts";
export type { AudioFile, LiveSnapshot, SessionSnapshot } from "./snapshot.ts";
export type { SealingRequest } from "./publishing.ts";
export { sideBySide } from "./side_by_side.ts";
export { Store } from "./store.ts";
export {
  bytesToVerify,
  FAULTS,
  type FileFinding,
  type VerifiedFile,
  type VerifiedMeeting,
  verifyMeeting,
} from "./verifying.ts";
export { isOnNetwork } from "./volume.ts";
