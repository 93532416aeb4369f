import { join } from "node:path";
import { isFileSystemError, type Message, NewerFileError } from "../errors.ts";
import { type LevelsRecord, OutboxSession, SessionRecord } from "../model/mod.ts";
import { isLeftAlone } from "./drops.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { RecordCache } from "./record_cache.ts";
import { isRecording, readLevels } from "./recordings.ts";

/** A recording that has not ended, as a glance at its folder tells it. */
export interface LiveLook {
  readonly id: string;
  readonly name: string;
  readonly levels: LevelsRecord | undefined;
  /** Whether its recorder is at work. */
  readonly running: boolean;
  readonly pauseAsked: boolean;
  readonly stopAsked: boolean;
}

/** A report that can be read. */
export interface ReportLook {
  readonly id: string;
  readonly name: string;
  /** When it came, in milliseconds since the epoch. */
  readonly atMs: number;
}

/** What a glance at a home tells. */
export interface DeskLook {
  /** By id. */
  readonly live: readonly LiveLook[];
  /** Files that wait and meetings whose report is not whole yet. */
  readonly pending: number;
  /** Reports that came after the first look, and those of before that came after `since`; oldest first. */
  readonly reports: readonly ReportLook[];
  /** The newest report there is. */
  readonly lastReport: ReportLook | undefined;
  /** What was rejected after `since`. */
  readonly rejected: readonly string[];
  /** Why meetings that are not whole are left as they are: a newer greffier wrote of them. */
  readonly leftAlone: readonly Message[];
}

/** A recorder writes its state twice a second; one that is silent for longer, in milliseconds, may be gone. */
const FRESH_MS = 1500;

/** How many meetings of the outbox, the last ones by their ids, are looked at for reports that came meanwhile. */
const LOOKED_BACK = 50;

/** Views that a person reads, the best first. */
const READABLE = ["report.html", "report.md", "transcript.txt"];

const WHY = ".why.txt";

/**
 * Looks at a home again and again without reading it: of the outbox, however many meetings it has, only what changed since
 * the last look. Whoever wants to know all asks the store for a snapshot.
 */
export class DeskLooks {
  readonly #files: Files;
  readonly #layout: HomeLayout;
  readonly #cache: RecordCache;
  /** Meetings of the inbox at the last look, by id. */
  #open = new Set<string>();
  /** Meetings of the outbox whose report was told, or was there before the first look. */
  #known: Set<string> | undefined;
  #reports: ReportLook[] = [];
  #lastReport: ReportLook | undefined;
  #outboxMs: number | undefined;
  #rejectedMs: number | undefined;
  #rejected: { readonly name: string; readonly atMs: number }[] = [];
  /** Of the look under way. */
  #leftAlone: Message[] = [];

  constructor(files: Files, layout: HomeLayout) {
    this.#files = files;
    this.#layout = layout;
    this.#cache = new RecordCache(files);
  }

