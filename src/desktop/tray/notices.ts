import { type Message, message } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";
import { cut } from "./cut.ts";
import type { HomeNow } from "./home_now.ts";
import type { TrayAction, TrayNotice } from "./tray_icon.ts";

/** Longest title and text of a notice, in characters. */
const TITLE = 63;
const TEXT = 255;

/** A warning of a recording that comes and goes is told again after so long, in milliseconds. */
const AGAIN_MS = 10 * 60_000;

/** A notice in the person's language, within what systems show. */
export function trayNotice(
  { title, text, kind = "info", action }: {
    readonly title: Message;
    readonly text: Message;
    readonly kind?: TrayNotice["kind"];
    readonly action?: TrayAction;
  },
  language: Language,
): TrayNotice {
  return {
    title: cut(say(title, language), TITLE),
    text: cut(say(text, language), TEXT),
    kind,
    ...(action ? { action } : {}),
  };
}

/** Finds what a person must be told, each thing once. */
export class Notices {
  readonly #language: Language;
  /** When each thing was last told. */
  readonly #told = new Map<string, number>();
  #before: HomeNow | undefined;

  constructor(language: Language) {
    this.#language = language;
  }

  /** What is new in `now`, at `atMs`, milliseconds that never go back. */
  after(now: HomeNow, atMs: number): TrayNotice[] {
    const found: TrayNotice[] = [];
    const before = this.#before;
    const tell = (notice: Parameters<typeof trayNotice>[0]) => found.push(trayNotice(notice, this.#language));
    const warning = (title: Message, text: Message, action: TrayAction = "status") =>
      tell({ title, text, kind: "warning", action });

    for (const text of this.#warningsOf(now, atMs)) {
      warning(message("tray.notice.recording", { name: now.recording?.name ?? "" }), text);
    }
    for (const { id, name } of now.interrupted) {
      if (!this.#isNew(`interrupted ${id}`, atMs)) continue;
      warning(message("tray.notice.interrupted"), message("tray.notice.interruptedText", { name, id }));
    }
    const rejected = now.rejected.filter((name) => this.#isNew(`rejected ${name}`, atMs));
    if (before && rejected.length > 0) {
      warning(
        message("tray.notice.rejected", { n: rejected.length }),
        message("tray.notice.rejectedText", { name: rejected[0]!, n: rejected.length }),
      );
    }
    const reports = now.unseen.filter(({ id, atMs: came }) => this.#isNew(`report ${id} ${came}`, atMs));
    const [first] = reports;
    if (first) {
      const name = reports.length === 1 ? first.name : "";
      tell({
        title: message("tray.notice.reports", { n: reports.length }),
        text: reports.length === 1
          ? message("tray.notice.report", { name })
          : message("tray.notice.manyReports", { n: reports.length }),
        action: "open-report",
      });
    }
    if (now.trouble && now.trouble.key !== before?.trouble?.key) {
      warning(message("tray.notice.trouble"), now.trouble);
    }
    this.#before = now;
    return found;
  }

  /** Warnings of the recording at work that were not there a moment ago. */
  *#warningsOf({ recording }: HomeNow, atMs: number): Iterable<Message> {
    if (!recording) return;
    const before = this.#before?.recording;
    for (const text of recording.notices) {
      // Its numbers go on counting: it is the same warning.
      const wasThere = before?.id === recording.id && before.notices.some(({ key }) => key === text.key);
      const told = `${recording.id} ${text.key}`;
      if (wasThere) continue;
      const last = this.#told.get(told);
      if (last !== undefined && atMs - last < AGAIN_MS) continue;
      this.#told.set(told, atMs);
      yield text;
    }
  }

  #isNew(thing: string, atMs: number): boolean {
    if (this.#told.has(thing)) return false;
    this.#told.set(thing, atMs);
    return true;
  }
}
