import { relative } from "node:path";
import type { Format } from "../config/mod.ts";
import { type Message, message, WaitingError } from "../errors.ts";
import { say } from "../texts/mod.ts";
import {
  coverageOf,
  type Inputs,
  isRecorded,
  sameInputs,
  type SessionState,
  type ViewsRecord,
} from "../model/mod.ts";
import { renderViews, VIEW_FILES } from "../report/mod.ts";
import { NAMES, type SessionSnapshot, sha256OfJson, type Store } from "../store/mod.ts";
import { isDemoRecording } from "./demo_recordings.ts";
import { HELD_TRIES } from "./held_tries.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { PRINTED_INPUT, printNotices, wantsPdf } from "./printed.ts";
import type { SummaryParts } from "./refine_stage.ts";
import { lastStateOf, type Standing, standing } from "./session_state.ts";
import { type Job, type JobContext, jobOf, type Stage } from "./stage.ts";
import type { TemplateShelf } from "./template_shelf.ts";

const STAGE = "render";
const VERSION = "1";

/** What rendering needs besides the session. */
export interface RenderParts extends SummaryParts {
  readonly templates: TemplateShelf;
}

/**
 * Views are rendered when a block or the state changes. The transcripts count once all are there: rendering a four-hour
 * report after each window would cost more than the transcription. While a recording goes on its windows do not count
 * either, for each chunk adds to them.
 */
function viewInputs(session: SessionSnapshot, now: Standing, templates: TemplateShelf): Inputs {
  const inputs = contentInputs(session, now, templates);
  const notices = printNotices(session, inputs);
  return notices.length === 0 ? inputs : { ...inputs, [PRINTED_INPUT]: sha256OfJson(notices) };
}

/** What the views are made from but for what became of printing them. */
function contentInputs(session: SessionSnapshot, now: Standing, templates: TemplateShelf): Inputs {
  const { state, blocks, windows, model, provisional } = now;
  const goesOn = state === "partial";
  const complete = !goesOn && windows !== undefined && now.transcripts.length === windows.windows.length;
  return {
    stage: `${STAGE}@${VERSION}`,
    state,
    templates: templates.hash,
    session: sha256OfJson(session.record),
    windows: goesOn ? "" : session.windows?.sha256 ?? "",
    language: languageOf(session)?.language ?? "",
    transcripts: complete
      ? sha256OfJson(windows.windows.map(({ id }) => session.transcripts.get(id)?.sha256))
      : "",
    blocks: sha256OfJson(blocks.map(({ block }) => session.blocks.get(block)?.sha256)),
    // What it found is in `written`, and in the files that these come from.
    ...(model && {
      model: sha256OfJson([model, model.written.map((block) => session.refined.get(block)?.sha256)]),
    }),
    ...(provisional && { provisional: session.provisional?.sha256 ?? "" }),
    synthesis: now.synthesis ? session.synthesis?.sha256 ?? "" : "",
    corrections: session.corrections?.sha256 ??
      (session.correctionsProblem ? sha256OfJson(session.correctionsProblem) : ""),
    ...(isRecorded(session) && {
      recording: sha256OfJson([session.notes, session.endedAs?.reason ?? null]),
    }),
  };
}

/**
 * The views as recorded are in their places, or what a person made of them. A record that still tells what stood before
 * is one of a rendering that was cut.
 */
function viewsStand(session: SessionSnapshot, views: ViewsRecord): boolean {
  return ownFiles(views).every(([name, { sha256, previous, held }]) =>
    !held && previous === sha256 && session.viewFiles.has(name)
  );
}

/** The views that this stage writes: all but the one that is printed. */
function ownFiles({ files }: ViewsRecord): [string, ViewsRecord["files"][string]][] {
  return Object.entries(files).filter(([name]) => name !== VIEW_FILES.pdf);
}

/** What a view is held by is tried again a few times; a report left open overnight must not hold up the meeting. */
function isGivenUp(session: SessionSnapshot): boolean {
  return (session.errors.get(jobOf(STAGE, session.id).key)?.tries ?? 0) >= HELD_TRIES;
}

/** Whether the views and the outbox's `session.json` say what stands. */
export function rendered(session: SessionSnapshot, parts: RenderParts): boolean {
  const now = standing(session, parts);
  const views = session.views?.value;
  if (!views || session.inOutbox?.last.state !== now.state) return false;
  if (!sameInputs(views.inputs, viewInputs(session, now, parts.templates))) return false;
  const held = ownFiles(views).some(([, { held }]) => held);
  return held ? isGivenUp(session) : viewsStand(session, views);
}

