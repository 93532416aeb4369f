/**
 * The file formats as types and schemas, and pure functions over them.
 *
 * Words used everywhere: a *session* is one meeting or call; its *channels* are 0 (me) and 1 (the others); *chunks* of
 * about ten seconds tile its audio, *windows* of at most thirty tile its chunks and are transcribed at once into
 * *segments*, *blocks* of ten minutes tile its windows and are summarised; the *synthesis* is what the *report* says.
 *
 * @module
 */
export {
  ErrorRecord,
  PaceRecord,
  RejectionRecord,
  SealedFile,
  SealedRecord,
  ViewsRecord,
} from "./bookkeeping.ts";
export { applyWords, Corrections } from "./corrections.ts";
export { type Coverage, coverageOf, type Loss } from "./coverage.ts";
export { Inputs, sameInputs } from "./fingerprint.ts";
export { type GapStretch, gapStretches, isBelieved, isOfAll } from "./gaps.ts";
export {
  type KindSection,
  type MeetingKind,
  parseMeetingKind,
  refuseTooLarge,
  SECTION_IDS,
  type SectionId,
} from "./meeting_kind.ts";
export { StoredMessage } from "./message.ts";
export { type Migration, type Reading, readRecord } from "./migrations.ts";
export {
  ChannelLevel,
  EndedRecord,
  GapCause,
  GapRecord,
  LevelsRecord,
  NoteFile,
  NoteRecord,
} from "./recording.ts";
export {
  Channel,
  EndReason,
  isRecorded,
  LastState,
  NOTHING_KNOWN,
  Original,
  OutboxSession,
  Pinned,
  RecordingPlan,
  SAMPLE_RATE,
  SessionRecord,
  SessionState,
  Side,
  SpokenLanguage,
} from "./session.ts";
export { MergedBlocks, ModelCost, Prose, ProvisionalRecord, RefinedBlock } from "./refined.ts";
export {
  Action,
  BlockFindings,
  BlockSummary,
  Decision,
  Findings,
  Item,
  KeySentence,
  NO_BLOCK_FINDINGS,
  Question,
  Synthesis,
  Topic,
} from "./summary.ts";
export {
  countWords,
  Failure,
  LanguageEvidence,
  LanguageRecord,
  Segment,
  Span,
  Suppressed,
  TranscriptRecord,
} from "./transcript.ts";
export { bytesTooLarge, LARGEST_USER_TEXT, sizesOf, tooLargeText } from "./user_text.ts";
export {
  ChannelPlan,
  channelsOf,
  Chunk,
  lengthOf,
  Source,
  SourceFormat,
  UnreadableChunk,
  Window,
  WindowsRecord,
} from "./window.ts";
export {
  CHUNK_HEADER_BYTES,
  type ChunkHead,
  chunkHeader,
  positionOf,
  readChunkHeader,
  wavHeader,
  type WavHeaderOptions,
} from "./wav_header.ts";
