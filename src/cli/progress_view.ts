import type { Clock } from "../clock.ts";
import { type Message, message } from "../errors.ts";
import type { OnProgress, Progress } from "../jobs/mod.ts";
import { type Language, number, say } from "../texts/mod.ts";
import { duration } from "./format.ts";
import type { Output } from "./io.ts";
import { jobMessage, MODEL_STAGES, type NextTry } from "./job_words.ts";
import { LiveBar } from "./live_bar.ts";
import { type Pace, PaceMeter } from "./pace.ts";
import { plain } from "./plain.ts";
import { retainedOne } from "./retained_lines.ts";
import { noticeLines } from "./summary.ts";

/** Remaining work below this is not worth telling, in seconds. */
const TELL_FROM_SECONDS = 2;

/** A copy that takes less is not worth telling, in milliseconds. */
const TELL_COPY_FROM_MS = 5000;

/** Where there is no terminal, longest time between two lines about a transcription, in milliseconds. */
const TRANSCRIBED_LINE_MS = 30_000;

/** A language model that ends sooner needs no words, in milliseconds. */
const PATIENCE_MS = 2000;

/** Milliseconds between two lines about what is done to a finished meeting. */
const CARE_LINE_MS = 5000;

/** The part of an id that is the same for all of a day: a bar has no room for it. */
const DATE = /^\d{4}-\d\d-\d\d_\d{4}_/;

/** Where and how {@linkcode ProgressView} shows. */
export interface ProgressViewOptions {
  readonly output: Output;
  readonly language: Language;
  readonly clock: Clock;
  /** Whether the command ends when nothing is due: what must wait then waits for the next one. */
  readonly ends: boolean;
  /** The folder of a session's report. */
  readonly folderOf: (session: string) => string;
}

/**
 * Shows what the pipeline does: a line for each thing that a person would tell another, and on a terminal a bar for what
 * is being transcribed. Elsewhere transcription gets a line each tenth, and every half minute.
 */
export class ProgressView implements Disposable {
  readonly #output: Output;
  readonly #language: Language;
  readonly #clock: Clock;
  readonly #bar: LiveBar;
  readonly #meters = new Map<string, PaceMeter>();
  /** By session: the tenths that a line told of, and when the last one did. */
  readonly #lines = new Map<string, { readonly tenth: number; readonly at: number }>();
  readonly #ends: boolean;
  readonly #folderOf: (session: string) => string;
  readonly #names = new Map<string, string>();
  /** Sessions whose report is whole as soon as it is rendered, whatever a language model still writes. */
  readonly #whole = new Set<string>();
  /** The session that a language model is at work for. */
  #written: string | undefined;
  /** Since when each dropped name is being copied; null: told. */
  #copies = new Map<string, number | null>();
  /** Failures told by a command that ends. */
  readonly #told = new Set<string>();
  /** What those came from, and the sessions that it kept. */
  readonly #causes = new Map<string, Set<string>>();
  /** Sessions of which it was told that a language model is writing. */
  readonly #toldWriting = new Set<string>();
  /** When a line last told, or could have, how far aftercare is. */
  #caredAt = -Infinity;
  /** Over when the language model is not at work any more. */
  #writing = new AbortController();

  constructor({ output, language, clock, ends, folderOf }: ProgressViewOptions) {
    this.#output = output;
    this.#language = language;
    this.#clock = clock;
    this.#ends = ends;
    this.#folderOf = folderOf;
    this.#bar = new LiveBar(output);
  }

