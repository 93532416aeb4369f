/**
 * Reports: the records of a session become files for people. `renderViews` is pure; the caller writes what it returns.
 *
 * @module
 */
export {
  type Correctable,
  type CorrectableItem,
  correctableOf,
  type CorrectableSegment,
  type CorrectableVoice,
} from "./correctable.ts";
export { shownCounts } from "./corrected_findings.ts";
export type { ModelShare, RenderedView, ReportInput, UserTemplates } from "./report_input.ts";
export { momentText } from "./format.ts";
export { type ChannelNames, channelNames } from "./names.ts";
export { ReportData, reportData, TextChange, Unfitting } from "./report_data.ts";
export { findingsView } from "./findings_view.ts";
export { saidSegments } from "./paragraphs.ts";
export { type Mail, renderMail } from "./render_mail.ts";
export { reportJsonSchema } from "./report_schema.ts";
export { type RenderedViews, renderViews } from "./render_views.ts";
export type {
  ActionView,
  ChangesView,
  ChangeView,
  CoverageShare,
  CoverageView,
  Detail,
  FindingsView,
  ItemView,
  Labels,
  MomentView,
  NoteView,
  ReportView,
  SectionView,
  SourceView,
  StateView,
  SummaryPart,
  TopicView,
  TranscriptEntry,
} from "./report_view.ts";
export { type TemplateName, TEMPLATES } from "./templates.ts";
export { VIEW_FILES } from "./view_files.ts";
export { viewModel } from "./view_model.ts";
