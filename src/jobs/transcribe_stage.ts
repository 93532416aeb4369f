import {
  type Inputs,
  isRecorded,
  sameInputs,
  SAMPLE_RATE,
  type SpokenLanguage,
  type TranscriptRecord,
  type Window,
  type WindowsRecord,
} from "../model/mod.ts";
import { type SessionSnapshot, sha256OfJson, transcriptFile } from "../store/mod.ts";
import { isFileSystemError } from "../errors.ts";
import { withoutEcho } from "./hearing/echo.ts";
import { soundsLikeEcho } from "./hearing/echo_sound.ts";
import { hearWindow } from "./hearing/hear_window.ts";
import { toRestore } from "./archived.ts";
import type { EngineSource } from "./engine_source.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";
import { goneAudio, readWindow, seamsByNow } from "./window_audio.ts";
import { windowAudio } from "./window_inputs.ts";

const STAGE = "transcribe";
const VERSION = "1";

/** What transcripts of a session are made from, window by window; what all windows share is hashed once. */
function transcriptInputs(
  session: SessionSnapshot,
  windows: WindowsRecord,
  language: SpokenLanguage,
): (window: Window) => Inputs {
  const { settings, model } = session.record.pinned;
  const shared = sha256OfJson([settings.transcription.compute_type, settings.audio.silence_threshold]);
  const audioOf = windowAudio(windows);
  const seamsOf = seamsByNow(session, windows);
  return (window) => {
    const { before, after } = seamsOf(window);
    return {
      stage: `${STAGE}@${VERSION}`,
      audio: audioOf(window),
      window: `${before ? "<" : ""}${window.from}-${window.to}${after ? ">" : ""}`,
      language,
      model: model.revision,
      settings: shared,
    };
  };
}

/** Whether the microphone may have heard what the loudspeakers played: channel 0 is the one, channel 1 the other. */
function mayEcho(session: SessionSnapshot, windows: WindowsRecord): boolean {
  return isRecorded(session) && windows.channels.kind === "apart";
}

/** Notes how long the engine took for a second of sound. A hint: what cannot be written is not worth a word. */
async function notePace(
  { session, store, clock, log }: JobContext,
  window: Window,
  ms: number,
): Promise<void> {
  const factor = ms / 1000 / ((window.to - window.from) / SAMPLE_RATE);
  try {
    await store.notePace({ schema: 1, at: clock.now(), factor, session: session.id });
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    log.warn("the pace of transcription could not be noted: {error}", { error: String(error) });
  }
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
      if (!windows || !languageOf(session) || toRestore(session, windows).length > 0) return [];
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
      const began = context.clock.monotonic();
      const { heard: channels, around, aroundSeconds } = await readWindow(store, session, windows, window);
      const all = await hearWindow({
        transcriber: await engines.of(session.record.pinned),
        channels,
        windowId: window.id,
        language,
        silenceThreshold: session.record.pinned.settings.audio.silence_threshold,
        signal,
      });
      const [microphone, system] = around;
      const heard = mayEcho(session, windows)
        ? withoutEcho(
          all,
          ({ start, end }) =>
            soundsLikeEcho({ microphone, system }, start - aroundSeconds, end - aroundSeconds),
        )
        : all;
      const record: TranscriptRecord = {
        schema: 1,
        inputs: transcriptInputs(session, windows, language)(window),
        window: window.id,
        ...heard,
      };
      await store.writeStage(session.id, transcriptFile(window.id), record);
      await notePace(context, window, context.clock.monotonic() - began);
    },
    settle,
  };
}