  /** What the pipeline calls. */
  readonly onProgress: OnProgress = (progress) => {
    const line = this.#follow(progress);
    if (line) this.tell(line);
    if (progress.kind === "published" && !this.#ends) this.#tellTrouble(progress);
  };

  /** Writes one line; a bar stays below it. */
  tell(text: Message): void {
    this.#bar.write(plain(say(text, this.#language)) + "\n");
  }

  /** Whether a command that ends told a cause in a line of its own. */
  hasTold(cause: Message): boolean {
    return this.#causes.has(say(cause, this.#language));
  }

  /** Says, once a session, that a language model is writing, where it is not done at once: it may take minutes. */
  #modelBegins(session: string): void {
    this.#modelEnds();
    this.#written = session;
    if (!this.#ends || this.#toldWriting.has(session)) return;
    this.#clock.sleep(PATIENCE_MS, { signal: this.#writing.signal }).then(() => {
      this.#toldWriting.add(session);
      this.tell(message("writer.writing", { meeting: this.#nameOf(session) }));
    }, () => {}); // over before it was long
  }

  #modelEnds(): void {
    this.#written = undefined;
    this.#writing.abort();
    this.#writing = new AbortController();
  }

  [Symbol.dispose](): void {
    this.#writing.abort();
    this.#bar[Symbol.dispose]();
  }

  /** What a reader of the report must know; a command that ends tells it at its end, for all meetings together. */
  #tellTrouble({ session, last }: Extract<Progress, { kind: "published" }>): void {
    const name = this.#nameOf(session);
    this.#names.delete(session);
    if (last.failures > 0) this.tell(message("cli.withFailures", { id: session, name, n: last.failures }));
    for (const line of noticeLines({ id: session, name, last }, this.#language)) this.tell(line);
  }

  #follow(progress: Progress): Message | undefined {
    const language = this.#language;
    switch (progress.kind) {
      case "taken":
        this.#names.set(progress.session, progress.name);
        return message("cli.taken", { name: progress.name, session: progress.session });
      case "ingested":
        this.#meter(progress.session).ingested(progress.seconds);
        return message("cli.ingested", { session: progress.session, length: duration(progress.seconds) });
      case "started":
        if (progress.stage === "transcribe") this.#meter(progress.session).started(this.#clock.monotonic());
        if (MODEL_STAGES.has(progress.stage)) this.#modelBegins(progress.session);
        return undefined;
      case "finished": {
        const { session, stage, done, total } = progress;
        if (stage === "transcribe") return this.#transcribed(session, done, total);
        if (MODEL_STAGES.has(stage)) this.#modelEnds();
        if (stage === "provisional") this.#whole.add(session);
        if (stage !== "render" || this.#written !== session || !this.#whole.delete(session)) return undefined;
        return message("writer.provisionalMade", {
          name: this.#nameOf(session),
          folder: this.#folderOf(session),
        });
      }
      case "failed": {
        const { session, stage, job, cause, retryAt } = progress;
        if (MODEL_STAGES.has(stage)) this.#modelEnds();
        const meeting = this.#nameOf(session);
        const told = jobMessage({ meeting, job, cause, next: this.#next(retryAt) }, language);
        const text = say(told, language);
        // A run tries again what fails while others work: the same words twice tell nothing.
        if (this.#told.has(text)) return undefined;
        if (!this.#ends) return told;
        this.#told.add(text);
        // A model that is silent keeps every passage of a meeting waiting for one reason.
        const sessions = this.#causes.get(say(cause, language)) ?? new Set();
        this.#causes.set(say(cause, language), sessions);
        if (MODEL_STAGES.has(stage) && sessions.has(session)) return undefined;
        sessions.add(session);
        return told;
      }
      case "aftercare":
        return this.#cared(progress);
      case "retained": {
        // A command that ends tells all of it at its end.
        if (this.#ends) return undefined;
        const { did, files, freed, why, rule } = progress.done;
        const counts = { archived: 0, removed: 0, kept: 0, freed, why, [did]: files };
        return retainedOne(this.#nameOf(progress.session), rule, counts, language);
      }
      case "told":
        return progress.text;
      case "settling":
        return this.#copying(progress.names);
      case "rejected":
        return message("cli.rejected", { name: progress.name, cause: say(progress.cause, language) });
      case "published":
        this.#meters.delete(progress.session);
        this.#lines.delete(progress.session);
        return message("cli.published", { name: this.#nameOf(progress.session), folder: progress.folder });
    }
  }

  /** A bar for what takes long, lines now and then where there is no terminal; deliveries tell of themselves. */
  #cared({ session, task, done, total }: Extract<Progress, { kind: "aftercare" }>): Message | undefined {
    if (task !== "audio" && task !== "transcript" && task !== "report") return undefined;
    const what = say(message(`retention.task.${task}`, { id: this.#nameOf(session) }), this.#language);
    this.#bar.show(done, total, what);
    if (done >= total) this.#bar.clear();
    const now = this.#clock.monotonic();
    if (this.#output.isTerminal || total === 0 || now - this.#caredAt < CARE_LINE_MS) return undefined;
    const isFirst = this.#caredAt === -Infinity;
    this.#caredAt = now;
    return isFirst
      ? undefined
      : message("retention.progress", { what, percent: Math.floor(100 * done / total) });
  }

  /** The name of a session; its id when it was taken by an earlier program. */
  #nameOf(session: string): string {
    return this.#names.get(session) ?? session;
  }

  #next(retryAt: number | null): NextTry {
    if (retryAt === null) return "never";
    const inMs = retryAt - this.#clock.now();
    if (inMs <= 0) return "now";
    return this.#ends ? "nextRun" : { inMs };
  }

  /** Names what has been settling for a while, once. */
  #copying(names: readonly string[]): Message | undefined {
    const now = this.#clock.monotonic();
    const copies = new Map<string, number | null>();
    for (const name of names) {
      const since = this.#copies.get(name);
      copies.set(name, since === undefined ? now : since);
    }
    const long = names.filter((name) => {
      const since = copies.get(name) ?? null;
      return since !== null && now - since >= TELL_COPY_FROM_MS;
    });
    for (const name of long) copies.set(name, null);
    this.#copies = copies;
    return long.length === 0 ? undefined : message("cli.settling", { names: long.join(", ") });
  }

  #transcribed(session: string, done: number, total: number): Message | undefined {
    const pace = this.#meter(session).finished(done, total, this.#clock.monotonic());
    if (this.#output.isTerminal) {
      if (done >= total) this.#bar.clear();
      else this.#bar.show(done, total, `${this.#speed(pace)} ${plain(session.replace(DATE, ""))}`.trim());
      return undefined;
    }
    const tenth = Math.floor(pace.share * 10);
    const { tenth: before = 0, at = this.#clock.monotonic() } = this.#lines.get(session) ?? {};
    const now = this.#clock.monotonic();
    const isDue = tenth > before || now - at >= TRANSCRIBED_LINE_MS;
    this.#lines.set(session, { tenth: Math.max(tenth, before), at: isDue ? now : at });
    if (!isDue) return undefined;
    const percent = tenth > before ? tenth * 10 : Math.floor(pace.share * 100);
    return message("cli.transcribed", { session, percent, speed: this.#speed(pace) });
  }

  /** ` (12 fois plus vite que la parole, encore 1 min 03 s)`, or what of it can be said. */
  #speed({ factor, remaining }: Pace): string {
    const parts: string[] = [];
    if (factor !== null) {
      const times = number(factor, this.#language, factor < 10 ? 1 : 0);
      parts.push(say(message("cli.speed", { times }), this.#language));
    }
    if (remaining !== null && remaining > TELL_FROM_SECONDS) {
      parts.push(say(message("cli.remaining", { time: duration(remaining) }), this.#language));
    }
    return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  }

  #meter(session: string): PaceMeter {
    let meter = this.#meters.get(session);
    if (!meter) this.#meters.set(session, meter = new PaceMeter());
    return meter;
  }
}
