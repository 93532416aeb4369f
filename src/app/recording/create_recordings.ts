import type { ChosenSource } from "../../capture/mod.ts";
import type { Clock } from "../../clock.ts";
import type { ResolvedSettings } from "../../config/mod.ts";
import { GreffierError, type Message, message, UsageError } from "../../errors.ts";
import type { Pinned, SessionRecord } from "../../model/mod.ts";
import type { Store } from "../../store/mod.ts";
import type { Language } from "../../texts/mod.ts";
import type { SessionLine } from "../app.ts";
import type { Recordings, Requested, Started } from "../recordings.ts";
import type { HearSession } from "../background/session_end.ts";
import type { StartApart } from "../background/own_process.ts";
import { follow, type FollowParts } from "./follow.ts";
import { liveNow } from "./live_now.ts";
import { liveSessions, named, namedSession, openSession, runningSession } from "./live_sessions.ts";
import { glanceOf, secondsNow } from "./live_state.ts";
import { devicesNamed, type FindDevice, planRecording } from "./plan_recording.ts";
import { type Answer, askPause, askResume, askStop, noteConsent } from "./requests.ts";
import { runRecorder } from "./run_recorder.ts";
import { announcementOf, type Begun, resumeRecording, startRecording } from "./start_recording.ts";
import { testDevice } from "./test_device.ts";

/** What {@linkcode createRecordings} needs. */
export interface RecordingsParts extends Omit<FollowParts, "goOnApart"> {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
  readonly resolved: ResolvedSettings;
  readonly startApart: StartApart;
  readonly pin: () => Promise<Pinned>;
  readonly source: () => Promise<ChosenSource>;
  readonly find: FindDevice;
  /** Writes down what is said in at most 30 s of samples at 16 kHz. */
  readonly hear: (samples: Float32Array, signal?: AbortSignal) => Promise<string>;
  readonly openLogs: () => Promise<AsyncDisposable | undefined>;
  readonly hearSession: () => Promise<HearSession>;
}

/**
 * The recorder says twice a second how it goes. One that is silent for longer, in milliseconds, may be gone: its lock
 * tells.
 */
const FRESH_MS = 1500;

