/**
 * The icon near the clock: the port `OpenTray`, its adapters, and what it shows of a home.
 *
 * @module
 */
export { type HomeNow, NOTHING_NOW, type RecordingNow, type ReportNow } from "./home_now.ts";
export { Notices, trayNotice } from "./notices.ts";
export { type TrayPlace, trayPlace, type TraySystem } from "./open_tray.ts";
export type {
  Hotkeys,
  OpenTray,
  TrayAction,
  TrayIcon,
  TrayNotice,
  TrayOptions,
  TrayState,
  TrayView,
} from "./tray_icon.ts";
export { clockTime, saying, trayView } from "./tray_view.ts";
