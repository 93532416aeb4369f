import type { Clock } from "../clock.ts";
import { failureKind, type Message, NewerFileError } from "../errors.ts";
import type { Log } from "../log.ts";
import { ErrorRecord, type RetentionDone } from "../model/mod.ts";
import { errorFile, NAMES, recordIn, type SealedMeeting, type Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import type { AftercareTask, TaskContext } from "./task.ts";
import { ATTEMPTS, mustWait, TaskBook } from "./task_book.ts";

/** What aftercare works with. */
export interface AftercareParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly language: Language;
  /** In the order in which they are done to a meeting. */
  readonly tasks: readonly AftercareTask[];
  /** Hears how far a task is. */
  readonly onProgress?: (at: TaskProgress) => void;
  /** Hears what a task tells a person, of the meeting with that id. */
  readonly onTold?: (meeting: string, text: Message) => void;
  /** Hears what retention did to the meeting with that id. */
  readonly onRetained?: (meeting: string, done: RetentionDone) => void;
}

/** How far a task is. */
export interface TaskProgress {
  /** Id of the meeting. */
  readonly meeting: string;
  /** Name of the task. */
  readonly task: string;
  readonly done: number;
  readonly total: number;
}

/** Something that could not be done yet. */
export interface Undone {
  /** Name of the meeting. */
  readonly name: string;
  readonly task: string;
  readonly cause: Message;
}

/** The first part of the names of error files: `stages/aftercare.audio.error.json`. */
export const AFTERCARE = "aftercare";

/** Does what is to be done to sealed meetings, one task at a time. Only the holder of the home's lock may. */
export class Aftercare {
  readonly #parts: AftercareParts;
  readonly #book = new TaskBook();

  constructor(parts: AftercareParts) {
    this.#parts = parts;
  }

  /**
   * Does what is due of one meeting; one that is open is left alone. Returns what could not be done. Rejects with
   * `signal`'s reason.
   */
  async care(id: string, signal: AbortSignal): Promise<Undone[]> {
    const undone: Undone[] = [];
    for (const task of this.#parts.tasks) {
      signal.throwIfAborted();
      const meeting = await this.#meeting(id);
      if (!meeting) return undone;
      const cause = await this.#try(task, meeting, signal);
      if (cause) undone.push({ name: meeting.session.name, task: task.name, cause });
    }
    return undone;
  }

  async #meeting(id: string): Promise<SealedMeeting | undefined> {
    try {
      return await this.#parts.store.sealedMeeting(id);
    } catch (error) {
      // What a newer greffier wrote, or cannot be reached now, is for another time.
      if (error instanceof NewerFileError) return undefined;
      if (failureKind(error) !== "waiting") throw error;
      this.#parts.log.warn("{session} cannot be looked at: {error}", { session: id, error: String(error) });
      return undefined;
    }
  }

  /** Returns why the task is not done, when it is to be. */
  async #try(task: AftercareTask, meeting: SealedMeeting, signal: AbortSignal): Promise<Message | undefined> {
    const { store, clock, onProgress = () => {} } = this.#parts;
    const job = `${AFTERCARE}:${meeting.id}/${task.name}`;
    const log = this.#parts.log.with({ job });
    const error = `${NAMES.stages}/${errorFile(AFTERCARE, task.name)}`;
    if (!task.pending(meeting, clock.now())) {
      this.#book.over(job);
      if (meeting.files.has(error)) await store.removeMeetingFile(meeting.id, error);
      return undefined;
    }
    const known = await this.#known(job, meeting, error);
    if (known && mustWait(known, clock.now())) return known.cause as Message;
    const context: TaskContext = {
      store,
      clock,
      log,
      signal,
      language: this.#parts.language,
      progress: (done, total) => onProgress({ meeting: meeting.id, task: task.name, done, total }),
      tell: (text) => this.#parts.onTold?.(meeting.id, text),
      retained: (done) => {
        const { did, files, freed, rule, class: about } = done;
        log.info("{job}: {did} {files} files of the {about}, {freed} bytes freed, by {rule}", {
          ...{ did, files, freed, rule, about },
        });
        this.#parts.onRetained?.(meeting.id, done);
      },
    };
    const began = clock.monotonic();
    try {
      await task.run(meeting, context);
      log.info("{job} done in {ms} ms", { ms: Math.round(clock.monotonic() - began) });
      this.#book.over(job);
      await store.removeMeetingFile(meeting.id, error);
      return undefined;
    } catch (failure) {
      return await this.#failed(task, meeting, job, failure, context);
    }
  }

  async #known(job: string, meeting: SealedMeeting, error: string): Promise<ErrorRecord | undefined> {
    if (!this.#book.of(job) && meeting.files.has(error)) {
      const bytes = await this.#parts.store.readMeetingFile(meeting.id, error);
      const record = bytes && recordIn(error, bytes, ErrorRecord);
      if (record) this.#book.remember(record);
    }
    return this.#book.of(job);
  }

  async #failed(
    task: AftercareTask,
    meeting: SealedMeeting,
    job: string,
    failure: unknown,
    context: TaskContext,
  ): Promise<Message> {
    const { store, clock, log, signal } = context;
    const found = failureKind(failure, signal);
    if (found === "stopped") throw signal.reason;
    const kind = found === "waiting" ? "waiting" : "failed";
    const record = this.#book.failed(job, kind, failure, clock.now());
    const cause = record.cause as Message;
    log.warn("{job} failed ({kind}): {error}", { kind, error: String(failure) });
    try {
      if (kind === "failed" && record.attempts >= ATTEMPTS && task.settle) {
        await task.settle(meeting, { attempts: record.attempts, cause }, context);
        this.#book.over(job);
        await store.writeError(meeting.id, AFTERCARE, task.name, undefined);
      } else if (await store.sealedMeeting(meeting.id)) {
        await store.writeError(meeting.id, AFTERCARE, task.name, record);
      }
    } catch (error) {
      // Not even that could be written: it is kept in memory, and tried again when its time comes.
      if (failureKind(error, signal) === "failed") throw error;
      log.error("{job}: its error could not be written: {error}", { error: String(error) });
    }
    return cause;
  }
}
