import {
  type Inputs,
  isRecorded,
  type LanguageRecord,
  sameInputs,
  SpokenLanguage,
  type Window,
  type WindowsRecord,
} from "../model/mod.ts";
import { NAMES, type SessionSnapshot, sha256OfJson } from "../store/mod.ts";
import { listenOn } from "./hearing/hear_language.ts";
import { spreadOut } from "./hearing/spread_out.ts";
import { toRestore } from "./archived.ts";
import type { EngineSource } from "./engine_source.ts";
import { ingested } from "./ingest_stage.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";
import { readWindow } from "./window_audio.ts";
import { windowAudio } from "./window_inputs.ts";

const STAGE = "language";
const VERSION = "2";

/** The languages that `auto` chooses among; the first is assumed when nothing tells. */
const ALLOWED = SpokenLanguage.options;

/** `heard`: the windows that a recording's language was decided from; what comes after them does not make it stale. */
function languageInputs(
  session: SessionSnapshot,
  windows: WindowsRecord,
  heard: readonly string[] = [],
): Inputs {
  const { settings, model } = session.record.pinned;
  return {
    stage: `${STAGE}@${VERSION}`,
    setting: settings.transcription.language,
    model: model.revision,
    audio: isRecorded(session)
      ? heardAudio(windows, heard)
      : sha256OfJson([windows.sources.map(({ sha256 }) => sha256), windows.channels, windows.windows]),
  };
}

function heardAudio(windows: WindowsRecord, heard: readonly string[]): string {
  const audioOf = windowAudio(windows);
  const byId = new Map(windows.windows.map((window) => [window.id, window]));
  return sha256OfJson([
    windows.channels,
    heard.map((id) => {
      const window = byId.get(id);
      return window ? [id, window.from, window.to, audioOf(window)] : [id];
    }),
  ]);
}

/** The session's language when it is decided from what stands now. */
export const languageOf: (session: SessionSnapshot) => LanguageRecord | undefined = perSession((session) => {
  const windows = ingested(session);
  const record = session.language?.value;
  if (!windows || !record) return undefined;
  return sameInputs(record.inputs, languageInputs(session, windows, record.heard?.windows))
    ? record
    : undefined;
});

/** The windows still to be listened to before the language of a session is decided, or decided better. */
function windowsToHear(session: SessionSnapshot, { windows }: WindowsRecord): readonly Window[] {
  const heard = languageOf(session)?.heard;
  if (!languageOf(session)) return windows;
  return heard?.open ? windows.filter(({ from }) => from >= heard.until) : [];
}

type Found = Pick<LanguageRecord, "language" | "by" | "scores" | "heard" | "failed">;

/**
 * The stage that decides the language of a session, from windows with speech all over it: a meeting in two languages has
 * that of most of them. Of a recording that goes on it is decided at the first window and again with the next ones, until
 * it is clear.
 */
export function createLanguageStage({ engines }: { readonly engines: EngineSource }): Stage {
  const write = async ({ session, store }: JobContext, windows: WindowsRecord, found: Found) => {
    const inputs = languageInputs(session, windows, found.heard?.windows);
    const record: LanguageRecord = { schema: 1, inputs, ...found };
    await store.writeStage(session.id, NAMES.language, record);
  };
  const listen = async ({ session, store, signal }: JobContext, windows: WindowsRecord): Promise<Found> => {
    const before = languageOf(session)?.heard;
    // Of a meeting that is there whole, its beginning does not decide for all of it.
    const next = isRecorded(session) ? windowsToHear(session, windows) : spreadOut(windows.windows);
    const { found, evidence, spoken, closed } = await listenOn({
      transcriber: await engines.of(session.record.pinned),
      windows: (async function* () {
        for (const window of next) {
          const { heard } = await readWindow(store, session, windows, window);
          yield heard.map(({ samples }) => samples);
        }
      })(),
      allowed: ALLOWED,
      silenceThreshold: session.record.pinned.settings.audio.silence_threshold,
      signal,
      before: before && { ...before, windows: before.windows.length },
    });
    if (!isRecorded(session)) return found;
    const { seconds, weight, sums } = evidence;
    const heard = {
      windows: [...before?.windows ?? [], ...spoken.map((index) => next[index].id)],
      until: next.at(-1)?.to ?? 0,
      seconds,
      weight,
      sums: { ...sums },
      open: !closed,
    };
    return { ...found, heard };
  };
  return {
    name: STAGE,
    lane: "engine",
    pending(session) {
      const windows = ingested(session);
      if (!windows) return [];
      // A recording of which nothing was heard yet has time.
      if (windows.windows.length === 0 && !session.ended) return [];
      if (languageOf(session) && windowsToHear(session, windows).length === 0) return [];
      if (toRestore(session, windows).length > 0) return [];
      return [jobOf(STAGE, session.id)];
    },
    async run(_job: Job, context: JobContext) {
      const { session } = context;
      const { transcription } = session.record.pinned.settings;
      const windows = ingested(session);
      if (!windows) return;
      if (transcription.language !== "auto") {
        await write(context, windows, { language: transcription.language, by: "setting", scores: {} });
      } else if (windows.windows.length === 0) {
        await write(context, windows, { language: ALLOWED[0], by: "assumed", scores: {} });
      } else await write(context, windows, await listen(context, windows));
    },
    async settle(_job: Job, failed: JobFailure, context: JobContext) {
      const { session } = context;
      const windows = ingested(session);
      if (!windows) return;
      const before = languageOf(session)?.heard;
      const nothing = { windows: [], seconds: 0, weight: 0, sums: {} };
      // Of a recording the next window may tell what these did not.
      const heard = { ...nothing, ...before, until: windows.windows.at(-1)?.to ?? 0, open: true };
      const found = languageOf(session) ?? { language: ALLOWED[0], by: "assumed" as const, scores: {} };
      const { language, by, scores } = found;
      await write(context, windows, { language, by, scores, failed, ...(isRecorded(session) && { heard }) });
    },
  };
}
