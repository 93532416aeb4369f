import type { Clock } from "../clock.ts";
import { failureKind, GreffierError, type Message, message, textOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { type LastState, SAMPLE_RATE, type SessionRecord } from "../model/mod.ts";
import type { SessionSnapshot, Store } from "../store/mod.ts";
import { type Executor, localExecutor } from "./executor.ts";
import { type DueJob, plan } from "./plan.ts";
import { ATTEMPTS, RetryBook } from "./retries.ts";
import { scan, type ScanParts } from "./scan.ts";
import type { Job, Lane, Stage } from "./stage.ts";
import type { TemplateShelf } from "./templates.ts";
import type { Bell } from "./wake.ts";

/** What the pipeline is made of. */
export interface PipelineParts extends ScanParts {
  /** In the order in which a session goes through them. */
  readonly stages: readonly Stage[];
  readonly templates: TemplateShelf;
  readonly bell: Bell;
  readonly executor?: Executor;
}

/** When the pipeline ends. */
export interface RunOptions {
  /** `drained`: when nothing is due and no drop is settling. `never`: only by a signal. */
  readonly until: "drained" | "never";
  /** No new job is started once this aborts; the running ones finish. */
  readonly finish?: AbortSignal;
  /** Running jobs are stopped once this aborts. */
  readonly signal?: AbortSignal;
}

/** What became of everything that was there. */
export interface Outcome {
  readonly published: readonly { readonly record: SessionRecord; readonly last: LastState }[];
  readonly rejected: readonly { readonly name: string; readonly cause: Message }[];
  readonly waiting: readonly { readonly name: string; readonly cause: Message }[];
}

/** A job may find its output stale as soon as it is made, when a file changed meanwhile; not this often in a row. */
const MOST_REPEATS = 5;

/**
 * The pipeline of one home: scan, plan, run what is due within the lanes, until nothing is. Only the holder of the home's
 * lock may run it. Everything it knows comes from files, so it may be stopped anywhere.
 */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #executor: Executor;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #retries = new RetryBook();
  readonly #running = new Map<Lane, Promise<void>>();
  readonly #published: Outcome["published"][number][] = [];
  readonly #rejected: Outcome["rejected"][number][] = [];
  readonly #repeats = new Map<string, number>();
  #open = new Map<string, SessionSnapshot>();
  #settling: readonly string[] = [];
  #stuck: Outcome["waiting"] = [];

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#executor = parts.executor ?? localExecutor;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  /** Runs until the options say so; returns what became of what was there. Rejects with `signal`'s reason. */
  async run({ until, finish, signal }: RunOptions): Promise<Outcome> {
    // One signal ends every wait and every job, however the run ends.
    const ending = new AbortController();
    const stop = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
    try {
      await this.#scan();
      for (let drained = false;;) {
        signal?.throwIfAborted();
        const ended = finish?.aborted === true;
        const { due, waiting } = this.#plan();
        if (!ended) this.#start(due, stop);
        const idle = this.#running.size === 0;
        if (idle && ended) break;
        if (idle && until === "drained" && this.#settling.length === 0) {
          if (drained) break;
          // One more look: what was dropped meanwhile, or left over from a dropped folder, is to be drained too.
          drained = true;
          await this.#scan();
          continue;
        }
        drained = false;
        // A run that drains waits for nothing: what is due again while others work is tried on the way.
        const retryAt = until === "drained"
          ? Infinity
          : Math.min(...waiting.map(({ error }) => error.retryAt));
        if (await this.#wait({ retryAt, finish: ended ? undefined : finish, stop }) === "scan") {
          await this.#scan();
        }
      }
      return this.#outcome();
    } finally {
      ending.abort(new DOMException("The pipeline has ended", "AbortError"));
      await Promise.allSettled(this.#running.values());
    }
  }

  #plan() {
    return plan(
      [...this.#open.values()],
      this.#parts.stages,
      (job) => this.#retries.of(job),
      this.#clock.now(),
    );
  }

  #outcome(): Outcome {
    const { due, waiting: notYet } = this.#plan();
    // What failed and whose time has come again since is as undone as the rest.
    const waiting = [...notYet, ...due].flatMap(({ job }) => {
      const name = this.#open.get(job.session)?.record.name ?? job.session;
      const error = this.#retries.of(job.key);
      return error ? [{ name, cause: error.cause as Message }] : [];
    });
    return { published: this.#published, rejected: this.#rejected, waiting: [...this.#stuck, ...waiting] };
  }

  /** Looks at the whole home. An error of the file system leaves what is known as it is: the next scan may do better. */
  async #scan(): Promise<void> {
    try {
      await this.#parts.templates.refresh();
      const found = await scan(this.#parts);
      this.#open = found.open;
      this.#settling = found.settling;
      this.#stuck = found.stuck;
      this.#rejected.push(...found.rejected);
      for (const session of this.#open.values()) this.#retries.remember(session.errors);
    } catch (error) {
      if (failureKind(error) !== "waiting") throw error;
      this.#log.warn("the home could not be read: {error}", { error: String(error) });
      this.#stuck = [{ name: this.#store.layout.home, cause: textOf(error) }];
      this.#settling = [];
    }
  }

  /** Starts the first due job of each free lane. */
  #start(due: readonly DueJob[], signal: AbortSignal): void {
    for (const { job, lane } of due) {
      if (this.#running.has(lane)) continue;
      const stage = this.#parts.stages.find(({ name }) => name === job.stage);
      const session = this.#open.get(job.session);
      if (!stage || !session) continue;
      this.#running.set(
        lane,
        this.#runJob(stage, job, session, signal).finally(() => {
          this.#running.delete(lane);
        }),
      );
    }
  }

  /** Waits for a job to end, the bell, the next retry or the next look at settling drops. */
  async #wait(
    { retryAt, finish, stop }: {
      readonly retryAt: number;
      readonly finish: AbortSignal | undefined;
      readonly stop: AbortSignal;
    },
  ): Promise<"plan" | "scan"> {
    const over = new AbortController();
    const signal = finish
      ? AbortSignal.any([stop, finish, over.signal])
      : AbortSignal.any([stop, over.signal]);
    const jobs = this.#running.values();
    const waits = [this.#parts.bell.heard({ signal })];
    if (this.#settling.length > 0) {
      waits.push(this.#clock.sleep(this.#parts.tracker.lookAgainMs, { signal }));
    }
    if (retryAt !== Infinity) {
      const ms = Math.max(0, retryAt - this.#clock.now());
      waits.push(this.#clock.sleep(ms, { signal }));
    }
    try {
      await Promise.race([...jobs, ...waits]);
    } catch (error) {
      // The wait was cut short by one of the signals: the loop sees which.
      if (!signal.aborted) throw error;
    } finally {
      over.abort();
    }
    // A ring heard in the same instant as a job ended has been heard for good: it must not be lost.
    const ended = await Promise.allSettled(waits);
    return ended.some(({ status }) => status === "fulfilled") ? "scan" : "plan";
  }

  async #runJob(stage: Stage, job: Job, session: SessionSnapshot, signal: AbortSignal): Promise<void> {
    const log = this.#log.with({ job: job.key });
    const context = { session, store: this.#store, clock: this.#clock, log, signal };
    const { onProgress } = this.#parts;
    const began = this.#clock.monotonic();
    onProgress({ kind: "started", session: job.session, stage: job.stage, job: job.key });
    try {
      await this.#executor.run(stage, job, context);
      const after = await this.#reread(session);
      this.#checkEffect(stage, job, after);
      if (this.#retries.succeeded(job.key) && after) {
        await this.#store.writeError(job.session, job.stage, job.input, undefined);
        await this.#reread(after);
      }
      log.info("{job} done in {ms} ms", { ms: Math.round(this.#clock.monotonic() - began) });
      this.#report(stage, job, session, after);
    } catch (error) {
      try {
        await this.#fail(stage, job, error, context);
      } catch (failing) {
        // Not even the error could be written: it is kept in memory, and the job is tried again all the same.
        if (failureKind(failing, signal) === "failed") throw failing;
        log.error("{job}: its error could not be written: {error}", { error: String(failing) });
      }
    }
  }

  /** Throws when a job says time and again that it is done, and its output is still missing. */
  #checkEffect(stage: Stage, job: Job, after: SessionSnapshot | undefined): void {
    const repeats = after && stage.pending(after).some(({ key }) => key === job.key)
      ? (this.#repeats.get(job.key) ?? 0) + 1
      : 0;
    if (repeats === 0) this.#repeats.delete(job.key);
    else this.#repeats.set(job.key, repeats);
    if (repeats > MOST_REPEATS) throw new GreffierError(message("job.noEffect", { job: job.key }));
  }

  /** Looks at one session again; undefined when it is not open any more. */
  async #reread(session: SessionSnapshot): Promise<SessionSnapshot | undefined> {
    const after = await this.#store.session(session.folder);
    if (after) this.#open.set(after.id, after);
    else this.#open.delete(session.id);
    return after;
  }

  #report(stage: Stage, job: Job, before: SessionSnapshot, after: SessionSnapshot | undefined): void {
    const { onProgress } = this.#parts;
    const { record, published } = before;
    if (stage.name === "publish" && published) {
      this.#published.push({ record, last: published.last });
      onProgress({
        kind: "published",
        session: record.id,
        folder: `${this.#store.layout.outbox}/${record.id}`,
      });
    } else if (stage.name === "reject" && before.rejection) {
      const cause = before.rejection.cause as Message;
      this.#rejected.push({ name: record.name, cause });
      onProgress({ kind: "rejected", name: record.name, cause });
    }
    const windows = after?.windows?.value;
    if (stage.name === "ingest" && windows) {
      const seconds = Math.max(0, ...windows.sources.map(({ to }) => to)) / SAMPLE_RATE;
      onProgress({ kind: "ingested", session: record.id, seconds, windows: windows.windows.length });
    }
    const ofWindows = stage.name === "transcribe";
    onProgress({
      kind: "finished",
      session: record.id,
      stage: stage.name,
      job: job.key,
      done: ofWindows ? after?.transcripts.size ?? 1 : 1,
      total: ofWindows ? windows?.windows.length ?? 1 : 1,
    });
  }

  async #fail(
    stage: Stage,
    job: Job,
    error: unknown,
    context: Parameters<Stage["run"]>[1],
  ): Promise<void> {
    const { log, signal, session } = context;
    const found = failureKind(error, signal);
    // Audio that breaks after it was ingested costs its words, not the meeting.
    const kind = found === "rejected" && stage.name !== "ingest" ? "failed" : found;
    if (kind === "stopped") return;
    if (kind === "rejected") {
      await this.#store.writeRejection(session, { schema: 1, cause: textOf(error) });
      await this.#reread(session);
      return;
    }
    const record = this.#retries.failed(job, kind, error, this.#clock.now());
    const settled = kind === "failed" && record.attempts >= ATTEMPTS && stage.settle !== undefined;
    log.warn("{job} failed ({kind}, try {tries}): {error}", {
      kind,
      tries: record.tries,
      error: String(error),
    });
    this.#parts.onProgress({
      kind: "failed",
      session: job.session,
      stage: job.stage,
      job: job.key,
      cause: record.cause as Message,
      retryAt: settled ? null : record.retryAt,
    });
    if (settled) {
      await stage.settle?.(job, { attempts: record.attempts, cause: record.cause as Message }, context);
      this.#retries.succeeded(job.key);
      await this.#store.writeError(job.session, job.stage, job.input, undefined);
    } else {
      await this.#store.writeError(job.session, job.stage, job.input, record);
    }
    await this.#reread(session);
  }
}
