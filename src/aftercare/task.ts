import type { Clock } from "../clock.ts";
import type { Message } from "../errors.ts";
import type { Log } from "../log.ts";
import type { RetentionDone } from "../model/mod.ts";
import type { SealedMeeting, Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";

/** What a task may touch. */
export interface TaskContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Of whoever reads what is written: the interface's. */
  readonly language: Language;
  /** Tells how far a task is that takes long; both in the same unit, whatever it is. */
  readonly progress: (done: number, total: number) => void;
  /** Tells a person something for good: what was done, or was given up. @default nobody hears it */
  readonly tell?: (text: Message) => void;
  /** Tells what retention did. @default nobody hears it */
  readonly retained?: (done: RetentionDone) => void;
}

/** Why a task is given up. */
export interface TaskFailure {
  /** Tries that counted. */
  readonly attempts: number;
  readonly cause: Message;
}

/**
 * Something done to a sealed meeting: once, triggered by files. A task knows from the meeting's files and the time alone
 * whether it has something to do, and its last step writes the receipt that says it is done. It may be killed anywhere,
 * and is then run again. Throw a `WaitingError` while something outside is not there yet (a share, a web server): it is
 * tried again for ever, at growing intervals, by a program that starts anew at once. An error of the file system counts
 * as that. Any other failure counts: the third settles the task.
 */
export interface AftercareTask {
  /** One word, in lower case: in logs, in the error file `stages/aftercare.<name>.error.json`, in messages. */
  readonly name: string;
  /** Pure: whether something is to be done at `now`, in milliseconds since the epoch. */
  pending(meeting: SealedMeeting, now: number): boolean;
  /** Does it, and writes the receipt last. `meeting` is a fresh look, taken when the task starts. */
  run(meeting: SealedMeeting, context: TaskContext): Promise<void>;
  /**
   * Writes the receipt of a task that failed for good, so that it is not pending any more. A task without it is tried
   * again for ever, once a day at last.
   */
  settle?(meeting: SealedMeeting, failure: TaskFailure, context: TaskContext): Promise<void>;
}
