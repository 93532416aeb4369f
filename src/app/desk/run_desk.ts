import type { Clock } from "../../clock.ts";
import { isFileSystemError, type Message, message, textOf } from "../../errors.ts";
import type { Log } from "../../log.ts";
import {
  type HomeNow,
  NOTHING_NOW,
  Notices,
  type TrayAction,
  type TrayNotice,
  trayNotice,
  type TrayPlace,
  trayView,
} from "../../desktop/tray/mod.ts";
import type { Settings } from "../../config/mod.ts";
import {
  askTray,
  claimTray,
  DeskLooks,
  type Files,
  type HomeLayout,
  homeLayout,
  lastLooked,
  noteLooked,
  Store,
  takeTrayRequests,
  type TrayClaim,
  trayOwner,
} from "../../store/mod.ts";
import type { DeskRequest } from "../desk.ts";
import { createActions } from "./actions.ts";
import { DeskSettings } from "./desk_settings.ts";
import { HomeReader } from "./home_now.ts";
import { IconHolder } from "./icon_holder.ts";
import { WatchKeeper } from "./watch_keeper.ts";

/** How often the home is looked at, in milliseconds: while a meeting is recorded, whose time is shown, and otherwise. */
const LOOK_MS = { recording: 1000, quiet: 2000 } as const;

/** How {@linkcode Desk.run} ended: `called`: another process is the icon of this home, and was called. */
export type DeskEnd = "quit" | "stopped" | "called";

/** How to run a desk. */
export interface RunDeskOptions {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Called once it looks after the home; `shown`: with an icon. */
  readonly onThere?: (shown: boolean) => void;
}

/** What {@linkcode runDesk} works with. */
export interface RunDeskParts extends Omit<DeskRequest, "home" | "verbose"> {
  readonly files: Files;
  readonly layout: HomeLayout;
  readonly clock: Clock;
  readonly place: TrayPlace;
  readonly openPath: (path: string) => Promise<void>;
  readonly openLogs: () => Promise<AsyncDisposable | undefined>;
  readonly log: Log;
}

/** How often, and after how many milliseconds, a lock that no icon holds is asked for again. */
const CLAIM_TRIES = 5;
const CLAIM_AGAIN_MS = 100;

/** The right to be the icon; undefined when another process is it. Who only looks whether there is one holds it for an instant. */
async function claimOf({ files, layout, clock }: RunDeskParts): Promise<TrayClaim | undefined> {
  const home = { files, layout };
  for (let tries = 1;; tries++) {
    const claim = await claimTray(home, Deno.pid);
    if (claim || tries === CLAIM_TRIES || await trayOwner(home) !== undefined) return claim;
    await clock.sleep(CLAIM_AGAIN_MS);
  }
}

/** Shows the icon of a home and does what is asked of it; see `Desk.run`. */
export async function runDesk(parts: RunDeskParts, { signal, onThere }: RunDeskOptions): Promise<DeskEnd> {
  const { files, layout, clock, language, log, place } = parts;
  const home = { files, layout };
  await using claim = await claimOf(parts);
  if (!claim) {
    await askTray(home, "show");
    return "called";
  }
  await using _logs = await parts.openLogs();
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  let end: DeskEnd = "stopped";
  const finish = (how: DeskEnd) => {
    end = how;
    over.abort();
  };

  const settings = new DeskSettings(files, layout.settings, parts.readSettings);
  const reader = new HomeReader(clock);
  const here = trayNotice(
    { title: message("tray.notice.here"), text: message("tray.notice.hereText") },
    language,
  );
  const notices = new Notices(language);
  const keeper = new WatchKeeper({
    clock,
    log,
    isOwned: async () => await new Store(layout, files).owner() !== null,
    async start() {
      await using app = await parts.openApp();
      await app.startApart("watch");
    },
  });
  let looks: { readonly outbox: string; readonly at: DeskLooks } | undefined;
  let lookedAtMs = await lastLooked(home);
  let now: HomeNow = NOTHING_NOW;
  /** What the file system refuses, told once it refuses twice: a drive may be away for a moment. */
  let refused: Message | null = null;
  let refusals = 0;
  let rouse = () => {};

  const notify = (notice: TrayNotice) => icon.notify(notice);
  const looksAt = (configured: Settings) => {
    const { outbox } = homeLayout(layout.home, configured.output.directory);
    if (looks?.outbox !== outbox) looks = { outbox, at: new DeskLooks(files, { ...layout, outbox }) };
    return looks.at;
  };
  const looked = async () => {
    const at = lookedAtMs = clock.now();
    await noteLooked(home, at);
    return at;
  };
  const act = createActions({
    language,
    openApp: parts.openApp,
    now: () => now,
    notify,
    openPath: parts.openPath,
    inbox: layout.inbox,
    reportPath: (id) => looksAt(settings.settings).reportPath(id),
    looked,
    endKeeping: () => keeper.end(),
    quit: () => finish("quit"),
  });

  /** What is asked is done one after the other: a second click on what is being done means nothing. */
  let turn: Promise<void> = Promise.resolve();
  let busy: TrayAction | null = null;
  const onAction = (action: TrayAction) => {
    if (busy === action || ended.aborted) return;
    // Whatever is being done before: who asks this may have asked the watch to end already.
    if (action === "quit") void keeper.end();
    turn = turn.then(async () => {
      busy = action;
      show();
      await act(action);
      busy = null;
      rouse();
    });
  };

  await using icon = new IconHolder({
    ...{ place, clock, log, language, onAction },
    onSessionEnd: () => finish("stopped"),
  });

  function show(): void {
    now = { ...now, busy };
    icon.show(trayView(now, language));
  }

  const seekPlace = () => icon.seek(trayView(now, language), settings.settings.desktop.hotkeys);

  let noted: boolean | undefined;
  const noteThere = async () => {
    const shown = icon.isShown;
    if (noted !== shown) await claim.there(shown);
    noted = shown;
  };

  async function look(): Promise<void> {
    await settings.look();
    // At the very first start, what was there before is no news.
    const sinceMs = lookedAtMs ?? await looked();
    for (const request of await takeTrayRequests(home)) {
      if (request === "quit") onAction("quit");
      else notify(here);
    }
    if (!settings.problem && !ended.aborted) await keeper.look();
    await noteThere();
    const found = await looksAt(settings.settings).look({ nowMs: clock.now(), sinceMs });
    const [leftAlone = null] = found.leftAlone;
    now = reader.read(found, { trouble: settings.problem ?? keeper.trouble ?? leftAlone, busy });
  }

  async function lookAndShow(): Promise<void> {
    try {
      await look();
      [refused, refusals] = [null, 0];
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      if (++refusals === 2) log.warn("the home cannot be looked at: {error}", { error: String(error) });
      if (refusals >= 2) refused = textOf(error);
      if (refused) now = { ...now, trouble: refused };
    }
    show();
    const told = notices.after(now, clock.monotonic());
    if (settings.settings.desktop.notifications) told.forEach(notify);
  }

  await settings.look();
  await seekPlace();
  await noteThere();
  onThere?.(icon.isShown);
  ended.addEventListener("abort", () => rouse(), { once: true });
  while (!ended.aborted) {
    await seekPlace();
    await lookAndShow();
    const roused = new AbortController();
    rouse = () => roused.abort();
    const pause = now.recording ? LOOK_MS.recording : LOOK_MS.quiet;
    if (!ended.aborted) await clock.sleep(pause, { signal: roused.signal }).catch(() => {});
  }
  await turn;
  return end;
}
