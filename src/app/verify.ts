import { isFileSystemError, type Message, textOf } from "../errors.ts";
import { bytesToVerify, FAULTS, type Store, type VerifiedMeeting, verifyMeeting } from "../store/mod.ts";

/** How meetings are verified. */
export interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Called as files are read: bytes, of how many, and of which meeting. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** A meeting that was verified. */
export interface Verified extends VerifiedMeeting {
  readonly id: string;
  readonly name: string;
  /** Something is changed, missing or cannot be read. */
  readonly damaged: boolean;
  /** Why it could not be verified to its end; null: it was. */
  readonly trouble: Message | null;
}

/** Compares the meetings `ids` with what was sealed, in that order. */
export async function verifyMeetings(
  store: Store,
  ids: readonly string[],
  { signal, onProgress = () => {} }: VerifyOptions = {},
): Promise<readonly Verified[]> {
  const { files, layout } = store;
  const sessions = new Map((await store.outboxSessions()).map((found) => [found.session.id, found]));
  const present = ids.flatMap((id) => sessions.get(id) ?? []);
  let total = 0;
  for (const { folder } of present) total += await bytesToVerify(files, layout, folder);
  let done = 0;
  const verified: Verified[] = [];
  for (const { session: { id, name }, folder } of present) {
    signal?.throwIfAborted();
    onProgress(done, total, name);
    try {
      const meeting = await verifyMeeting(files, layout, folder, {
        signal,
        onBytes: (count) => onProgress(done += count, total, name),
      });
      const damaged = meeting.findings.some(({ finding }) => FAULTS.has(finding));
      verified.push({ id, name, ...meeting, damaged, trouble: null });
    } catch (error) {
      if (signal?.aborted || !isFileSystemError(error)) throw error;
      const nothing = { sealed: true, files: 0, bytes: 0, findings: [] };
      verified.push({ id, name, ...nothing, damaged: true, trouble: textOf(error) });
    }
  }
  return verified;
}
