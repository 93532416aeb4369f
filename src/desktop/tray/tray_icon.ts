/**
 * The port to the icon near the clock: what it shows, and what a person asks of it. Adapters: `windows/`,
 * `status_notifier/`; in tests a fake. What stands here is decided in `tray_view.ts` and by nobody else.
 *
 * @module
 */

/** `ready`: waits for recordings, green. `recording`: red. `paused`: grey. `attention`: a person is needed, amber. */
export type TrayState = "ready" | "recording" | "paused" | "attention";

/** What may be asked of the icon. */
export const TRAY_ACTIONS = [
  "start",
  "pause",
  "resume",
  "stop",
  "open-report",
  "open-inbox",
  "status",
  "quit",
] as const;
export type TrayAction = (typeof TRAY_ACTIONS)[number];

/** A line of the menu; `label` is in the person's language. */
export interface TrayMenuItem {
  readonly action: TrayAction;
  readonly label: string;
  /** Shown in grey and cannot be chosen when false. */
  readonly enabled: boolean;
}

/** All that the icon shows. */
export interface TrayView {
  readonly state: TrayState;
  /** One line, 127 characters at most: the name, the state, the time recorded as `0:12:31`. */
  readonly tooltip: string;
  readonly menu: readonly (TrayMenuItem | "separator")[];
  /** What a double-click does. */
  readonly usual: TrayAction;
}

/** A message that appears beside the icon for a moment; nothing waits for it. */
export interface TrayNotice {
  /** 63 characters at most. */
  readonly title: string;
  /** 255 characters at most. */
  readonly text: string;
  readonly kind: "info" | "warning";
  /** What a click on it does. */
  readonly action?: TrayAction;
}

/** Keys that work in every program, as `ctrl+alt+r`; absent: none. */
export type Hotkeys = Readonly<Partial<Record<"start" | "pause" | "stop", string>>>;

/** How to show an icon. */
export interface TrayOptions {
  readonly view: TrayView;
  readonly hotkeys: Hotkeys;
  /** Called with each thing that is asked, by menu, double-click, notice or hotkey. */
  readonly onAction: (action: TrayAction) => void;
  /** Called once when the person signs out or the PC shuts down: the process is about to be ended. */
  readonly onSessionEnd: () => void;
  /** Called with each hotkey that could not be had, because another program has it or it cannot be read. */
  readonly onHotkeyRefused: (name: keyof Hotkeys, keys: string) => void;
}

/** An icon that is shown. Disposing takes it away. */
export interface TrayIcon extends AsyncDisposable {
  /** Replaces all that is shown; what has not changed costs nothing. */
  show(view: TrayView): void;
  notify(notice: TrayNotice): void;
  /** Resolves when the icon cannot be shown any more, as when the desktop has gone. */
  readonly lost: Promise<void>;
}

/** Shows an icon; undefined where the system has no place for one, which is no error. */
export type OpenTray = (options: TrayOptions) => Promise<TrayIcon | undefined>;
