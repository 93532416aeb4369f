import { message, WaitingError } from "../errors.ts";
import { say } from "../texts/mod.ts";
import { type Inputs, sameInputs, type SessionRecord, type WindowsRecord } from "../model/mod.ts";
import { NAMES, type SessionSnapshot, sha256OfJson } from "../store/mod.ts";
import { ingestSources } from "./ingest_sources.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";

const STAGE = "ingest";
const VERSION = "1";

/** What `windows.json` is made from, but for the sources themselves, which it records by hash, size and time. */
export function ingestInputs(record: SessionRecord): Inputs {
  return {
    stage: `${STAGE}@${VERSION}`,
    sources: record.originals.map(({ file }) => file).join(" "),
    settings: sha256OfJson([record.pinned.settings.audio.micro_batch_seconds]),
  };
}

/** The sources are those ingested, by size and time; a source that is gone is not a changed one. */
function sourcesStand(session: SessionSnapshot, windows: WindowsRecord): boolean {
  return windows.sources.every(({ file, bytes, modifiedMs }) => {
    const present = session.audio.get(file);
    return !present || (present.bytes === bytes && present.modifiedMs === modifiedMs);
  });
}

/** Windows are still to be heard, and the 16 kHz copy they are read from is gone while its source is there. */
function copyIsMissed(session: SessionSnapshot, windows: WindowsRecord): boolean {
  if (session.language && windows.windows.every(({ id }) => session.transcripts.has(id))) return false;
  return windows.sources.some(({ file, heard }) => session.audio.has(file) && !session.audio.has(heard.file));
}

/** The session's windows when they are up to date. */
export const ingested: (session: SessionSnapshot) => WindowsRecord | undefined = perSession((session) => {
  const windows = session.windows?.value;
  if (!windows || !sameInputs(windows.inputs, ingestInputs(session.record))) return undefined;
  return sourcesStand(session, windows) && !copyIsMissed(session, windows) ? windows : undefined;
});

/** The stage that reads dropped audio: hashes it, finds its channels, decodes it when needed, cuts it into windows. */
export function createIngestStage(): Stage {
  return {
    name: STAGE,
    lane: "intake",
    pending(session) {
      if (!session.ended || ingested(session)) return [];
      return [jobOf(STAGE, session.id)];
    },
    async run(_job: Job, context: JobContext) {
      const { session, store } = context;
      const gone = session.record.originals.find(({ file }) => !session.audio.has(file));
      if (gone) throw new WaitingError(message("audio.gone", { file: gone.file, name: gone.name }));
      const record: WindowsRecord = {
        schema: 1,
        inputs: ingestInputs(session.record),
        ...await ingestSources(context),
      };
      await store.writeStage(session.id, NAMES.windows, record);
    },
    async settle(_job: Job, { attempts, cause }: JobFailure, { session, store }: JobContext) {
      const file = session.record.originals.map(({ name }) => name).join(", ");
      const why = say(cause, session.record.pinned.interface);
      await store.writeRejection(session, {
        schema: 1,
        cause: message("ingest.failed", { file, attempts, cause: why }),
      });
    },
  };
}
