import type { Source, WindowsRecord } from "../model/mod.ts";
import { ARCHIVE_ENDINGS, archiveFile, restoredFile, type SessionSnapshot } from "../store/mod.ts";

/** The archive that a source has to be heard from, once retention has compressed it: it is not there itself any more. */
export function archiveOf({ audio }: SessionSnapshot, { file }: Pick<Source, "file">): string | undefined {
  if (audio.has(file)) return undefined;
  return ARCHIVE_ENDINGS.map((ending) => archiveFile(file, ending)).find((name) => audio.has(name));
}

/** Whether a session's sound, or some of it, is there as an archive alone: it cannot be taken in anew, but heard again. */
export function isArchived(session: SessionSnapshot, { sources }: Pick<WindowsRecord, "sources">): boolean {
  return sources.some((source) => archiveOf(session, source) !== undefined);
}

/** The file that a source is read from at 16 kHz: what ingest chose, or the copy that was made again from an archive. */
export function heardFile(
  { audio }: SessionSnapshot,
  { file, heard }: Pick<Source, "file" | "heard">,
): string {
  const again = restoredFile(file);
  return !audio.has(heard.file) && audio.has(again) ? again : heard.file;
}

/**
 * The sources of a session with archives whose 16 kHz copy has to be made again, from the archive or from the source
 * itself, before they can be heard. Where nothing is archived ingest makes the copies, with the windows.
 */
export function toRestore(session: SessionSnapshot, windows: Pick<WindowsRecord, "sources">): Source[] {
  if (!isArchived(session, windows)) return [];
  return windows.sources.filter((source) =>
    !session.audio.has(heardFile(session, source)) &&
    (session.audio.has(source.file) || archiveOf(session, source) !== undefined)
  );
}
