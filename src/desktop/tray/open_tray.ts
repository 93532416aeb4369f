import type { OpenTray } from "./tray_icon.ts";

/** The system whose icon is to be shown. */
export interface TraySystem {
  /** `Deno.build.os`. */
  readonly os: string;
  /** Address of the bus of the person's session, on Linux; undefined: there is none. */
  readonly sessionBus: string | undefined;
}

/** The way to an icon near the clock. */
export interface TrayPlace {
  /** Whether there is a place for an icon now. */
  exists(): Promise<boolean>;
  readonly open: OpenTray;
  /** Whether keys that work in every program can be had. */
  readonly hasHotkeys: boolean;
}

/** The way to an icon on this system; what it needs is loaded when it is asked. */
export function trayPlace({ os, sessionBus }: TraySystem): TrayPlace {
  if (os === "windows") {
    return {
      exists: () => Promise.resolve(true),
      open: async (options) => await (await import("./windows/mod.ts")).openWindowsTray(options),
      hasHotkeys: true,
    };
  }
  if (os !== "linux" || sessionBus === undefined) return NO_PLACE;
  return {
    exists: async () => await (await import("./status_notifier/mod.ts")).hasStatusNotifier(sessionBus),
    open: async (options) =>
      await (await import("./status_notifier/mod.ts")).openStatusNotifier(sessionBus, options),
    hasHotkeys: false,
  };
}

const NO_PLACE: TrayPlace = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve(undefined),
  hasHotkeys: false,
};