/** What a reader must know of this meeting, worst first. */
function noticesOf(session: SessionSnapshot, { windows }: Standing, inputs: Inputs): Message[] {
  const { pinned } = session.record;
  const notices: Message[] = [];
  if (session.correctionsProblem) {
    const cause = say(session.correctionsProblem, languageOf(session)?.language ?? pinned.interface);
    notices.push(message("notice.corrections", { cause }));
  }
  const ended = session.endedAs?.reason;
  // What a person did needs no telling.
  if (ended !== undefined && ended !== "stopped") notices.push(message(`notice.ended.${ended}`));
  notices.push(...windows?.notices ?? []);
  if (languageOf(session)?.by === "assumed") notices.push(message("notice.languageAssumed"));
  if (pinned.model.demo && windows && !windows.sources.every(({ sha256 }) => isDemoRecording(sha256))) {
    notices.push(message("model.demoOnly", { model: pinned.model.name }));
  }
  notices.push(...printNotices(session, inputs));
  return notices;
}

/** Address of a session's audio relative to its report. */
function audioAddress(session: SessionSnapshot, store: Store, state: SessionState, file: string): string {
  if (state === "final" || session.audio.get(file)?.place === "audio") return `${NAMES.audio}/${file}`;
  const { inbox, outbox } = store.layout;
  return relative(`${outbox}/${session.id}`, `${inbox}/${session.folder}/${file}`).replaceAll("\\", "/");
}

/**
 * Formats to render in a state. The document for Word is written once the report is final: rendered with each block it
 * would cost memory and time for nothing, and whoever has it open would be in the way. What is printed must be there.
 */
function formatsNow(formats: readonly Format[], state: SessionState): Format[] {
  const now = state === "final" ? formats : formats.filter((format) => format !== "docx");
  return formats.includes("pdf") ? [...now, "html"] : [...now];
}

/** Views that are not rendered now and stay: the PDF, which is printed apart, and the document until it is final again. */
function viewsToKeep(session: SessionSnapshot, state: SessionState): string[] {
  const kept = wantsPdf(session) ? [VIEW_FILES.pdf] : [];
  const { docx } = VIEW_FILES;
  const awaits = state !== "final" && session.record.pinned.settings.output.formats.includes("docx");
  return awaits && session.viewFiles.has(docx) ? [...kept, docx] : kept;
}

/** The stage that writes the views: the report in its formats, the transcript, and the outbox's `session.json`. */
export function createRenderStage(parts: RenderParts): Stage {
  const { templates } = parts;
  return {
    name: STAGE,
    lane: "desk",
    pending(session) {
      // Of a recording that has only begun, or one of whose chunks is being read again, there is nothing to tell now.
      if (session.live && !ingested(session)) return [];
      if (rendered(session, parts)) return [];
      return [jobOf(STAGE, session.id)];
    },
    async run(_job: Job, { session, store }: JobContext) {
      const now = standing(session, parts);
      const { settings } = session.record.pinned;
      const inputs = viewInputs(session, now, templates);
      const notices = noticesOf(session, now, inputs);
      const before = session.views?.value;
      const result = await renderViews({
        session: session.record,
        state: now.state,
        language: languageOf(session)?.language ?? session.record.pinned.interface,
        windows: now.windows,
        transcripts: now.transcripts,
        blocks: now.blocks,
        synthesis: now.synthesis,
        model: now.model,
        provisional: now.provisional,
        corrections: now.corrections,
        coverage: coverageOf(now.windows, now.transcripts, now.blocks),
        output: { ...settings.output, formats: formatsNow(settings.output.formats, now.state) },
        notices,
        notes: session.notes,
        audioAddress: (file) => audioAddress(session, store, now.state, file),
      }, templates.user);
      const views = await store.writeViews(session.id, result.views, before, {
        inputs,
        state: now.state,
        notices: [...result.notices],
        ...(wantsPdf(session) && before?.printed && { printed: before.printed }),
      }, viewsToKeep(session, now.state));
      await store.writeOutboxSession(
        session.record,
        lastStateOf(session, now, [...notices, ...result.notices]),
      );
      const held = ownFiles(views).filter(([, { held }]) => held).map(([name]) => name);
      if (held.length > 0) throw new WaitingError(message("view.held", { file: held.join(", ") }));
    },
  };
}
