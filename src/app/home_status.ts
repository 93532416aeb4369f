import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { type Message, textOf } from "../errors.ts";
import { presentComputeTypes } from "../asr/mod.ts";
import type { ResolvedSettings } from "../config/mod.ts";
import { NOTHING_KNOWN, type OutboxSession } from "../model/mod.ts";
import type { SessionSnapshot, Store } from "../store/mod.ts";
import type { HomeStatus, ListOptions, SessionLine } from "./app.ts";
import { DEMO_MODEL, modelFolder } from "./engine_pool.ts";
import { liveNow } from "./recording/live_now.ts";
import { isLive, isWholeProvisional, openSession } from "./recording/live_sessions.ts";
import { modelPendingOf, stateOf } from "./recording/live_state.ts";

function lineOf(
  store: Store,
  { session, folder, open }: { session: OutboxSession; folder: string; open: boolean },
): SessionLine {
  const { id, name, startedAt, last } = session;
  return { id, name, startedAt, open, last, folder: join(store.layout.outbox, folder) };
}

/** The session of that id as lists show it; undefined when the outbox does not have it. */
export async function sessionLine(store: Store, id: string): Promise<SessionLine | undefined> {
  const found = (await store.outboxSessions()).find(({ session }) => session.id === id);
  return found && await withLife(store, lineOf(store, found), found.session);
}

/** Adds to the line of a recording that has not ended whether its recorder is at work. */
async function withLife(store: Store, line: SessionLine, { origin }: OutboxSession): Promise<SessionLine> {
  if (!line.open || origin !== "recorded" || line.last.state !== "partial") return line;
  const session = await openSession(store, line.id);
  if (!session || !isLive(session)) return line;
  const live = stateOf(await store.isRecording(session.folder), await store.levels(session.folder));
  return { ...line, live };
}

/** Every session of a home, newest first. `onNewer` hears why one that a newer greffier wrote is not among them. */
export async function listSessions(
  store: Store,
  { onNewer = () => {} }: ListOptions = {},
): Promise<SessionLine[]> {
  const lines: SessionLine[] = [];
  for (const found of await store.outboxSessions({ onNewer: ({ text }) => onNewer(text) })) {
    lines.push(await withLife(store, lineOf(store, found), found.session));
  }
  return lines.sort((a, b) =>
    a.startedAt === b.startedAt ? (a.id < b.id ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1
  );
}

interface StatusParts {
  readonly store: Store;
  readonly resolved: ResolvedSettings;
  readonly clock: Clock;
  /** Name of the language model that a session is pinned to; undefined: none. */
  readonly writerOf: (session: SessionSnapshot) => string | undefined;
}

async function openLine(
  { store, resolved, clock, writerOf }: StatusParts,
  session: SessionSnapshot,
): Promise<HomeStatus["open"][number]> {
  const last = session.inOutbox?.last ?? NOTHING_KNOWN;
  const { id, name, startedAt } = session.record;
  const recording = await liveNow({ store, clock, settings: resolved.settings, writerOf }, session);
  const writer = isWholeProvisional(session) ? writerOf(session) : undefined;
  return {
    id,
    name,
    startedAt,
    open: true,
    last,
    folder: join(store.layout.outbox, id),
    windowsDone: session.transcripts.size,
    windows: session.windows?.value.windows.length ?? 0,
    ...(recording ? { live: recording.state, recording } : {}),
    ...(writer === undefined ? {} : { writer, modelPending: modelPendingOf(session) }),
    troubles: [...session.errors.values()].map(({ job, cause, retryAt }) => ({
      job,
      cause: cause as Message,
      retryAt,
    })),
  };
}

async function isPresent(store: Store, name: string): Promise<boolean> {
  // The program carries it, unless the home has its own: a home that cannot be written is shown all the same.
  if (name === DEMO_MODEL && !await store.files.stat(join(store.layout.models, name))) return true;
  return (await presentComputeTypes(await modelFolder(store.layout, name))).length > 0;
}

/** What stands in a home now, read from its files alone. */
export async function homeStatus(parts: StatusParts): Promise<HomeStatus> {
  const { store } = parts;
  const { model } = parts.resolved.settings.transcription;
  const home = await store.home();
  const open: HomeStatus["open"][number][] = [];
  for (const session of home.open.values()) open.push(await openLine(parts, session));
  return {
    home: store.layout.home,
    owner: await store.owner(),
    waitingFiles: home.drops.map(({ name, files }) => ({
      name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    open: open.sort((a, b) => a.id < b.id ? -1 : 1),
    ...(home.unreachable.length === 0
      ? {}
      : { leftAlone: home.unreachable.map(({ name, error }) => ({ name, cause: textOf(error) })) }),
    sealed: store.sealedIds().length,
    rejected: await store.rejectedCount(),
    model: { name: model, demo: model === DEMO_MODEL, present: await isPresent(store, model) },
    freeBytes: await store.freeBytes(),
  };
}
