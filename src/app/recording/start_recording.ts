import type { Clock } from "../../clock.ts";
import { GreffierError, message, UsageError } from "../../errors.ts";
import type { LevelsRecord, Pinned, RecordingPlan, SessionRecord } from "../../model/mod.ts";
import { localTime, sessionId, type SessionSnapshot, slugOf, type Store } from "../../store/mod.ts";
import { type Language, say } from "../../texts/mod.ts";
import type { StartRequest } from "../recordings.ts";
import type { StartApart } from "../background/own_process.ts";
import { beginRecorder } from "./begin_recorder.ts";
import { liveSessions, named } from "./live_sessions.ts";
import { checkedName, defaultName } from "./session_name.ts";

/** How often, and after how many milliseconds, a home where another recording begins is asked again. */
const TRIES = 100;
const AGAIN_MS = 100;

/** What {@linkcode startRecording} and {@linkcode resumeRecording} need. */
export interface StartParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
  readonly startApart: StartApart;
  readonly pin: () => Promise<Pinned>;
  /** The setting `session.announcement`. */
  readonly announcement: string;
}

/** A recorder that has begun. */
export interface Begun {
  readonly record: SessionRecord;
  readonly levels: LevelsRecord;
}

/** Makes the session of `plan` and starts its recorder; a start that fails leaves nothing behind. */
export async function startRecording(
  parts: StartParts,
  request: Pick<StartRequest, "name" | "consent" | "signal">,
  plan: RecordingPlan,
): Promise<Begun> {
  const { store, clock, language } = parts;
  const { signal } = request;
  const consent = request.consent?.trim();
  if (consent === "") throw new UsageError(message("recording.badConsent"));
  const named = request.name === undefined ? undefined : checkedName(request.name);
  await store.makeFolders();
  await using _alone = await beginAlone(parts, signal);
  const startedAt = localTime(clock.now());
  const { name, kind } = named === undefined
    ? defaultName(startedAt, language)
    : { name: named, kind: named };
  const record: SessionRecord = {
    schema: 1,
    id: sessionId(startedAt, slugOf(kind, "recording"), await store.takenIds()),
    name,
    origin: "recorded",
    startedAt,
    originals: [],
    consent: consent === undefined ? null : { by: consent, at: startedAt, wording: announcementOf(parts) },
    pinned: await parts.pin(),
    recording: plan,
  };
  signal?.throwIfAborted(); // a recorder that is started would hear something before it ends
  await store.createRecording(record);
  try {
    return {
      record,
      levels: await beginRecorder(parts, { id: record.id, folder: record.id, goesOn: false, signal }),
    };
  } catch (error) {
    // Broken off by a person while its first chunk was being written: a moment that nobody wants reported.
    await store.forgetRecording(record.id, { chunks: signal?.aborted ? 1 : 0 });
    throw error;
  }
}

/** Starts the recorder of a session that was interrupted. */
export async function resumeRecording(
  parts: StartParts,
  { id, folder, record }: SessionSnapshot,
  signal?: AbortSignal,
): Promise<Begun> {
  await using _alone = await beginAlone(parts, signal);
  return { record, levels: await beginRecorder(parts, { id, folder, goesOn: true, signal }) };
}

/** What is said to those who are recorded: the setting, else the program's own words. */
export function announcementOf(
  { announcement, language }: Pick<StartParts, "announcement" | "language">,
): string {
  return announcement.trim() === "" ? say(message("recording.announcement"), language) : announcement.trim();
}

/** Takes the right to begin a recording here. Throws the sentence that names the one under way. */
async function beginAlone({ store, clock }: StartParts, signal?: AbortSignal): Promise<AsyncDisposable> {
  for (let tries = 0; tries < TRIES; tries++) {
    const lock = await store.files.lock(store.layout.beginning);
    if (lock) {
      try {
        const running = (await liveSessions(store)).find(({ running }) => running);
        if (running) {
          throw new GreffierError(message("recording.running", named(running.session.record)));
        }
        return lock;
      } catch (error) {
        await lock[Symbol.asyncDispose]();
        throw error;
      }
    }
    // It says soon whether it could begin: either it is named then, or the way is free.
    await clock.sleep(AGAIN_MS, { signal });
  }
  throw new GreffierError(message("recording.beginning"));
}
