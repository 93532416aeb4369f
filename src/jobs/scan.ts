import { isFileSystemError, type Message, message, textOf, WaitingError } from "../errors.ts";
import type { Clock } from "../clock.ts";
import type { FileNamePattern } from "../config/mod.ts";
import type { Log } from "../log.ts";
import { NOTHING_KNOWN, type Pinned, withSpoken } from "../model/mod.ts";
import { NAMES, type SessionSnapshot, type Store } from "../store/mod.ts";
import type { DropTracker, JudgedDrop } from "./drop_tracker.ts";
import type { OnProgress } from "./progress.ts";
import type { Interruptions } from "./interruptions.ts";
import { takeDrop } from "./take.ts";

/** What a scan needs. */
export interface ScanParts {
  readonly store: Store;
  readonly tracker: DropTracker;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: OnProgress;
  /** What new sessions are pinned with. */
  readonly pin: () => Promise<Pinned>;
  /** What the names of dropped files tell, besides the built-in ones. @default none */
  readonly fileNames?: readonly FileNamePattern[];
  /** A recording that nobody resumes is ended after so many minutes without a change. @default {30} */
  readonly abandonedAfterMinutes?: number;
}

/** A folder that a publishing left empty is older than this, in milliseconds; a recording that begins makes one too. */
const LEFTOVER_MS = 2000;

/** What a scan found. */
export interface Scan {
  readonly open: Map<string, SessionSnapshot>;
  /** Drops that may be taken later: still growing, or not yet long enough as they are. */
  readonly settling: readonly string[];
  /** Drops that could not be taken or set aside now, and why. */
  readonly stuck: readonly { readonly name: string; readonly cause: Message }[];
  readonly rejected: readonly { readonly name: string; readonly cause: Message }[];
}

/**
 * Looks at the whole home: completes what was cut, takes what was dropped, and reads the open sessions. File-system
 * errors on one drop leave the others alone; any other error is thrown.
 */
export async function scan(
  { store, tracker, clock, log, onProgress, pin, fileNames }: ScanParts,
  interruptions: Pick<Interruptions, "end">,
): Promise<Scan> {
  let home = await store.home();
  if (home.inboxAway) throw new WaitingError(message("inbox.away", { folder: store.layout.inbox }));
  const stuck: { name: string; cause: Message }[] = [];
  const rejected: { name: string; cause: Message }[] = [];
  const settling: string[] = [];

  const attempt = async (name: string, act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      // What somebody took away again meanwhile is nobody's business any more.
      if (error instanceof Deno.errors.NotFound && !await store.isInInbox(name)) return;
      log.warn("{name} could not be taken: {error}", { name, error: String(error) });
      stuck.push({ name, cause: textOf(error) });
    }
  };
  await attempt(NAMES.rejecting, async () => {
    if (await store.finishRejecting()) home = await store.home();
  });
  const open = new Map(home.open);
  const reread = async (folder: string) => {
    const session = await store.session(folder);
    if (session) open.set(session.id, session);
  };

  for (const { name, error } of home.unreachable) {
    log.warn("{name} could not be looked at: {error}", { name, error: String(error) });
    stuck.push({ name, cause: textOf(error) });
  }
  for (const name of home.leftovers) {
    await attempt(name, () => store.removeLeftover(name, clock.now() - LEFTOVER_MS));
  }
  for (const record of home.adrift) {
    const { id } = record;
    await attempt(id, async () => {
      // It began while the home was being looked at, or its recorder goes on without a session.json.
      if (await store.session(id)) return await reread(id);
      if (await store.isRecording(id)) return;
      // Whoever took the folder out of the inbox took the recording with it: there is nothing to go on with.
      if (await store.missingAudio(record) !== undefined) return;
      await store.reopen(id);
      log.info("reopened {session}: neither sealed nor open", { session: id });
      await reread(id);
    });
  }
  for (const { folder, record } of home.damaged) {
    await attempt(folder, async () => {
      await store.heal(folder, record);
      log.warn("wrote session.json of {session} anew: it could not be read", { session: record.id });
      await reread(folder);
    });
  }
  for (const { record, folder, filesLeft } of home.begun) {
    await attempt(record.name, async () => {
      if (!filesLeft) return await store.forgetTaking(record.id, folder);
      await store.take(record, folder);
      log.info("completed the taking of {session}", { session: record.id });
      onProgress({ kind: "taken", session: record.id, name: record.name });
      await reread(folder);
    });
  }

  for (const session of open.values()) {
    if (session.record.pinned.model.revision !== "" || session.transcripts.size > 0) continue;
    await attempt(session.record.name, async () => {
      const pinned = withSpoken(await pin(), session.record.spoken);
      if (pinned.model.revision === "") return;
      // Its model was missing when it was taken, a mistyped name perhaps: nothing was made with it yet.
      await store.repin(session, { ...session.record, pinned });
      log.info("pinned {session} anew: its model was missing", { session: session.id });
      await reread(session.folder);
    });
  }

  for (const session of open.values()) {
    const { record, inOutbox, audio, ended, folder } = session;
    if (record.origin !== "recorded") continue;
    await attempt(record.name, async () => {
      if (!inOutbox && audio.size > 0) {
        await store.writeOutboxSession(record, {
          ...NOTHING_KNOWN,
          state: ended ? "provisional" : "partial",
        });
        log.warn("wrote {session} in the outbox anew: it was gone", { session: session.id });
        await reread(folder);
      }
      if (await interruptions.end(session)) await reread(folder);
    });
  }

  // Read once, for the look at a thousand folders must not be taken for each of a thousand drops.
  let taken: Set<string> | undefined;
  const take = async (judged: JudgedDrop) => {
    const { name } = judged.drop;
    taken ??= await store.takenIds();
    const result = await takeDrop(store, judged, { pinned: await pin(), taken, fileNames });
    if (result.kind === "not-yet") settling.push(name);
    if (result.kind === "rejected") {
      rejected.push({ name, cause: result.cause });
      log.warn("rejected {name}: {rule}", { name, rule: result.cause.key });
      onProgress({ kind: "rejected", name, cause: result.cause });
    }
    if (result.kind === "taken") {
      const { id } = result.record;
      log.info("took {name} as {session}", { name, session: id });
      onProgress({ kind: "taken", session: id, name });
      await reread(id);
    }
  };
  for (const judged of tracker.judge(home.drops, clock.monotonic())) {
    const { drop: { name }, verdict } = judged;
    if (verdict === "settling") settling.push(name);
    else await attempt(name, () => take(judged));
  }
  return { open, settling, stuck, rejected };
}
