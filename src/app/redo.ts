import { GreffierError, message } from "../errors.ts";
import { isRecorded, type Pinned } from "../model/mod.ts";
import { NAMES, type Store } from "../store/mod.ts";
import { REDO_STAGES, type RedoStage } from "./app.ts";
import { pinnedAnew } from "./pinning.ts";
import { refuseUnheard } from "./refuse_unheard.ts";

/** Whether a file of `stages/` was made by `stage`. */
function isMadeBy(stage: RedoStage, name: string): boolean {
  switch (stage) {
    case "ingest":
      return name === NAMES.windows;
    case "transcribe":
      return name === NAMES.language || name.endsWith(NAMES.transcriptEnding);
    case "summarise":
      return name.endsWith(NAMES.summaryEnding) || name.endsWith(NAMES.refinedEnding) ||
        name === NAMES.provisional;
    case "synthesise":
      return name === NAMES.synthesis || name.endsWith(NAMES.mergedEnding) || name === NAMES.prose;
    case "render":
      return name === NAMES.views;
  }
}

/**
 * Deletes what `stage` made and what was made from it, pins the session anew with what `fresh` gives, and reopens it. Views that a person edited stay. Returns the names deleted. Throws `redo.unknown` when the outbox has no such
 * session, `redo.recording` when it is being recorded or was interrupted, `redo.busy` when another process works on it
 * (`alone`: nobody runs the pipeline here), `redo.renamed` when its folder has another name, `retention.noTranscript` and all
 * that {@linkcode refuseUnheard} throws when what would be deleted cannot be made again, `file.newer` when a newer greffier wrote a file of it.
 */
export async function redoSession(
  store: Store,
  id: string,
  stage: RedoStage,
  fresh: (before: Pinned) => Promise<Pinned>,
  { alone, ffmpeg }: { readonly alone: boolean; readonly ffmpeg: string },
): Promise<string[]> {
  const found = (await store.outboxSessions()).find(({ session }) => session.id === id);
  await store.refuseNewer(id);
  if (!found) throw new GreffierError(message("redo.unknown", { id }));
  // The program finds a session's own files by its id: a folder that a person renamed must get its name back first.
  if (found.folder !== id) throw new GreffierError(message("redo.renamed", { folder: found.folder, id }));
  if (found.open && isRecorded({ record: found.session })) {
    const { open } = await store.home();
    const { live } = open.get(id) ?? {};
    if (live || await store.isRecording(id)) throw new GreffierError(message("redo.recording", { id }));
  }
  if (found.open && !alone) throw new GreffierError(message("redo.busy", { id }));
  const { last, ...record } = found.session;
  const names = await store.stageNames(id);
  const missing = await store.missingAudio(record);
  // Without what was said the other stages would make an empty report.
  const isTextGone = await store.isTextRemoved(id);
  if (isTextGone && missing !== undefined) throw new GreffierError(message("retention.noTranscript", { id }));
  const from = isTextGone && stage !== "ingest" ? "transcribe" : stage;
  if (from === "ingest" || from === "transcribe") await refuseUnheard({ store, ffmpeg }, record);
  // An archive is heard again by the windows as they stand: it is not cut anew.
  const isCut = from === "ingest" && !await store.isArchived(id);
  const stages = REDO_STAGES.slice(REDO_STAGES.indexOf(from === "ingest" && !isCut ? "transcribe" : from));
  // Pinned first and reopened last: stopped in between, or seen by a pipeline at work, a sealed meeting that lacks a file
  // is reopened all the same, with the present settings.
  await store.writeOutboxSession(pinnedAnew(record, await fresh(record.pinned), from), last);
  const views = await store.removeViews(id);
  const made = names.filter((name) =>
    name.endsWith(NAMES.errorEnding) || stages.some((stage) => isMadeBy(stage, name))
  );
  const removed = [...await store.removeStages(id, made), ...views];
  await store.reopen(id);
  return removed;
}
