import { type Message, message } from "../errors.ts";
import {
  type BlockSummary,
  type Corrections,
  countWords,
  type Findings,
  type LastState,
  lengthOf,
  SAMPLE_RATE,
  type SessionState,
  type Synthesis,
  type TranscriptRecord,
  type WindowsRecord,
} from "../model/mod.ts";
import { type ModelShare, shownCounts } from "../report/mod.ts";
import type { SessionSnapshot } from "../store/mod.ts";
import { say } from "../texts/mod.ts";
import { bestBlocks } from "./best_blocks.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { modelShare } from "./model_share.ts";
import { isModelPending } from "./prose_stage.ts";
import { provisionalOf } from "./provisional_stage.ts";
import type { SummaryParts } from "./refine_stage.ts";
import { synthesisOf } from "./synthesise_stage.ts";
import { transcriptsOf } from "./transcribe_stage.ts";

/** The outputs of a session that stand: made from what is there now. In order of time. */
export interface Standing {
  readonly state: SessionState;
  readonly windows: WindowsRecord | undefined;
  readonly transcripts: readonly TranscriptRecord[];
  /** Each in the best words there are by now. */
  readonly blocks: readonly BlockSummary[];
  readonly synthesis: Synthesis | undefined;
  /** Undefined: no language model is asked. */
  readonly model: ModelShare | undefined;
  /** Of a final report: what was said before the language model was done. */
  readonly provisional: Findings | undefined;
  readonly corrections: Corrections | undefined;
}

/**
 * What stands of a session. `partial` before its end, `provisional` while anything is pending, a chunk that is not
 * finished and a language model's work included, `final` once every job is done or settled.
 */
export function standing(session: SessionSnapshot, parts: SummaryParts): Standing {
  const windows = ingested(session);
  const synthesis = synthesisOf(session, parts);
  const state = !session.ended
    ? "partial"
    : synthesis && session.unfinished.length === 0 && !isModelPending(session, parts)
    ? "final"
    : "provisional";
  return {
    state,
    windows,
    transcripts: [...transcriptsOf(session).values()],
    blocks: bestBlocks(session, parts).map(({ block }) => block),
    synthesis,
    model: modelShare(session, parts),
    provisional: state === "final" ? provisionalOf(session) : undefined,
    corrections: session.corrections?.value,
  };
}

/** What the outbox's `session.json` says of it. */
export function lastStateOf(
  session: SessionSnapshot,
  standing: Standing,
  notices: readonly Message[],
): LastState {
  const { state, windows, transcripts, blocks, synthesis } = standing;
  const texts = transcripts.flatMap(({ segments }) => segments.map(({ text }) => text));
  const language = languageOf(session)?.language;
  const { record } = session;
  const title = standing.corrections?.title ?? record.title;
  const shown = { ...standing, session: record, language: language ?? record.pinned.interface };
  const outputs = [session.language?.value, synthesis, ...transcripts, ...blocks];
  return {
    state,
    ...(title === undefined ? {} : { title }),
    language: language ?? null,
    seconds: windows ? lengthOf(windows) / SAMPLE_RATE : null,
    words: texts.reduce((sum, text) => sum + countWords(text), 0),
    ...(synthesis ? shownCounts(shown) : { decisions: 0, actions: 0 }),
    failures: outputs.filter((output) => output?.failed).length + (windows?.unreadable?.length ?? 0),
    notices: [...notices, ...noticesOfModel(session, standing)],
    ...(session.endedAs?.reason && { ended: session.endedAs.reason }),
  };
}

/** That a language model wrote nothing that was asked of it by name. Reports say so, with the cause, on their own. */
function noticesOfModel({ record: { id, pinned } }: SessionSnapshot, { state, model }: Standing): Message[] {
  const [first] = model?.left ?? [];
  const isAsked = pinned.settings.analysis.llm_backend !== "auto";
  if (state !== "final" || !isAsked || !first || model?.written.length !== 0) return [];
  return [message("writer.wroteNothing", { id, cause: say(first.why, pinned.interface).replace(/\.$/, "") })];
}
