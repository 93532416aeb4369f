import { type Message, message } from "../errors.ts";
import { type Language, number, say, size } from "../texts/mod.ts";
import type { Context } from "./context.ts";
import { duration } from "./format.ts";
import type { Output } from "./io.ts";
import { LiveBar } from "./live_bar.ts";
import { plain } from "./plain.ts";
import { RateMeter } from "./rate.ts";
import { LiveLine } from "./recording/live_line.ts";
import { StopRequests } from "./stop_requests.ts";

/** What is counted: bytes are told as sizes, seconds as lengths of sound, all else as numbers. */
export type Unit = "things" | "bytes" | "seconds";

/** What {@linkcode withProgress} shows, and where. */
export interface ProgressOptions {
  /** What is being done, as a heading: `Copie des réunions`. */
  readonly what: Message;
  /** @default {"things"} */
  readonly unit?: Unit;
  /** @default standard error */
  readonly to?: Output;
  /** What is told when the person stopped it. @default that the same command begins it again */
  readonly stopped?: Message;
}

/** What a work is given, to tell how far it is. */
export interface Working {
  /** Aborted when the person asks to stop. */
  readonly signal: AbortSignal;
  /** How much is done; `total` 0: nobody knows of how much. `note`: what is being done now, a file's name. Cheap. */
  readonly at: (done: number, total: number, note?: string) => void;
  /** What is being done from now on: the count begins anew. */
  readonly now: (what: Message) => void;
  /** Writes a line for good; what shows stays below it. */
  readonly tell: (text: Message) => void;
}

/** A work that takes less needs no words, in milliseconds. */
const PATIENCE_MS = 2000;

/** A terminal is drawn no more often, in milliseconds. */
const FRAME_MS = 250;

/** How often a terminal is drawn by itself, in milliseconds. */
const TICK_MS = 1000;

/** How often a line goes to a pipe, in the first minute and later, in milliseconds. */
const LINE_MS = 5000;
const LATE_LINE_MS = 30_000;
const LATE_MS = 60_000;

/** Remaining work below this is not worth telling, in seconds. */
const TELL_FROM_SECONDS = 2;

/**
 * Does a work that may take long. Nothing shows for two seconds; then what is done, how much of it, how fast and what is
 * left: a bar in a terminal, which goes when the work ends, and lines every few seconds elsewhere. Ctrl+C aborts `signal`.
 *
 * @example
 * ```ts ignore
 * const done = await withProgress(context, { what: message("export.copying"), unit: "bytes" }, ({ at, signal }) =>
 *   app.export(ids, { onProgress: at, signal }));
 * ```
 */
export async function withProgress<T>(
  { io, language }: Pick<Context, "io" | "language">,
  { what, unit = "things", to = io.stderr, stopped = message("progress.stopped") }: ProgressOptions,
  work: (working: Working) => Promise<T>,
): Promise<T> {
  await using shown = new Shown(to, io.clock, language, what, unit);
  using stop = new StopRequests(io, {
    first: "now",
    stopping: message("progress.stopping"),
    stopped,
    tell: (text) => shown.tell(text),
  });
  return await stop.during(work({
    signal: stop.now,
    at: (done, total, note) => shown.at(done, total, note),
    now: (next) => shown.now(next),
    tell: (text) => shown.tell(text),
  }));
}

/** What is on the terminal, or goes into the pipe. */
class Shown implements AsyncDisposable {
  readonly #output: Output;
  readonly #clock: Context["io"]["clock"];
  readonly #language: Language;
  readonly #unit: Unit;
  readonly #bar: LiveBar;
  readonly #line: LiveLine;
  readonly #over = new AbortController();
  readonly #ticking: Promise<void>;
  readonly #startedAt: number;
  #what: Message;
  #meter = new RateMeter();
  #done = 0;
  #total = 0;
  #note = "";
  #isLong = false;
  #drawnAt = -Infinity;

  constructor(
    output: Output,
    clock: Context["io"]["clock"],
    language: Language,
    what: Message,
    unit: Unit,
  ) {
    [this.#output, this.#clock, this.#language, this.#what, this.#unit] = [
      output,
      clock,
      language,
      what,
      unit,
    ];
    this.#bar = new LiveBar(output);
    this.#line = new LiveLine(output);
    this.#startedAt = clock.monotonic();
    this.#ticking = this.#tick().catch(() => {}); // over: the work has ended
  }