  /** Looks at the home at `nowMs`; `sinceMs` is when the person last looked. Both in milliseconds since the epoch. */
  async look({ nowMs, sinceMs }: { readonly nowMs: number; readonly sinceMs: number }): Promise<DeskLook> {
    const live: LiveLook[] = [];
    const open = new Set<string>();
    const whole: string[] = [];
    this.#leftAlone = [];
    let pending = 0;
    for (const { name, isFolder, isLink } of await this.#files.list(this.#layout.inbox)) {
      if (isLink || isLeftAlone(name)) continue;
      const session = isFolder ? await this.#session(name) : undefined;
      if (!session) {
        pending++;
        continue;
      }
      open.add(session.id);
      if (session.origin === "recorded" && !await this.#has(name, NAMES.ended)) {
        live.push(await this.#live(name, session, nowMs));
      } else if (await this.#isWhole(session.id)) whole.push(session.id);
      else pending++;
    }
    await this.#findReports(open, whole, sinceMs);
    return {
      live: live.sort((a, b) => a.id < b.id ? -1 : 1),
      pending,
      reports: this.#reports.filter(({ atMs }) => atMs > sinceMs),
      lastReport: this.#lastReport,
      rejected: await this.#rejectedAfter(sinceMs),
      leftAlone: this.#leftAlone,
    };
  }

  /** What a person opens to read a report: an absolute path. The folder, when none of its files is there. */
  async reportPath(id: string): Promise<string> {
    const folder = join(this.#layout.outbox, id);
    for (const view of READABLE) {
      if (await this.#files.stat(join(folder, view))) return join(folder, view);
    }
    return folder;
  }

  /** Undefined for what is no session yet, or cannot be read: it waits. */
  async #session(folder: string): Promise<SessionRecord | undefined> {
    try {
      return (await this.#cache.record(join(this.#layout.inbox, folder, NAMES.session), SessionRecord))
        ?.value;
    } catch (error) {
      if (error instanceof NewerFileError) this.#leftAlone.push(error.text);
      if (isFileSystemError(error)) return undefined;
      throw error;
    }
  }

  async #has(folder: string, name: string): Promise<boolean> {
    return await this.#files.stat(join(this.#layout.inbox, folder, name)) !== undefined;
  }

  async #live(folder: string, { id, name }: SessionRecord, nowMs: number): Promise<LiveLook> {
    const levels = await readLevels(this.#files, this.#layout, folder);
    const speaks = levels !== undefined && nowMs - levels.at < FRESH_MS && levels.state !== "ended" &&
      levels.state !== "failed";
    return {
      id,
      name,
      levels,
      running: speaks || await isRecording(this.#files, this.#layout, folder),
      pauseAsked: await this.#has(folder, NAMES.pause),
      stopAsked: await this.#has(folder, NAMES.stop),
    };
  }

  /** Whether the report of an ended session can be read, but for what a language model still writes. */
  async #isWhole(id: string): Promise<boolean> {
    const last = (await this.#outboxSession(id, ({ text }) => this.#leftAlone.push(text)))?.last;
    if (last?.state !== "provisional") return false;
    return await this.#files.stat(join(this.#layout.outbox, id, NAMES.stages, NAMES.provisional)) !==
      undefined;
  }

  /** Undefined for one that is not there, or that a newer greffier wrote. */
  async #outboxSession(
    id: string,
    onNewer: (error: NewerFileError) => void = () => {},
  ): Promise<OutboxSession | undefined> {
    try {
      return (await this.#cache.record(join(this.#layout.outbox, id, NAMES.session), OutboxSession))?.value;
    } catch (error) {
      if (!(error instanceof NewerFileError)) throw error;
      onNewer(error);
      return undefined;
    }
  }

  /** Finds the reports that came since the last look. */
  async #findReports(open: Set<string>, whole: readonly string[], sinceMs: number): Promise<void> {
    const before = this.#open;
    this.#open = open;
    const changedMs = (await this.#files.stat(this.#layout.outbox))?.modifiedMs;
    const known = this.#known ?? await this.#lookBack(open, sinceMs);
    this.#known = known;
    // One that was opened again comes again, unless the model alone is still at work on it.
    for (const id of open) if (!before.has(id) && !whole.includes(id)) known.delete(id);
    const gone = [...before].filter((id) => !open.has(id));
    const came = new Set([...whole, ...gone].filter((id) => !known.has(id)));
    if (changedMs !== this.#outboxMs) {
      // A meeting may have come and gone between two looks.
      for (const { name, isFolder } of await this.#files.list(this.#layout.outbox)) {
        if (isFolder && !known.has(name) && !open.has(name)) came.add(name);
      }
      this.#outboxMs = changedMs;
    }
    for (const id of came) {
      const atMs = await this.#sealedMs(id) ?? (whole.includes(id) ? await this.#writtenMs(id) : undefined);
      if (atMs === undefined) continue;
      known.add(id);
      const report = await this.#report(id, atMs);
      if (report) this.#reports.push(this.#lastReport = report);
      this.#cache.forget(join(this.#layout.outbox, id));
    }
    for (const id of gone) this.#cache.forget(join(this.#layout.inbox, id));
  }

  /** At the first look: which meetings there are, and which of the last ones came while nobody looked. */
  async #lookBack(open: Set<string>, sinceMs: number): Promise<Set<string>> {
    const folders = (await this.#files.list(this.#layout.outbox)).filter(({ isFolder }) => isFolder);
    const ids = folders.map(({ name }) => name).filter((id) => !open.has(id)).sort();
    const newest: { id: string; atMs: number }[] = [];
    for (const id of ids.slice(-LOOKED_BACK)) {
      const atMs = await this.#sealedMs(id);
      if (atMs !== undefined) newest.push({ id, atMs });
    }
    newest.sort((a, b) => a.atMs - b.atMs);
    for (
      const { id, atMs } of newest.filter(({ atMs }, index) => atMs > sinceMs || index === newest.length - 1)
    ) {
      const report = await this.#report(id, atMs);
      if (report && atMs > sinceMs) this.#reports.push(report);
      this.#lastReport = report ?? this.#lastReport;
    }
    return new Set(ids);
  }

  async #report(id: string, atMs: number): Promise<ReportLook | undefined> {
    const session = await this.#outboxSession(id);
    return session && { id, name: session.name, atMs };
  }

  async #sealedMs(id: string): Promise<number | undefined> {
    return (await this.#files.stat(join(this.#layout.outbox, id, NAMES.sealed)))?.modifiedMs;
  }

  async #writtenMs(id: string): Promise<number | undefined> {
    return (await this.#files.stat(join(this.#layout.outbox, id, NAMES.session)))?.modifiedMs;
  }

  async #rejectedAfter(sinceMs: number): Promise<string[]> {
    const folder = this.#layout.rejected;
    const changedMs = (await this.#files.stat(folder))?.modifiedMs;
    if (changedMs !== this.#rejectedMs) {
      this.#rejectedMs = changedMs;
      this.#rejected = [];
      // Its reason is written when a file is rejected; the file itself keeps its old time.
      for (const { name } of await this.#files.list(folder)) {
        if (!name.endsWith(WHY)) continue;
        const stat = await this.#files.stat(join(folder, name));
        if (stat) this.#rejected.push({ name: name.slice(0, -WHY.length), atMs: stat.modifiedMs });
      }
    }
    return this.#rejected.filter(({ atMs }) => atMs > sinceMs).map(({ name }) => name);
  }
}
