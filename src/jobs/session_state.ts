import type { Message } from "../errors.ts";
import {
  type BlockSummary,
  type Corrections,
  countWords,
  type LastState,
  lengthOf,
  SAMPLE_RATE,
  type SessionState,
  type Synthesis,
  type TranscriptRecord,
  type WindowsRecord,
} from "../model/mod.ts";
import type { SessionSnapshot } from "../store/mod.ts";
import type { Summariser } from "../summarisers/mod.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { blockPlans, summaryOf } from "./summarise_stage.ts";
import { synthesisOf } from "./synthesise_stage.ts";
import { transcriptsOf } from "./transcribe_stage.ts";

/** The outputs of a session that stand: made from what is there now. In order of time. */
export interface Standing {
  readonly state: SessionState;
  readonly windows: WindowsRecord | undefined;
  readonly transcripts: readonly TranscriptRecord[];
  readonly blocks: readonly BlockSummary[];
  readonly synthesis: Synthesis | undefined;
  readonly corrections: Corrections | undefined;
}

/**
 * What stands of a session. `partial` before its end, `provisional` while anything is pending, a chunk that is not
 * finished included, `final` once every job is done or settled.
 */
export function standing(session: SessionSnapshot, summariser: Summariser): Standing {
  const windows = ingested(session);
  const synthesis = synthesisOf(session, summariser);
  return {
    state: !session.ended
      ? "partial"
      : synthesis && session.unfinished.length === 0
      ? "final"
      : "provisional",
    windows,
    transcripts: [...transcriptsOf(session).values()],
    blocks: blockPlans(session).map((plan) => summaryOf(session, plan, summariser))
      .filter((block) => block !== undefined),
    synthesis,
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
  const outputs = [session.language?.value, synthesis, ...transcripts, ...blocks];
  return {
    state,
    language: languageOf(session)?.language ?? null,
    seconds: windows ? lengthOf(windows) / SAMPLE_RATE : null,
    words: texts.reduce((sum, text) => sum + countWords(text), 0),
    decisions: synthesis?.findings.decisions.length ?? 0,
    actions: synthesis?.findings.actions.length ?? 0,
    failures: outputs.filter((output) => output?.failed).length + (windows?.unreadable?.length ?? 0),
    notices: [...notices],
    ...(session.endedAs?.reason && { ended: session.endedAs.reason }),
  };
}
