import { GreffierError, message } from "../errors.ts";
import { isRecorded, type Pinned } from "../model/mod.ts";
import { NAMES, type Store } from "../store/mod.ts";
import { REDO_STAGES, type RedoStage } from "./app.ts";
import { pinnedAnew } from "./pinning.ts";

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
 * (`alone`: nobody runs the pipeline here), `redo.renamed` when its folder has another name, `redo.noAudio` when what
 * would be deleted cannot be made again, `file.newer` when a newer greffier wrote a file of it.
 */
export async function redoSession(
  store: Store,
  id: string,
  stage: RedoStage,
  fresh: (before: Pinned) => Promise<Pinned>,
  { alone }: { readonly alone: boolean },
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
  const missing = stage === "ingest" || stage === "transcribe" ? await store.missingAudio(record) : undefined;
  if (missing !== undefined) throw new GreffierError(message("redo.noAudio", { id, file: missing }));
  const stages = REDO_STAGES.slice(REDO_STAGES.indexOf(stage));
  const names = await store.stageNames(id);
  // Pinned first and reopened last: stopped in between, or seen by a pipeline at work, a sealed meeting that lacks a file
  // is reopened all the same, with the present settings.
  await store.writeOutboxSession(pinnedAnew(record, await fresh(record.pinned), stage), last);
  const views = await store.removeViews(id);
  const made = names.filter((name) =>
    name.endsWith(NAMES.errorEnding) || stages.some((stage) => isMadeBy(stage, name))
  );
  const removed = [...await store.removeStages(id, made), ...views];
  await store.reopen(id);
  return removed;
}
