import type { WindowSystem } from "../../../windows/mod.ts";

/** A line of a popup menu. */
export interface MenuLine {
  /** What is given back when it is chosen, from 1 on. */
  readonly id: number;
  /** `&` underlines nothing: it is shown. */
  readonly label: string;
  readonly enabled: boolean;
  /** Shown in bold: what a double-click does. */
  readonly usual: boolean;
}

/** What is asked of Windows for the icon: `system_calls.ts`, and a fake in tests. */
export interface TrayCalls {
  readonly windows: WindowSystem;
  /** Shell_NotifyIconW; false: refused, as when there is no taskbar. */
  notifyIcon(verb: number, data: Uint8Array<ArrayBuffer>): boolean;
  /** Pixels a side of an icon beside the clock. */
  iconSize(): number;
  /** HICON of the resource of an icon; throws when there is none. To be destroyed. */
  createIcon(resource: Uint8Array<ArrayBuffer>, size: number): bigint;
  destroyIcon(icon: bigint): void;
  /**
   * Shows a menu and returns what was chosen, 0 for nothing; it closes by itself after `patienceMs`. Nothing else happens in
   * this thread meanwhile but what the window answers.
   */
  chooseFrom(
    window: bigint,
    menu: readonly (MenuLine | "separator")[],
    at: { readonly x: number; readonly y: number },
    patienceMs: number,
  ): number;
  /** Closes the menu that is shown, if one is. */
  closeMenu(): void;
  /** False: another program has these keys. */
  registerHotkey(window: bigint, id: number, modifiers: number, key: number): boolean;
  unregisterHotkey(window: bigint, id: number): void;
}
