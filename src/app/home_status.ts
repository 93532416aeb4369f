import { join } from "node:path";
import type { Message } from "../errors.ts";
import { presentComputeTypes } from "../asr/mod.ts";
import type { ResolvedSettings } from "../config/mod.ts";
import { NOTHING_KNOWN, type OutboxSession } from "../model/mod.ts";
import type { SessionSnapshot, Store } from "../store/mod.ts";
import type { HomeStatus, SessionLine } from "./app.ts";
import { DEMO_MODEL, modelFolder } from "./engine_pool.ts";

function lineOf(
  store: Store,
  { session, folder, open }: { session: OutboxSession; folder: string; open: boolean },
): SessionLine {
  const { id, name, startedAt, last } = session;
  return { id, name, startedAt, open, last, folder: join(store.layout.outbox, folder) };
}

/** Every session of a home, newest first. */
export async function listSessions(store: Store): Promise<SessionLine[]> {
  const lines = (await store.outboxSessions()).map((found) => lineOf(store, found));
  return lines.sort((a, b) =>
    a.startedAt === b.startedAt ? (a.id < b.id ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1
  );
}

function openLine(store: Store, session: SessionSnapshot): HomeStatus["open"][number] {
  const last = session.inOutbox?.last ?? NOTHING_KNOWN;
  const { id, name, startedAt } = session.record;
  return {
    id,
    name,
    startedAt,
    open: true,
    last,
    folder: join(store.layout.outbox, id),
    windowsDone: session.transcripts.size,
    windows: session.windows?.value.windows.length ?? 0,
    troubles: [...session.errors.values()].map(({ job, cause, retryAt }) => ({
      job,
      cause: cause as Message,
      retryAt,
    })),
  };
}

async function isPresent(store: Store, name: string): Promise<boolean> {
  return (await presentComputeTypes(await modelFolder(store.layout, name))).length > 0;
}

/** What stands in a home now, read from its files alone. */
export async function homeStatus(store: Store, { settings }: ResolvedSettings): Promise<HomeStatus> {
  const { model } = settings.transcription;
  const home = await store.home();
  return {
    home: store.layout.home,
    owner: await store.owner(),
    waitingFiles: home.drops.map(({ name, files }) => ({
      name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    open: [...home.open.values()].map((session) => openLine(store, session)).sort((a, b) =>
      a.id < b.id ? -1 : 1
    ),
    sealed: store.sealedIds().length,
    rejected: await store.rejectedCount(),
    model: { name: model, demo: model === DEMO_MODEL, present: await isPresent(store, model) },
    freeBytes: await store.freeBytes(),
  };
}
