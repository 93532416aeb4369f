import type { SoundDecoder } from "../decoding/mod.ts";
import { message, WaitingError } from "../errors.ts";
import { say } from "../texts/mod.ts";
import { type Inputs, isRecorded, sameInputs, type SessionRecord, type WindowsRecord } from "../model/mod.ts";
import { NAMES, type SessionSnapshot, sha256OfJson } from "../store/mod.ts";
import { isArchived } from "./archived.ts";
import { chunkNames, ingestChunks, isIdle, windowsByNow } from "./ingest_chunks.ts";
import { ingestSources } from "./ingest_sources.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";

const STAGE = "ingest";
const VERSION = "1";

/** What `windows.json` is made from, but for the sources themselves, which it records by hash, size and time. */
export function ingestInputs(record: SessionRecord): Inputs {
  // The recorder cut the chunks of a recording, and what has been fixed of its windows stays.
  if (isRecorded({ record })) return { stage: `${STAGE}@${VERSION}`, sources: "recorded" };
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
  // What only an archive is left of is not cut anew: the windows stand as they were.
  if (windows && isArchived(session, windows)) return windows;
  if (!windows || !sameInputs(windows.inputs, ingestInputs(session.record))) return undefined;
  return sourcesStand(session, windows) && !copyIsMissed(session, windows) ? windows : undefined;
});

/** Whether chunks or gaps of a recording are there that its windows do not know of. */
export function hasNews(
  session: SessionSnapshot,
  { sources, unreadable = [], gaps = [] }: WindowsRecord,
): boolean {
  const known = new Set([...sources, ...unreadable].map(({ file }) => file));
  return chunkNames(session).some((name) => !known.has(name)) || session.gaps.size > gaps.length ||
    unreadable.some(({ file, bytes, modifiedMs }) => {
      const present = session.audio.get(file);
      return present !== undefined && (present.bytes !== bytes || present.modifiedMs !== modifiedMs);
    });
}

/**
 * Whether the windows of a recording are to grow: while audio comes only when the engine waits, so that the chunks that
 * come meanwhile are heard together.
 */
function recordingGrows(session: SessionSnapshot): boolean {
  const windows = ingested(session);
  if (!windows) return session.ended || session.audio.size > 0;
  if ((session.ended || isIdle(session, windows)) && hasNews(session, windows)) return true;
  return windowsByNow(session, windows).length > windows.windows.length;
}

/** What ingest works with. */
export interface IngestParts {
  /** For all that is no plain WAV. @default such a file is rejected */
  readonly decoder?: SoundDecoder;
}

/**
 * The stage that reads audio: hashes it, finds its channels, decodes it when needed, cuts it into windows. A dropped
 * recording is read whole; one that is being recorded as its chunks come.
 */
export function createIngestStage({ decoder }: IngestParts = {}): Stage {
  return {
    name: STAGE,
    lane: "intake",
    pending(session) {
      const isDue = isRecorded(session) ? recordingGrows(session) : session.ended && !ingested(session);
      return isDue ? [jobOf(STAGE, session.id)] : [];
    },
    async run(_job: Job, context: JobContext) {
      const { session, store } = context;
      if (isRecorded(session)) {
        const inputs = ingestInputs(session.record);
        const before = session.windows?.value;
        const found = await ingestChunks(
          context,
          before && sameInputs(before.inputs, inputs) ? before : undefined,
        );
        const record: WindowsRecord = { schema: 1, inputs, ...found };
        return await store.writeStage(session.id, NAMES.windows, record);
      }
      const gone = session.record.originals.find(({ file }) => !session.audio.has(file));
      if (gone) throw new WaitingError(message("audio.gone", { file: gone.file, name: gone.name }));
      const record: WindowsRecord = {
        schema: 1,
        inputs: ingestInputs(session.record),
        ...await ingestSources(context, decoder),
      };
      await store.writeStage(session.id, NAMES.windows, record);
    },
    async settle(_job: Job, { attempts, cause }: JobFailure, { session, store }: JobContext) {
      // A recording is never given up while it goes on, nor put aside with chunks still to come.
      if (isRecorded(session) && !session.ended) throw new WaitingError(cause);
      const file = session.record.originals.map(({ name }) => name).join(", ");
      const why = say(cause, session.record.pinned.interface);
      await store.writeRejection(session, {
        schema: 1,
        cause: message("ingest.failed", { file, attempts, cause: why }),
      });
    },
  };
}
