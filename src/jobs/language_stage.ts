import {
  type Inputs,
  type LanguageRecord,
  sameInputs,
  SpokenLanguage,
  type WindowsRecord,
} from "../model/mod.ts";
import { NAMES, type SessionSnapshot, sha256OfJson } from "../store/mod.ts";
import { hearLanguage } from "./hearing/hear_language.ts";
import type { EngineSource } from "./engine_source.ts";
import { ingested } from "./ingest_stage.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";
import { readWindow } from "./window_audio.ts";

const STAGE = "language";
const VERSION = "1";

/** The languages that `auto` chooses among; the first is assumed when nothing tells. */
const ALLOWED = SpokenLanguage.options;

function languageInputs(session: SessionSnapshot, windows: WindowsRecord): Inputs {
  const { settings, model } = session.record.pinned;
  return {
    stage: `${STAGE}@${VERSION}`,
    setting: settings.transcription.language,
    model: model.revision,
    audio: sha256OfJson([windows.sources.map(({ sha256 }) => sha256), windows.channels, windows.windows]),
  };
}

/** The session's language when it is decided from what stands now. */
export const languageOf: (session: SessionSnapshot) => LanguageRecord | undefined = perSession((session) => {
  const windows = ingested(session);
  const record = session.language?.value;
  if (!windows || !record) return undefined;
  return sameInputs(record.inputs, languageInputs(session, windows)) ? record : undefined;
});

/** The stage that decides the language of a session, once, from the first windows with speech. */
export function createLanguageStage({ engines }: { readonly engines: EngineSource }): Stage {
  const write = async (
    { session, store }: JobContext,
    found: Pick<LanguageRecord, "language" | "by" | "scores" | "failed">,
  ) => {
    const windows = ingested(session);
    if (!windows) return;
    const record: LanguageRecord = { schema: 1, inputs: languageInputs(session, windows), ...found };
    await store.writeStage(session.id, NAMES.language, record);
  };
  return {
    name: STAGE,
    lane: "engine",
    pending(session) {
      if (!ingested(session) || languageOf(session)) return [];
      return [jobOf(STAGE, session.id)];
    },
    async run(_job: Job, context: JobContext) {
      const { session, store, signal } = context;
      const { transcription, audio } = session.record.pinned.settings;
      const windows = ingested(session);
      if (!windows) return;
      if (transcription.language !== "auto") {
        return await write(context, { language: transcription.language, by: "setting", scores: {} });
      }
      const found = await hearLanguage({
        transcriber: await engines.of(session.record.pinned),
        windows: (async function* () {
          for (const window of windows.windows) yield await readWindow(store, session, windows, window);
        })(),
        allowed: ALLOWED,
        silenceThreshold: audio.silence_threshold,
        signal,
      });
      await write(context, found);
    },
    async settle(_job: Job, failed: JobFailure, context: JobContext) {
      await write(context, { language: ALLOWED[0], by: "assumed", scores: {}, failed });
    },
  };
}
