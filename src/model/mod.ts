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
  ClockRecord,
  ErrorRecord,
  PaceRecord,
  RejectionRecord,
  SealedFile,
  SealedRecord,
  ViewsRecord,
} from "./bookkeeping.ts";
export {
  type Anchor,
  ANCHOR_RULE,
  type AnchoredItem,
  itemLikeness,
  itemOf,
  passageFinder,
} from "./anchors.ts";
export {
  ActionCorrection,
  AddedAction,
  CORRECTION_NAMES,
  Corrections,
  DecisionCorrection,
  isRemark,
  PassageCorrection,
} from "./corrections.ts";
export {
  type MendedSegment,
  type MendedText,
  type MendedWith,
  mendingOf,
  mendSegment,
  mendSegments,
  type PassageEdit,
  type PlacedPassages,
  placePassages,
} from "./mended_text.ts";
export { placedWords, plainWord, withoutCase } from "./forms.ts";
export { type ChangedBy, type Mend, type Mended, type Mending, mendPieces } from "./mending.ts";
export {
  changed,
  type CorrectionChange,
  type CorrectionKind,
  type CorrectionLine,
  correctionLines,
  type Written,
} from "./correcting.ts";
export { type Coverage, coverageOf, type Loss } from "./coverage.ts";
export { DeliveredFile, DeliveryKind, DeliveryReceipt, DeliveryRequest } from "./delivery.ts";
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
  explained,
  LEFT_OUT_OF_PACK,
  leftOutOfPack,
  RetainedFile,
  RetentionClass,
  type RetentionDone,
  retentionDone,
  RetentionRecord,
  RetentionStep,
  stepsOf,
} from "./retention.ts";
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
export {
  isSidecarName,
  readSidecar,
  Sidecar,
  SIDECAR_ENDING,
  type SidecarRead,
  type ToldTime,
  toldTime,
  withSpoken,
  WRITTEN_BY_ADD,
} from "./sidecar.ts";
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
export { NO_VOCABULARY, parseVocabulary, type Vocabulary } from "./vocabulary.ts";
export {
  ChannelPlan,
  channelsOf,
  Chunk,
  DecodedFormat,
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