  at(done: number, total: number, note = ""): void {
    [this.#done, this.#total, this.#note] = [done, total, note];
    const now = this.#clock.monotonic();
    this.#meter.note(done, now);
    // Work that never waits leaves no turn to the timer.
    if (now - this.#startedAt >= PATIENCE_MS) this.#isLong = true;
    if (this.#isLong && now - this.#drawnAt >= (this.#output.isTerminal ? FRAME_MS : this.#interval(now))) {
      this.#draw();
    }
  }

  now(what: Message): void {
    this.#what = what;
    [this.#done, this.#total, this.#note] = [0, 0, ""];
    this.#meter = new RateMeter();
    if (this.#isLong && this.#output.isTerminal) this.#draw();
  }

  tell(text: Message): void {
    const line = plain(say(text, this.#language)) + "\n";
    if (this.#total > 0) this.#bar.write(line);
    else this.#line.write(line);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    this.#bar.clear();
    this.#line.clear();
    await this.#ticking;
  }

  async #tick(): Promise<void> {
    await this.#clock.sleep(PATIENCE_MS, { signal: this.#over.signal });
    this.#isLong = true;
    for (;;) {
      const now = this.#clock.monotonic();
      const interval = this.#output.isTerminal ? TICK_MS : this.#interval(now);
      if (now - this.#drawnAt >= interval) this.#draw();
      const next = Math.max(FRAME_MS, this.#drawnAt + interval - this.#clock.monotonic());
      await this.#clock.sleep(next, { signal: this.#over.signal });
    }
  }

  #interval(now: number): number {
    return now - this.#startedAt < LATE_MS ? LINE_MS : LATE_LINE_MS;
  }

  #draw(): void {
    if (this.#over.signal.aborted) return;
    const now = this.#clock.monotonic();
    this.#drawnAt = now;
    const words = (text: Message) => say(text, this.#language);
    const what = words(this.#what);
    const pace = this.#pace(now);
    if (!this.#output.isTerminal) {
      this.#output.write(
        plain(`${words(this.#amount(what, now))}${pace.map((one) => `, ${one}`).join("")}`) + "\n",
      );
    } else if (this.#total > 0) {
      this.#line.clear();
      this.#bar.show(
        Math.min(this.#done, this.#total),
        this.#total,
        plain([...pace, what, this.#note].filter((one) => one !== "").join(", ")),
      );
    } else {
      this.#bar.clear();
      this.#line.show(
        plain([words(this.#amount(what, now)), ...pace, this.#note].filter(Boolean).join(", ")),
      );
    }
  }

  /** `Copie : 42 % (1,2 Go sur 3 Go)`, or what of it can be said. */
  #amount(what: string, now: number): Message {
    if (this.#total > 0) {
      return message("progress.share", {
        what,
        percent: Math.min(100, Math.floor(100 * this.#done / this.#total)),
        done: this.#told(this.#done),
        total: this.#told(this.#total),
      });
    }
    if (this.#done > 0) return message("progress.amount", { what, done: this.#told(this.#done) });
    return message("progress.since", { what, time: duration((now - this.#startedAt) / 1000) });
  }

  /** `45 Mo/s`, `encore 12 s`. */
  #pace(now: number): string[] {
    const { perSecond, remaining } = this.#meter.rate(this.#total, now);
    const told: Message[] = [];
    if (perSecond !== null) told.push(this.#speed(perSecond));
    if (remaining !== null && remaining > TELL_FROM_SECONDS) {
      told.push(message("cli.remaining", { time: duration(remaining) }));
    }
    return told.map((text) => say(text, this.#language));
  }

  #speed(perSecond: number): Message {
    const digits = (value: number) => number(value, this.#language, value < 10 ? 1 : 0);
    if (this.#unit === "bytes") {
      return message("progress.perSecond", { amount: size(perSecond, this.#language) });
    }
    if (this.#unit === "seconds") return message("cli.speed", { times: digits(perSecond) });
    return perSecond >= 1
      ? message("progress.perSecond", { amount: digits(perSecond) })
      : message("progress.perMinute", { amount: digits(perSecond * 60) });
  }

  #told(amount: number): string {
    if (this.#unit === "bytes") return size(amount, this.#language);
    return this.#unit === "seconds" ? duration(amount) : number(amount, this.#language);
  }
}
