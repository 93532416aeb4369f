import type { Clock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import type { LevelsRecord } from "../../model/mod.ts";
import type { Store } from "../../store/mod.ts";
import type { StartApart } from "../background/own_process.ts";
import { awaitLevels } from "./awaiting.ts";

/** How long a recorder may take to have bytes on disk, in milliseconds: a sound system may ask the person first. */
const BEGIN_MS = 30_000;

/** How long one that was asked to end may take. */
const END_MS = 15_000;

/** What {@linkcode beginRecorder} needs. */
export interface BeginParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly startApart: StartApart;
}

/** Which recording a recorder is started for. */
export interface BeginRequest {
  readonly id: string;
  /** Name of the session's folder in the inbox. */
  readonly folder: string;
  /** Whether it goes on with an interrupted recording, which a failure leaves as it was. */
  readonly goesOn: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Starts the recorder of a session and waits until its first bytes are on disk. Throws the sentence that says why it
 * could not begin; its process has ended then, unless it does not answer at all.
 */
export async function beginRecorder(
  { store, clock, startApart }: BeginParts,
  { id, folder, goesOn, signal }: BeginRequest,
): Promise<LevelsRecord> {
  // Of a recording that goes on, the recorder before has left its state: only a newer one tells anything.
  const before = await store.levels(folder);
  const recorder = startApart("__recorder", id);
  let gone = false;
  const ended = recorder.ended.then(() => {}, () => {}).finally(() => gone = true);
  const look = { store, clock, folder, over: () => gone };
  try {
    const levels = await awaitLevels(
      // One that could not begin leaves the time of the one before.
      ({ at, pid, state }) => (at !== before?.at || pid !== before.pid) && state !== "starting",
      { ...look, forMs: BEGIN_MS, signal },
    );
    if (levels && levels.state !== "failed") return levels;
    if (levels) {
      await Promise.race([ended, clock.sleep(END_MS)]);
      throw new GreffierError(
        levels.cause ?? message("recording.recorderGone", { folder: store.layout.logs }),
      );
    }
    if (gone) throw new GreffierError(message("recording.recorderGone", { folder: store.layout.logs }));
    throw new GreffierError(
      message("recording.recorderSilent", { seconds: BEGIN_MS / 1000, folder: store.layout.logs }),
    );
  } catch (error) {
    // What is asked by a file would end the recording for good, and this one may be gone on with later.
    if (goesOn && !gone) recorder.kill();
    // Asked again and again: a recorder that has not begun yet takes what lies there for another's.
    const over = async () => {
      if (!gone && !goesOn) await store.request(folder, "stop");
      return gone;
    };
    await awaitLevels(() => false, { ...look, over, forMs: END_MS });
    throw error;
  }
}
