import { readSessionBus, type ResolvedSettings } from "../config/mod.ts";
import { type Clock, systemClock } from "../clock.ts";
import { openPath } from "../desktop/mod.ts";
import { type TrayPlace, trayPlace } from "../desktop/tray/mod.ts";
import { logOf, openLogs } from "../log.ts";
import { askTray, diskFiles, type Files, homeLayout, isTrayClaimed, trayOwner } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import type { App } from "./app.ts";
import { type DeskEnd, runDesk, type RunDeskOptions } from "./desk/run_desk.ts";

export type { DeskEnd, RunDeskOptions } from "./desk/run_desk.ts";

/** What a desk is made for. */
export interface DeskRequest {
  /** Absolute path. */
  readonly home: string;
  readonly language: Language;
  /** Whether logs also go to standard error. */
  readonly verbose: boolean;
  /** The settings as they stand now. Throws the sentence that says what is wrong with them. */
  readonly readSettings: () => Promise<ResolvedSettings>;
  /** An app on the settings as they stand now; disposed after each use. */
  readonly openApp: () => Promise<App>;
}

/** Parts that tests put in place of the machine's. */
export interface DeskParts {
  readonly files?: Files;
  readonly clock?: Clock;
  readonly place?: TrayPlace;
  readonly openPath?: (path: string) => Promise<void>;
  /** Whether to write logs. @default {true} */
  readonly logs?: boolean;
}

/** The icon near the clock and what belongs to it: one a home. */
export interface Desk {
  /** Whether this system has a place for an icon now. */
  hasPlace(): Promise<boolean>;
  /** Whether a process is the icon of this home, or is about to be. */
  isThere(): Promise<boolean>;
  /** Whether a process is the icon of this home, and has no place to show it. */
  isHidden(): Promise<boolean>;
  /** Has the icon of this home show itself to the person; false: there is none. */
  call(): Promise<boolean>;
  /**
   * Shows the icon and sees that a `watch` runs, until it is told to end. When another process is the icon of this home
   * already, it is called instead, and this ends at once.
   */
  run(options: RunDeskOptions): Promise<DeskEnd>;
  /** Opens the inbox, as a double-click on it does. */
  openInbox(): Promise<void>;
}

/** Makes the desk of a home. Nothing is read before it is asked. */
export function createDesk(request: DeskRequest, parts: DeskParts = {}): Desk {
  const { files = diskFiles, clock = systemClock } = parts;
  const layout = homeLayout(request.home);
  const home = { files, layout };
  const place = parts.place ?? trayPlace({ os: Deno.build.os, sessionBus: readSessionBus() });
  const open = parts.openPath ?? openPath;
  return {
    hasPlace: () => place.exists(),
    isThere: () => isTrayClaimed(home),
    isHidden: async () => (await trayOwner(home))?.shown === false,
    call: () => askTray(home, "show"),
    async run(options) {
      const logs = async () =>
        parts.logs === false
          ? undefined
          : await openLogs(layout.logs, { verbose: request.verbose, file: "tray.jsonl" });
      return await runDesk({
        ...request,
        files,
        layout,
        clock,
        place,
        openPath: open,
        openLogs: logs,
        log: logOf("desk"),
      }, options);
    },
    openInbox: () => open(layout.inbox),
  };
}
