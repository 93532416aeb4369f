import {
  type Inputs,
  sameInputs,
  SAMPLE_RATE,
  type SpokenLanguage,
  type TranscriptRecord,
  type Window,
  type WindowsRecord,
} from "../model/mod.ts";
import { type SessionSnapshot, sha256OfJson, transcriptFile } from "../store/mod.ts";
import { hearWindow } from "./hearing/hear_window.ts";
import type { EngineSource } from "./engine_source.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";
import { goneAudio, readWindow } from "./window_audio.ts";

const STAGE = "transcribe";
const VERSION = "1";

/** What transcripts of a session are made from, window by window; what all windows share is hashed once. */
function transcriptInputs(
  session: SessionSnapshot,
  { sources, channels }: WindowsRecord,
  language: SpokenLanguage,
): (window: Window) => Inputs {
  const { settings, model } = session.record.pinned;
  const shared = sha256OfJson([settings.transcription.compute_type, settings.audio.silence_threshold]);
  const audio = new Map<string, string>();
  return (window) => {
    const heard = sources.filter(({ from, to }) => from < window.to && window.from < to);
    const key = heard.map(({ from }) => from).join(" ");
    if (!audio.has(key)) {
      audio.set(key, sha256OfJson([heard.map(({ sha256, from }) => [sha256, from]), channels]));
    }
    return {
      stage: `${STAGE}@${VERSION}`,
      audio: audio.get(key) ?? "",
      window: `${window.from}-${window.to}`,
      language,
      model: model.revision,
      settings: shared,
    };
  };
}

/** The transcripts that were made from what stands now, by window. */
export const transcriptsOf: (session: SessionSnapshot) => ReadonlyMap<string, TranscriptRecord> = perSession(
  (session) => {
    const fresh = new Map<string, TranscriptRecord>();
    const windows = ingested(session);
    const language = languageOf(session)?.language;
    if (!windows || !language) return fresh;
    const inputsOf = transcriptInputs(session, windows, language);
    for (const window of windows.windows) {
      const transcript = session.transcripts.get(window.id)?.value;
      if (transcript && sameInputs(transcript.inputs, inputsOf(window))) fresh.set(window.id, transcript);
    }
    return fresh;
  },
);

/** The stage that writes down what was said, one window a job. */
export function createTranscribeStage({ engines }: { readonly engines: EngineSource }): Stage {
  const find = (session: SessionSnapshot, id: string) => {
    const windows = ingested(session);
    const window = windows?.windows.find((window) => window.id === id);
    const language = languageOf(session)?.language;
    return windows && window && language ? { windows, window, language } : undefined;
  };
  const settle = async (job: Job, failed: JobFailure, { session, store }: JobContext) => {
    const found = find(session, job.input);
    if (!found) return;
    const { windows, window, language } = found;
    const record: TranscriptRecord = {
      schema: 1,
      inputs: transcriptInputs(session, windows, language)(window),
      window: window.id,
      segments: [],
      suppressed: [],
      silence: [],
      failed,
    };
    await store.writeStage(session.id, transcriptFile(window.id), record);
  };
  return {
    name: STAGE,
    lane: "engine",
    pending(session) {
      const windows = ingested(session);
      if (!windows || !languageOf(session)) return [];
      return windows.windows.filter(({ id }) => !transcriptsOf(session).has(id))
        .map(({ id }) => jobOf(STAGE, session.id, id));
    },
    async run(job: Job, context: JobContext) {
      const { session, store, signal } = context;
      const found = find(session, job.input);
      if (!found) return;
      const { windows, window, language } = found;
      const gone = goneAudio(session, windows, window);
      // No retry brings it back: said once for the window, and the meeting goes on without it.
      if (gone) return await settle(job, { attempts: 1, cause: gone }, context);
      const heard = await hearWindow({
        transcriber: await engines.of(session.record.pinned),
        channels: await readWindow(store, session, windows, window),
        startSeconds: window.from / SAMPLE_RATE,
        windowId: window.id,
        language,
        silenceThreshold: session.record.pinned.settings.audio.silence_threshold,
        signal,
      });
      const record: TranscriptRecord = {
        schema: 1,
        inputs: transcriptInputs(session, windows, language)(window),
        window: window.id,
        ...heard,
      };
      await store.writeStage(session.id, transcriptFile(window.id), record);
    },
    settle,
  };
}
