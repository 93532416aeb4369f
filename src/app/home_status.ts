import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { type Message, message, textOf } from "../errors.ts";
import { presentComputeTypes } from "../asr/mod.ts";
import type { ResolvedSettings } from "../config/mod.ts";
import { NOTHING_KNOWN, type OutboxSession, RetentionClass } from "../model/mod.ts";
import { errorFile, type SessionSnapshot, sideBySide, type Store } from "../store/mod.ts";
import type { HomeStatus, ListOptions, SessionLine } from "./app.ts";
import { DEMO_MODEL, modelFolder } from "./engine_pool.ts";
import { liveNow } from "./recording/live_now.ts";
import { isLive, isWholeProvisional, openSession } from "./recording/live_sessions.ts";
import { modelPendingOf, stateOf } from "./recording/live_state.ts";
import { failedDeliveries, waitingDeliveries } from "./waiting_deliveries.ts";

function lineOf(
  store: Store,
  { session, folder, open }: { session: OutboxSession; folder: string; open: boolean },
): SessionLine {
  const { id, name, startedAt, last } = session;
  return {
    id,
    name,
    ...titleIn(last.title ?? session.title),
    startedAt,
    open,
    last,
    folder: join(store.layout.outbox, folder),
  };
}

const titleIn = (title: string | undefined) => title === undefined ? {} : { title };

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
  const { id, name, title, startedAt } = session.record;
  const recording = await liveNow({ store, clock, settings: resolved.settings, writerOf }, session);
  const writer = isWholeProvisional(session) ? writerOf(session) : undefined;
  return {
    id,
    name,
    ...titleIn(last.title ?? title),
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

/** What retention could not do yet, as its error files say: asked for by name, for a folder of stages may be long. */
async function undoneOf(store: Store): Promise<NonNullable<HomeStatus["undone"]>> {
  const found = await sideBySide([...store.sealedIds()].sort(), async (id) => {
    const undone: NonNullable<HomeStatus["undone"]>[number][] = [];
    for (const task of RetentionClass.options) {
      const error = await store.errorIn(id, errorFile("aftercare", task));
      const session = error && await store.outboxSession(id);
      if (!session) continue;
      undone.push({ id, name: session.name, task, cause: error.cause as Message, retryAt: error.retryAt });
    }
    return undone;
  });
  return found.flat();
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
  const { audio, transcript, report } = parts.resolved.settings.retention;
  const retains = audio.as !== "keep" || audio.days + transcript.days + report.days > 0;
  const undone = retains ? await undoneOf(store) : [];
  const leftAlone = home.unreachable.map(({ name, error }) => ({ name, cause: textOf(error) }));
  const { inbox, outbox } = store.layout;
  // A home that is new has neither.
  if (home.inboxAway && await store.files.stat(outbox)) {
    leftAlone.push({ name: "inbox", cause: message("inbox.away", { folder: inbox }) });
  }
  const deliveries = {
    ...{ files: store.files, layout: store.layout, ids: store.sealedIds() },
    nameOf: async (id: string) => (await store.outboxSession(id))?.name ?? id,
  };
  leftAlone.push(...await waitingDeliveries(deliveries));
  for (const { name, isFolder } of await store.files.list(outbox)) {
    if (!isFolder && /\.zip$/i.test(name)) leftAlone.push({ name, cause: message("pack.toUnpack") });
  }
  const undelivered = await failedDeliveries(deliveries);
  return {
    home: store.layout.home,
    owner: await store.owner(),
    waitingFiles: home.drops.map(({ name, files }) => ({
      name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    open: open.sort((a, b) => a.id < b.id ? -1 : 1),
    ...(leftAlone.length === 0 ? {} : { leftAlone }),
    ...(undone.length === 0 ? {} : { undone }),
    ...(undelivered.length === 0 ? {} : { undelivered }),
    sealed: store.sealedIds().length,
    rejected: await store.rejectedCount(),
    model: { name: model, demo: model === DEMO_MODEL, present: await isPresent(store, model) },
    freeBytes: await store.freeBytes(),
  };
}
