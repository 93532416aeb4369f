import { type RetainedFile, type RetentionClass, retentionDone } from "../../model/mod.ts";
import { forgetInIndex } from "../../search/mod.ts";
import { localTime, type SealedMeeting } from "../../store/mod.ts";
import type { TaskContext } from "../task.ts";
import type { Due } from "./rules.ts";
import { stillSealed } from "./still_sealed.ts";

/**
 * Writes into the receipt what is about to be removed, unless a run that was cut has: what it names and what is there now
 * are the same. Returns what is there now.
 */
export async function noteRemoval(
  meeting: SealedMeeting,
  about: RetentionClass,
  { files, rule }: Due,
  { store, clock, progress, signal }: TaskContext,
): Promise<RetainedFile[]> {
  const found: RetainedFile[] = [];
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    const retained = await store.retainedFile(meeting.id, file);
    if (retained) found.push(retained);
    progress(index + 1, files.length);
  }
  const noted = (meeting.retention?.steps ?? [])
    .filter((step) => step.class === about && step.did === "removed").flatMap((step) => step.files);
  const isNoted = ({ file, sha256 }: RetainedFile) =>
    noted.some((known) => known.file === file && known.sha256 === sha256);
  if (found.every(isNoted)) return found;
  const at = localTime(clock.now());
  await store.noteRetention(meeting.id, { at, class: about, rule, did: "removed", files: found });
  return found;
}

/** Tells what was removed. */
export function tellRemoval(
  about: RetentionClass,
  { rule }: Due,
  files: readonly RetainedFile[],
  { retained }: TaskContext,
): void {
  if (files.length > 0) retained?.(retentionDone({ class: about, rule, did: "removed", files: [...files] }));
}

/** Removes files of a meeting that is sealed still. */
export async function removeFiles(
  meeting: SealedMeeting,
  files: readonly string[],
  { store, signal }: TaskContext,
): Promise<void> {
  await stillSealed(store, meeting);
  if (files.some((file) => /\.json$|^transcript\./.test(file))) await forgetInIndex(store, meeting.id);
  for (const file of files) {
    signal.throwIfAborted();
    await store.removeMeetingFile(meeting.id, file);
  }
}
