import {
  clockTime,
  type HomeNow,
  saying,
  type TrayAction,
  type TrayNotice,
  trayNotice,
} from "../../desktop/tray/mod.ts";
import { GreffierError, type Message, message, textOf } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";
import type { App } from "../app.ts";
import { isStarted } from "../recording/create_recordings.ts";
import type { Requested, Started } from "../recordings.ts";

/** Text that is this far behind is worth a word, in seconds. */
const BEHIND = 60;

/** What {@linkcode createActions} works with. */
export interface ActionParts {
  readonly language: Language;
  /** The app, on the settings as they stand now; disposed after the action. */
  readonly openApp: () => Promise<App>;
  readonly now: () => HomeNow;
  readonly notify: (notice: TrayNotice) => void;
  /** Opens a file or a folder as a double-click does. */
  readonly openPath: (path: string) => Promise<void>;
  readonly inbox: string;
  /** What a person opens to read a report. */
  readonly reportPath: (id: string) => Promise<string>;
  /** Notes that the person has looked. */
  readonly looked: () => Promise<unknown>;
  /** Has no `watch` started any more; resolves once none is being started. */
  readonly endKeeping: () => Promise<void>;
  /** Ends the icon. */
  readonly quit: () => void;
}

/** Does what was asked of the icon. What cannot be done is told as a notice: nothing is thrown. */
export function createActions(parts: ActionParts): (action: TrayAction) => Promise<void> {
  const { language, now } = parts;
  const tell = (
    title: Message,
    text: Message,
    more: { kind?: TrayNotice["kind"]; action?: TrayAction } = {},
  ) => parts.notify(trayNotice({ title, text, ...more }, language));

  async function withApp(act: (app: App) => Promise<void>): Promise<void> {
    await using app = await parts.openApp();
    await act(app);
  }

  function tellStarted(app: App, { session, announcement, channels, notices }: Started): void {
    // It writes the report, and starts the recorder again when it dies.
    app.recordings.followApart(session.id);
    tell(
      message("tray.notice.started"),
      message("tray.notice.startedText", { name: session.name, announcement }),
    );
    for (const { side } of channels.filter(({ device }) => device === null)) {
      const unheard = say({ key: `capture.side.${side}`, values: {} }, language);
      tell(
        message("tray.notice.recording", { name: session.name }),
        message("tray.notice.unheard", { name: session.name, side: unheard }),
        { kind: "warning" },
      );
    }
    for (const text of notices) {
      tell(message("tray.notice.recording", { name: session.name }), text, { kind: "warning" });
    }
  }

  function tellDone(
    done: "paused" | "resumed" | "stopped",
    { session: { name }, confirmed, seconds }: Requested,
  ): void {
    const title = message(`tray.notice.${done}`);
    if (!confirmed) tell(title, message("tray.notice.askedText", { name }), { kind: "warning" });
    else tell(title, message(`tray.notice.${done}Text`, { name, time: clockTime(seconds) }));
  }

  const acts: Readonly<Record<TrayAction, () => Promise<void>>> = {
    start: () => withApp(async (app) => tellStarted(app, await app.recordings.start({}))),
    pause: () =>
      // One hotkey does both.
      now().recording?.state === "paused"
        ? acts.resume()
        : withApp(async ({ recordings }) => tellDone("paused", await recordings.pause())),
    resume: () =>
      withApp(async (app) => {
        const answer = await app.recordings.resume();
        if (isStarted(answer)) tellStarted(app, answer);
        else tellDone("resumed", answer);
      }),
    stop: () => withApp(async ({ recordings }) => tellDone("stopped", await recordings.stop())),
    async "open-report"() {
      const { lastReport } = now();
      if (!lastReport) throw new GreffierError(message("tray.noReport"));
      await parts.openPath(await parts.reportPath(lastReport.id));
      await parts.looked();
    },
    async "open-inbox"() {
      await parts.openPath(parts.inbox);
      await parts.looked();
    },
    async status() {
      const before = now();
      const words = saying(before);
      const { recording } = before;
      if (recording) {
        await withApp(async ({ recordings }) => {
          const backlog = (await recordings.live(recording.id))?.backlog ?? 0;
          if (backlog >= BEHIND) words.push(message("tray.now.behind", { n: Math.floor(backlog / 60) }));
        });
      }
      if (before.lastReport) words.push(message("tray.now.last", { name: before.lastReport.name }));
      const text = words.map((word) => say(word, language)).join(" · ");
      tell(message("tray.notice.status"), message("tray.notice.statusText", { text }), {
        ...(before.unseen.length > 0 ? { action: "open-report" } : {}),
      });
      await parts.looked();
    },
    async quit() {
      try {
        await parts.endKeeping();
        await withApp(async (app) => void await app.askToEnd());
      } finally {
        parts.quit();
      }
    },
  };

  return async (action) => {
    try {
      await acts[action]();
    } catch (error) {
      tell(message("tray.notice.refused"), textOf(error), { kind: "warning" });
    }
  };
}
