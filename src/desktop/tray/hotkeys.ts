import type { Hotkeys, TrayAction, TrayView } from "./tray_icon.ts";

/** Keys that are pressed together. */
export interface Hotkey {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly win: boolean;
  /** `A` to `Z`, `0` to `9`, `F1` to `F24`. */
  readonly key: string;
}

/** What people call the keys that are held, in French and in English. */
const HELD: Readonly<Record<string, "ctrl" | "alt" | "shift" | "win">> = {
  ctrl: "ctrl",
  control: "ctrl",
  alt: "alt",
  shift: "shift",
  maj: "shift",
  win: "win",
  windows: "win",
};

const KEY = /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4]))$/;

/**
 * Reads `ctrl+alt+r`: keys that are held and one that is pressed, in any case and order, each once. Undefined when it cannot
 * be read, or when it would take a key away that people type with: without Ctrl, Alt or Win only F1 to F24 may stand.
 */
export function parseHotkey(text: string): Hotkey | undefined {
  const held = { ctrl: false, alt: false, shift: false, win: false };
  let key: string | undefined;
  for (const word of text.split("+").map((part) => part.trim().toLowerCase())) {
    const name = Object.hasOwn(HELD, word) ? HELD[word] : undefined;
    if (name !== undefined) {
      if (held[name]) return undefined;
      held[name] = true;
    } else if (key === undefined && KEY.test(word.toUpperCase())) key = word.toUpperCase();
    else return undefined;
  }
  if (key === undefined) return undefined;
  const isTyped = key.length === 1 && !held.ctrl && !held.alt && !held.win;
  return isTyped ? undefined : { ...held, key };
}

/** What a hotkey asks for while `view` is shown: the one that pauses goes on after a pause. */
export function hotkeyAction(name: keyof Hotkeys, view: TrayView): TrayAction {
  return name === "pause" && view.state === "paused" ? "resume" : name;
}
