import { failureKind, type Message, textOf } from "../errors.ts";
import type { Bell } from "./bell.ts";
import { type Executor, localExecutor } from "./executor.ts";
import { Interruptions } from "./interruptions.ts";
import { type Finished, JobRunner } from "./job_runner.ts";
import { ModelKeeping } from "./model_keeping.ts";
import { OpenSessions } from "./open_sessions.ts";
import { perSession } from "./per_session.ts";
import { type DueJob, plan, type Rule } from "./plan.ts";
import { NO_REFINERS, type RefinerSource } from "./refiner_source.ts";
import { RetryBook } from "./retries.ts";
import { scan, type ScanParts } from "./scan.ts";
import type { Lane, Stage } from "./stage.ts";
import type { SessionSnapshot } from "../store/mod.ts";
import type { TemplateShelf } from "./template_shelf.ts";

/** What the pipeline is made of. */
export interface PipelineParts extends ScanParts {
  /** In the order in which a session goes through them. */
  readonly stages: readonly Stage[];
  readonly templates: TemplateShelf;
  readonly bell: Bell;
  readonly executor?: Executor;
  /** Language models to load when a recording begins. @default none */
  readonly refiners?: RefinerSource;
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
export interface Outcome extends Readonly<Finished> {
  readonly waiting: readonly { readonly name: string; readonly cause: Message }[];
}

/**
 * How often a run that drains tries a job that waits for something outside. It waits for nothing, but what is due again
 * while others work is tried on the way; a folder full of windows on a broken disk must not keep it busy for ever.
 */
const TRIES_ON_THE_WAY = 3;

/**
 * How often the folders of recordings that go on are looked at, in milliseconds. They are not watched: Windows refuses to
 * rename a watched folder, and the recorder's own state would ring twice a second.
 */
const LIVE_LOOK_MS = 1000;

const DEFAULT_ABANDONED_MINUTES = 30;

/**
 * The pipeline of one home: scan, plan, run what is due within the lanes, until nothing is. Only the holder of the home's
 * lock may run it. Everything it knows comes from files, so it may be stopped anywhere.
 */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #retries = new RetryBook();
  readonly #running = new Map<Lane, Promise<unknown>>();
  readonly #open: OpenSessions;
  readonly #runner: JobRunner;
  readonly #interruptions: Interruptions;
  readonly #models: ModelKeeping;
  /** By session: the names that its folder had when last looked at. */
  readonly #liveNames = new Map<string, string>();
  #stages: readonly Rule[];
  #settling: readonly string[] = [];
  #stuck: Outcome["waiting"] = [];
  /** Why the home cannot be read now. */
  #away: string | undefined;
  /** What ended a job that no retry can mend: thrown at the next turn of the loop, wherever that is now. */
  #broken: { readonly error: unknown } | undefined;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#stages = parts.stages;
    this.#open = new OpenSessions(parts.store);
    const { abandonedAfterMinutes = DEFAULT_ABANDONED_MINUTES } = parts;
    this.#interruptions = new Interruptions({ ...parts, afterMs: abandonedAfterMinutes * 60_000 });
    this.#models = new ModelKeeping({ ...parts, refiners: parts.refiners ?? NO_REFINERS });
    this.#runner = new JobRunner({
      ...parts,
      executor: parts.executor ?? localExecutor,
      open: this.#open,
      retries: this.#retries,
    });
  }

  /**
   * Runs until the options say so; returns what became of what was there, or, when it ran until told to end, only what
   * still waits: the rest was told as it happened. Rejects with `signal`'s reason.
   */
  async run({ until, finish, signal }: RunOptions): Promise<Outcome> {
    // One signal ends every wait and every job, however the run ends.
    const ending = new AbortController();
    const stop = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
    // A language model may take minutes for an answer, which whoever ends the pipeline does not wait for.
    const breakOff = finish ? AbortSignal.any([stop, finish]) : stop;
    try {
      await this.#scan();
      for (let drained = false;;) {
        signal?.throwIfAborted();
        if (this.#broken) throw this.#broken.error;
        if (until === "never") this.#runner.forgetFinished();
        const ended = finish?.aborted === true;
        if (until === "never" && !ended) this.#models.warm(this.#live(), breakOff);
        this.#models.release(this.#open.all());
        const { due, waiting } = this.#plan();
        const worthTrying = until === "never"
          ? due
          : due.filter(({ job }) => this.#retries.triesHere(job.key) < TRIES_ON_THE_WAY);
        if (!ended) this.#start(worthTrying, (lane) => lane === "model" ? breakOff : stop);
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
        const retryAt = until === "drained"
          ? Infinity
          : Math.min(...waiting.map(({ error }) => error.retryAt));
        const watchesLive = until === "never" && !ended;
        const next = await this.#wait({
          retryAt,
          lookAtLive: watchesLive,
          finish: ended ? undefined : finish,
          stop,
        });
        if (next === "scan") await this.#scan();
        else if (next === "look") await this.#lookAtLive();
      }
      return this.#outcome();
    } finally {
      ending.abort(new DOMException("The pipeline has ended", "AbortError"));
      await Promise.allSettled([...this.#running.values(), this.#models.over()]);
    }
  }

  #plan() {
    return plan(
      this.#open.all(),
      this.#stages,
      (job) => this.#retries.of(job),
      this.#parts.clock.now(),
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
    return { ...this.#runner.finished, waiting: [...this.#stuck, ...waiting] };
  }

  /** Looks at the whole home. An error of the file system leaves what is known as it is: the next scan may do better. */
  async #scan(): Promise<void> {
    try {
      await this.#parts.templates.refresh();
      // Snapshots never change, and templates only here: what is pending is asked of each stage once a snapshot.
      this.#stages = this.#parts.stages.map((stage) => ({
        name: stage.name,
        lane: stage.lane,
        pending: perSession((session) => stage.pending(session)),
      }));
      const found = await this.#open.scan(() => scan(this.#parts, this.#interruptions));
      this.#settling = found.settling;
      if (found.settling.length > 0) this.#parts.onProgress({ kind: "settling", names: found.settling });
      this.#stuck = found.stuck;
      if (this.#away !== undefined) this.#parts.log.info("the home can be read again");
      this.#away = undefined;
      this.#runner.finished.rejected.push(...found.rejected);
      this.#retries.forgetOthers((id) => this.#open.get(id) !== undefined);
      for (const session of this.#open.all()) this.#retries.remember(session.errors);
    } catch (error) {
      if (failureKind(error) !== "waiting") throw error;
      const away = String(error);
      // Said once: a share may be away for hours, and each rescan finds it so.
      if (away !== this.#away) this.#parts.log.warn("the home could not be read: {error}", { error: away });
      this.#away = away;
      this.#stuck = [{ name: this.#parts.store.layout.home, cause: textOf(error) }];
      this.#settling = [];
    }
  }

  #live(): SessionSnapshot[] {
    return this.#open.all().filter(({ live }) => live !== undefined);
  }

  /** Looks at the recordings that go on: for new chunks, for requests, and whether their recorder is gone. */
  async #lookAtLive(): Promise<void> {
    const live = this.#live();
    const ids = new Set(live.map(({ id }) => id));
    for (const id of this.#liveNames.keys()) if (!ids.has(id)) this.#liveNames.delete(id);
    for (const session of live) {
      try {
        const names = await this.#parts.store.liveNames(session.folder);
        const isNew = this.#liveNames.get(session.id) !== names;
        this.#liveNames.set(session.id, names);
        if (!isNew && !this.#interruptions.due(session)) continue;
        const now = await this.#open.reread(session);
        if (now && await this.#interruptions.end(now)) await this.#open.reread(now);
      } catch (error) {
        if (failureKind(error) !== "waiting") throw error;
        this.#liveNames.delete(session.id);
        this.#parts.log.warn("{session} could not be looked at: {error}", {
          session: session.id,
          error: String(error),
        });
      }
    }
  }

  /** Starts the first due job of each free lane. */
  #start(due: readonly DueJob[], signalOf: (lane: Lane) => AbortSignal): void {
    for (const { job, lane } of due) {
      if (this.#running.has(lane)) continue;
      const stage = this.#parts.stages.find(({ name }) => name === job.stage);
      const session = this.#open.get(job.session);
      if (!stage || !session) continue;
      this.#running.set(
        lane,
        this.#runner.run(stage, job, session, signalOf(lane))
          .catch((error) => this.#broken ??= { error })
          .finally(() => this.#running.delete(lane)),
      );
    }
  }

  /** Waits for a job to end, the bell, the next retry or the next look at settling drops or at recordings that go on. */
  async #wait(
    { retryAt, lookAtLive, finish, stop }: {
      readonly retryAt: number;
      readonly lookAtLive: boolean;
      readonly finish: AbortSignal | undefined;
      readonly stop: AbortSignal;
    },
  ): Promise<"plan" | "scan" | "look"> {
    const over = new AbortController();
    const signal = finish
      ? AbortSignal.any([stop, finish, over.signal])
      : AbortSignal.any([stop, over.signal]);
    const jobs = this.#running.values();
    const waits = [this.#parts.bell.heard({ signal })];
    if (this.#settling.length > 0) {
      waits.push(this.#parts.clock.sleep(this.#parts.tracker.lookAgainMs, { signal }));
    }
    if (retryAt !== Infinity) {
      const ms = Math.max(0, retryAt - this.#parts.clock.now());
      waits.push(this.#parts.clock.sleep(ms, { signal }));
    }
    const look = lookAtLive && this.#live().length > 0
      ? [this.#parts.clock.sleep(LIVE_LOOK_MS, { signal })]
      : [];
    try {
      await Promise.race([...jobs, ...waits, ...look]);
    } catch (error) {
      // The wait was cut short by one of the signals: the loop sees which.
      if (!signal.aborted) throw error;
    } finally {
      over.abort();
    }
    // A ring heard in the same instant as a job ended has been heard for good: it must not be lost.
    const isHeard = async (waits: readonly Promise<void>[]) =>
      (await Promise.allSettled(waits)).some(({ status }) => status === "fulfilled");
    const [rung, looks] = await Promise.all([isHeard(waits), isHeard(look)]);
    return rung ? "scan" : looks ? "look" : "plan";
  }
}
