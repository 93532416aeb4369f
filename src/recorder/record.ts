import type { AudioSource } from "../capture/audio_source.ts";
import type { Clock } from "../clock.ts";
import type { Settings } from "../config/mod.ts";
import { GreffierError, isFileSystemError, message, textOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { EndReason, RecordingPlan } from "../model/mod.ts";
import type { RecordingFolder } from "../store/mod.ts";
import { type Ear, openEar } from "./ear.ts";
import { createSession, type LiveSession } from "./live_session.ts";
import { PER_MS } from "./line.ts";
import { Timeline } from "./timeline.ts";

/** Options of {@linkcode record}. */
export interface RecordOptions {
  /** Held by this process; `record` writes there, and leaves its disposal to the caller. */
  readonly folder: RecordingFolder;
  readonly source: AudioSource;
  readonly clock: Clock;
  readonly settings: Pick<Settings, "audio" | "session">;
  readonly log: Log;
  /** Aborted: the recording ends at once, with the reason `closed`. */
  readonly signal?: AbortSignal;
  /**
   * Calls `secure` when what was heard is to be on the disk at once, for the machine is about to sleep or to end this
   * process, until it is disposed. Its promise settles once the chunk is whole; the recording goes on, in another one.
   */
  readonly onDanger?: (secure: () => Promise<void>) => Disposable;
}

/** An interruption of a session that has nothing on disk yet is told of from this length on, in milliseconds. */
const SLOW_START_MS = 10_000;

/** What the disk refuses while a recording begins is tried again for so long, in milliseconds. */
const BEGIN_PATIENCE_MS = 3000;

/** What it refuses while a recording ends: longer, for then there is nothing to lose but time. */
const END_PATIENCE_MS = 60_000;

/** Time between two ticks, in milliseconds. */
export const TICK_MS = 100;

/** Ticks between two looks at the disk, and between two writings of the levels. */
const TICKS_A_LOOK = 5;

/**
 * Records a session until it is asked to end, or a limit is reached; goes on with one that was interrupted. Gives the
 * reason, which `ended` holds.
 *
 * Throws before there is a byte of sound when it cannot begin: the source's `GreffierError`, or one that says what the
 * disk lacks; `levels.json` then tells the cause. Later it throws when the session's folder was taken away, for nobody could
 * see or stop it; nothing else does but a mistake in the program: what was lost becomes a gap, and what the disk refuses
 * is tried again.
 */
export async function record(options: RecordOptions): Promise<EndReason> {
  const { folder, clock, log, signal } = options;
  const ears: Ear[] = [];
  let hasBegun = false;
  try {
    // Whoever looked before had no lock: it may have been ended meanwhile.
    if (await folder.hasEnded()) {
      const { id, name } = folder.record;
      throw new GreffierError(message("recording.finished", { id, name }));
    }
    const end = await folder.repair();
    const resumes = end.nextNumber > 0;
    if (resumes) {
      await folder.withdraw("pause");
      await folder.withdraw("stop");
    }
    await checkRoom(options);
    for (const ear of await openAll(options)) ears.push(ear);
    // Both at one moment: the gap ends where the timeline begins.
    const nowMs = clock.monotonic();
    const away = clock.now() - end.wallOfEnd;
    const timeline = new Timeline({ channels: ears.length, nowMs });
    await using session = createSession({ ...options, end, ears, timeline });
    if (resumes ? away > 0 : away > SLOW_START_MS) session.interrupted(Math.round(away * PER_MS));
    await session.showLevels();
    for (const ear of ears) ear.listen(timeline);
    using _danger = options.onDanger?.(() => session.secure());

    const began = clock.monotonic();
    let reason: EndReason | undefined;
    for (let tick = 1; reason === undefined; tick++) {
      await clock.sleep(TICK_MS);
      for (const ear of ears) ear.watch();
      await session.tick(tick % TICKS_A_LOOK === 0);
      hasBegun = session.hasBegun;
      if (session.isAlone) throw new GreffierError(message("recorder.folderGone"));
      if (!hasBegun && session.refused && clock.monotonic() - began > BEGIN_PATIENCE_MS) {
        throw new GreffierError(textOf(session.refused), { cause: session.refused });
      }
      reason = signal?.aborted ? "closed" : session.endReason;
    }
    return await finish(options, session, reason);
  } catch (error) {
    log.error("The recording failed: {error}", { error: String(error) });
    if (!hasBegun && await folder.isThere()) await folder.writeFailure(textOf(error));
    throw error;
  } finally {
    await Promise.all(ears.map((ear) => ear[Symbol.asyncDispose]()));
  }
}

/** Writes what is still to come of the time until now, then `ended`. */
async function finish(
  { folder, clock, log }: RecordOptions,
  session: LiveSession,
  reason: EndReason,
): Promise<EndReason> {
  log.info("The recording ends: {reason}", { reason });
  session.end();
  const deadline = clock.monotonic() + END_PATIENCE_MS;
  for (let refused: unknown;;) {
    await clock.sleep(TICK_MS);
    try {
      await session.tick(false);
      if (session.isWritten) {
        await folder.end(reason);
        break;
      }
      refused = session.refused;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      refused = error;
    }
    if (clock.monotonic() > deadline) {
      throw refused ?? new Error("The rest of the recording could not be written in time");
    }
  }
  await session.showLevels("ended");
  return reason;
}

async function checkRoom({ folder, settings }: RecordOptions): Promise<void> {
  const free = await folder.freeBytes();
  const reserve = settings.session.disk_reserve;
  if (free === null || free >= reserve * 1e6) return;
  throw new GreffierError(message("recorder.noRoom", { free: Math.floor(free / 1e6), reserve }));
}

/** Opens all sides, or none. */
async function openAll({ folder, source, clock, log }: RecordOptions): Promise<Ear[]> {
  const plan: RecordingPlan = folder.record.recording ??
    { sides: ["microphone"], devices: { microphone: null, system: null }, process: null };
  const openings = await Promise.allSettled(
    plan.sides.map((side, channel) => openEar({ source, plan, side, channel, clock, log })),
  );
  const ears = openings.flatMap((opening) => opening.status === "fulfilled" ? [opening.value] : []);
  const refused = openings.find((opening) => opening.status === "rejected");
  if (!refused) return ears;
  for (const ear of ears) await ear[Symbol.asyncDispose]();
  throw refused.reason;
}
