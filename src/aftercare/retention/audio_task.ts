import {
  type ArchiveFormat,
  archiveWav,
  checkArchive,
  roomFor,
  type SoundReader,
} from "../../archive/mod.ts";
import { readWavInfo } from "../../audio/mod.ts";
import { message, WaitingError } from "../../errors.ts";
import { type RetainedFile, retentionDone, type RetentionStep, stepsOf } from "../../model/mod.ts";
import { archiveFile, localTime, type SealedMeeting } from "../../store/mod.ts";
import type { AftercareTask, TaskContext } from "../task.ts";
import { noteRemoval, removeFiles, tellRemoval } from "./removal.ts";
import { audioDue, type CountTo, type Due, type RetentionRules } from "./rules.ts";
import { stillSealed } from "./still_sealed.ts";
import { nameOf, whyKept } from "./why_kept.ts";

/** Files that are archived before the receipt is written and they are removed: a recording has six a minute. */
const BATCH = 60;

/** What the sound's retention works with. */
export interface AudioTaskParts {
  readonly rules: RetentionRules;
  readonly read: SoundReader;
  /** Name and version of the program. */
  readonly program: string;
  /** The time that days are counted to, of the clock's, both in milliseconds since the epoch. @default the clock's */
  readonly countTo?: CountTo;
}

type Done = RetentionStep["files"][number];

/**
 * The retention of sound: archived beside itself, each file alone and read back before the original goes, or removed. A
 * batch is archived, then named in the receipt, then its originals are removed: stopped anywhere, nothing is lost, and what
 * has no receipt is archived again.
 */
export function createAudioTask(
  { rules, read, program, countTo = (now) => now }: AudioTaskParts,
): AftercareTask {
  async function archive(meeting: SealedMeeting, due: Due, context: TaskContext): Promise<void> {
    const { store, progress, signal } = context;
    const format = rules.audio.as as ArchiveFormat;
    const bytesOf = (file: string) => meeting.files.get(file)?.bytes ?? 0;
    const total = due.files.reduce((sum, file) => sum + bytesOf(file), 0);
    let done = 0;
    const all: Record<"archived" | "kept", Done[]> = { archived: [], kept: [] };
    using _told = {
      [Symbol.dispose]() {
        for (const did of ["archived", "kept"] as const) {
          const { rule } = due;
          if (all[did].length === 0) continue;
          context.retained?.(retentionDone({ class: "audio", rule, did, files: all[did] }));
        }
      },
    };
    for (let at = 0; at < due.files.length; at += BATCH) {
      const archived: Done[] = [], kept: Done[] = [], over: string[] = [];
      for (const file of due.files.slice(at, at + BATCH)) {
        signal.throwIfAborted();
        const found = await archiveOne(meeting, file, format, context);
        if (!found) continue;
        if (found.isNoted) over.push(file), all.archived.push(found.done);
        else if (found.done.became) archived.push(found.done);
        else kept.push(found.done);
        progress(done += bytesOf(file), total);
      }
      await stillSealed(store, meeting);
      await note("archived", archived, due, meeting, context);
      await note("kept", kept, due, meeting, context);
      all.kept.push(...kept);
      await removeFiles(meeting, [...archived.map(({ file }) => file), ...over], context);
      all.archived.push(...archived);
    }
  }

  /** Archives one file; undefined when it is gone, noted when a run that was cut did all but remove it. */
  async function archiveOne(
    { id, retention }: SealedMeeting,
    file: string,
    format: ArchiveFormat,
    { store, signal }: TaskContext,
  ): Promise<{ readonly isNoted: boolean; readonly done: Done } | undefined> {
    const original = await store.retainedFile(id, file);
    if (!original) return undefined;
    const noted = stepsOf(retention, "audio", "archived").flatMap(({ files }) => files)
      .find((done) => done.file === file && done.sha256 === original.sha256);
    if (noted?.became && sameFile(await store.retainedFile(id, noted.became.file), noted.became)) {
      return { isNoted: true, done: noted };
    }
    const why = await whyKept(store, id, { file, bytes: original.bytes }, format);
    if (why) {
      return { isNoted: false, done: { ...original, why: { key: why.key, values: { ...why.values } } } };
    }
    const name = nameOf(file);
    await using reader = await store.openMeetingFile(id, file);
    const needed = roomFor(await readWavInfo(reader, { name }), format);
    const free = await store.freeOutboxBytes();
    if (free !== null && free < needed * 1.1) {
      const values = { file: name, needed: Math.ceil(needed * 1.1 / 1e6), free: Math.floor(free / 1e6) };
      throw new WaitingError(message("disk.full", values));
    }
    const archive = archiveFile(file, `.${format}`);
    await store.streamMeetingFile(id, archive, {
      write: (writer) => archiveWav(reader, writer, format, { name, program, signal }),
      check: (written, expected) => checkArchive(written, expected, read, { name: archive, signal }),
    });
    const became = await store.retainedFile(id, archive);
    return became && { isNoted: false, done: { ...original, became } };
  }

  return {
    name: "audio",
    pending: (meeting, now) => audioDue(meeting, rules, countTo(now)) !== undefined,
    async run(meeting, context) {
      const due = audioDue(meeting, rules, countTo(context.clock.now()));
      if (due?.does === "archive") await archive(meeting, due, context);
      if (due?.does === "remove") {
        const found = await noteRemoval(meeting, "audio", due, context);
        await removeFiles(meeting, due.files, context);
        tellRemoval("audio", due, found, context);
      }
    },
  };
}

function sameFile(found: RetainedFile | undefined, noted: RetainedFile): boolean {
  return found?.sha256 === noted.sha256;
}

async function note(
  did: "archived" | "kept",
  files: Done[],
  { rule }: Due,
  { id }: SealedMeeting,
  { store, clock }: TaskContext,
): Promise<void> {
  if (files.length === 0) return;
  await store.noteRetention(id, { at: localTime(clock.now()), class: "audio", rule, did, files });
}
