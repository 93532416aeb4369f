import { ffmpegVersion, recognise } from "../decoding/mod.ts";
import { GreffierError, message } from "../errors.ts";
import { LEFT_OUT_OF_PACK, type SessionRecord, stepsOf } from "../model/mod.ts";
import { NAMES, type Store } from "../store/mod.ts";

/** What a meeting's sound is looked at with. */
export interface UnheardParts {
  readonly store: Store;
  /** The setting: a path, or nothing for the one on PATH. */
  readonly ffmpeg: string;
}

/**
 * Throws when a meeting's sound could not be heard again, before anything that was made of it is deleted: `redo.noAudio` or
 * `redo.audioRemoved` for a file that is gone, `redo.leftOut` for one that its ZIP did not hold, `redo.noWindows` where only archives are left and it is not known any more how
 * they were cut, `retention.unreadable` for an archive that is not the one of the receipt, `redo.noFfmpeg` for a source that
 * nothing on this PC reads.
 */
export async function refuseUnheard(
  { store, ffmpeg }: UnheardParts,
  record: SessionRecord,
): Promise<void> {
  const { id } = record;
  const missing = await store.missingAudio(record);
  if (missing !== undefined) {
    const removed = stepsOf(await store.retention(id), "audio", "removed").at(-1);
    if (!removed) throw new GreffierError(message("redo.noAudio", { id, file: missing }));
    const { rule, at } = removed;
    if (rule === LEFT_OUT_OF_PACK) throw new GreffierError(message("redo.leftOut", { id, file: missing }));
    throw new GreffierError(message("redo.audioRemoved", { id, rule, date: at.slice(0, 10) }));
  }
  const archives = await store.archives(id);
  if (archives.length > 0 && !(await store.stageNames(id)).includes(NAMES.windows)) {
    throw new GreffierError(message("redo.noWindows", { id }));
  }
  for (const { file, sha256 } of archives) {
    if ((await store.retainedFile(id, file))?.sha256 === sha256) continue;
    throw new GreffierError(message("retention.unreadable", { file }));
  }
  for (const { file, name } of record.originals) {
    const path = `${NAMES.audio}/${file}`;
    if (!await store.hasMeetingFile(id, path)) continue;
    await using reader = await store.openMeetingFile(id, path);
    const found = await recognise(reader, name);
    if (found.kind !== "foreign" || await ffmpegVersion(ffmpeg) !== undefined) continue;
    throw new GreffierError(message("redo.noFfmpeg", { id, file: name }));
  }
}