/** The live recordings of a home. */
export function createRecordings(parts: RecordingsParts): Recordings {
  const { store, clock, language, resolved, startApart, writerOf } = parts;
  const { settings } = resolved;
  const starting = { ...parts, announcement: settings.session.announcement };

  const followApart = (id: string) => void startApart("__follow", id);

  async function lineOf(record: SessionRecord): Promise<SessionLine> {
    const line = await parts.lineOf(record.id);
    if (!line) throw new GreffierError(message("recording.unknown", { id: record.id }));
    return line;
  }

  async function started(
    { record, levels }: Begun,
    { resumed = false, notices = [] }: Partial<Pick<Started, "resumed" | "notices">>,
  ): Promise<Started> {
    return {
      resumed,
      session: await lineOf(record),
      channels: levels.channels,
      announcement: announcementOf(starting),
      consent: record.consent?.by ?? null,
      notices,
    };
  }

  async function requested({ record, folder, already, confirmed }: Answer): Promise<Requested> {
    const session = await lineOf(record);
    // Once its report is written, what the recorder left is gone, and the list knows how long it was.
    const seconds = await positionOf(folder) || (session.last.seconds ?? 0);
    return { session, already, confirmed, seconds };
  }

  /** A recording that can still be marked: the named one, interrupted or not, or the one that records now. */
  const markable = async (id: string | undefined) =>
    id === undefined
      ? await runningSession(store)
      : (await namedSession(store, id, "recording.over")).session;

  const positionOf = async (folder: string): Promise<number> => {
    const levels = await store.levels(folder);
    return levels ? secondsNow(levels, clock) : 0;
  };

  async function live(id: string) {
    const session = await openSession(store, id);
    return session && await liveNow({ store, clock, settings, writerOf }, session);
  }

  /**
   * Recordings that were interrupted, as notices for whoever begins another. Those that are so old that the pipeline
   * ends them at its first look are past resuming.
   */
  async function interruptedOthers(): Promise<Message[]> {
    const oldest = clock.now() - settings.session.abandoned_after_minutes * 60_000;
    return (await liveSessions(store))
      .filter(({ session, running }) => !running && (session.live?.changedMs ?? 0) > oldest)
      .map(({ session }) => message("recording.interrupted", named(session.record)));
  }

  return {
    async start(request) {
      const { source, notices } = await parts.source();
      const devices = await source.devices();
      const plan = await planRecording(request, { source, devices, find: parts.find, language });
      const begun = await startRecording(starting, request, plan);
      return await started(begun, { notices: [...notices, ...await interruptedOthers()] });
    },

    async pause(id) {
      if (id === undefined) return await requested(await askPause(parts, await runningSession(store)));
      const { session, running } = await namedSession(store, id, "recording.over");
      if (!running) throw new GreffierError(message("recording.interrupted", named(session.record)));
      return await requested(await askPause(parts, session));
    },

    async resume(id, { signal } = {}) {
      if (id === undefined) return await requested(await askResume(parts, await runningSession(store)));
      const { session, running } = await namedSession(store, id, "recording.finished");
      if (running) return await requested(await askResume(parts, session));
      return await started(await resumeRecording(starting, session, signal), { resumed: true });
    },

    async stop(id) {
      if (id === undefined) return await requested(await askStop(parts, await runningSession(store), true));
      const { session, running } = await namedSession(store, id, "recording.over");
      return await requested(await askStop(parts, session, running));
    },

    async owed(id) {
      const ended = [...(await store.home()).open.values()].filter((session) =>
        session.record.origin === "recorded" && session.ended && (id === undefined || session.id === id)
      );
      const last = ended.toSorted((a, b) => a.record.startedAt < b.record.startedAt ? -1 : 1).at(-1);
      return last && await parts.lineOf(last.id);
    },

    async now(id) {
      const session = await markable(id);
      return { id: session.id, at: await positionOf(session.folder) };
    },

    async note(text, { session: id, at } = {}) {
      const session = await markable(id);
      await store.addNote(session.folder, { at: at ?? await positionOf(session.folder), text: text.trim() });
      return await lineOf(session.record);
    },

    async consent(by, id) {
      if (by.trim() === "") throw new UsageError(message("recording.badConsent"));
      return await lineOf(
        await noteConsent(parts, await markable(id), by.trim(), announcementOf(starting)),
      );
    },

    async glance(id) {
      const levels = await store.levels(id);
      const fresh = levels !== undefined && clock.now() - levels.at < FRESH_MS;
      if (fresh && levels.state !== "ended" && levels.state !== "failed") {
        return glanceOf({ levels, running: true, clock });
      }
      return await live(id);
    },

    live,

    follow: (id, options) => follow({ ...parts, goOnApart: followApart }, id, options),

    followApart,

    async devices() {
      const { source } = await parts.source();
      return { source: source.name, devices: await source.devices() };
    },

    async testDevices({ devices: written = [], signal, onBegin, onTested } = {}) {
      const { source } = await parts.source();
      const all = await source.devices();
      const named = await Promise.all(
        written.map((name) => devicesNamed(name, { devices: all, find: parts.find })),
      );
      const tests = [];
      for (const device of written.length === 0 ? all : new Set(named.flat())) {
        signal?.throwIfAborted();
        onBegin?.(device);
        const test = await testDevice(device, { source, clock, hear: parts.hear, signal });
        onTested?.(test);
        tests.push(test);
      }
      return tests;
    },

    record: (id, { signal }) => runRecorder(parts, id, signal),
  };
}

/** Whether recording was begun anew, and not only asked to go on. */
export function isStarted(answer: Requested | Started): answer is Started {
  return "channels" in answer;
}
