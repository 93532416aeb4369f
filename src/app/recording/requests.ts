import type { Clock } from "../../clock.ts";
import type { SessionRecord } from "../../model/mod.ts";
import { localTime, type SessionSnapshot, type Store } from "../../store/mod.ts";
import { awaitLevels } from "./awaiting.ts";

/** How long a recorder has to answer a request, in milliseconds. */
const ANSWER_MS = 5000;

/** What requests need. */
export interface RequestParts {
  readonly store: Store;
  readonly clock: Clock;
}

/** What became of a request; see `Requested`. */
export interface Answer {
  readonly record: SessionRecord;
  /** Name of the session's folder in the inbox. */
  readonly folder: string;
  readonly already: boolean;
  readonly confirmed: boolean;
}

/** Asks a running recorder to pause. */
export async function askPause(parts: RequestParts, { record, folder }: SessionSnapshot): Promise<Answer> {
  const { store } = parts;
  if ((await store.levels(folder))?.state === "paused") {
    return { record, folder, already: true, confirmed: true };
  }
  await store.request(folder, "pause");
  const paused = await awaitLevels(({ state }) => state === "paused", { ...parts, folder, forMs: ANSWER_MS });
  return { record, folder, already: false, confirmed: paused !== undefined };
}

/** Asks a running recorder to go on. */
export async function askResume(
  parts: RequestParts,
  { record, folder, live }: SessionSnapshot,
): Promise<Answer> {
  const { store } = parts;
  const before = (await store.levels(folder))?.state;
  // Withdrawn in any case: it may have been asked to pause a moment ago, or while the disk was full.
  await store.withdraw(folder, "pause");
  if (before !== "paused") return { record, folder, already: live?.pause !== true, confirmed: true };
  const going = await awaitLevels(
    ({ state }) => state !== "paused",
    { ...parts, folder, forMs: ANSWER_MS },
  );
  return { record, folder, already: false, confirmed: going !== undefined };
}

/** Asks a recording to end; waits for its recorder, if it has one, to let go. */
export async function askStop(
  parts: RequestParts,
  { record, folder }: SessionSnapshot,
  running: boolean,
): Promise<Answer> {
  const { store } = parts;
  await store.request(folder, "stop");
  if (!running) return { record, folder, already: false, confirmed: true };
  let free = false;
  await awaitLevels(() => free, {
    ...parts,
    folder,
    forMs: 2 * ANSWER_MS,
    over: async () => free = !await store.isRecording(folder),
  });
  return { record, folder, already: false, confirmed: free };
}

/** Writes down in both folders who says that everybody agrees. */
export async function noteConsent(
  { store, clock }: RequestParts,
  session: SessionSnapshot,
  by: string,
  wording: string,
): Promise<SessionRecord> {
  const given = { by, at: localTime(clock.now()), wording };
  const { consent, furtherConsents = [] } = session.record;
  const record: SessionRecord = consent === null
    ? { ...session.record, consent: given }
    : { ...session.record, furtherConsents: [...furtherConsents, given] };
  await store.repin(session, record);
  return record;
}
