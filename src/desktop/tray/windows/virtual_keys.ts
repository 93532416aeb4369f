import type { Hotkey } from "../hotkeys.ts";
import { MODIFIERS } from "./layouts.ts";

const VK_F1 = 0x70;

/** A hotkey as RegisterHotKey takes it. Letters and digits have their ASCII code, whatever the keyboard (winuser.h). */
export function virtualKeys(hotkey: Hotkey): { readonly modifiers: number; readonly key: number } {
  const { ctrl, alt, shift, win, key } = hotkey;
  const modifiers = MODIFIERS.noRepeat | (ctrl ? MODIFIERS.control : 0) | (alt ? MODIFIERS.alt : 0) |
    (shift ? MODIFIERS.shift : 0) | (win ? MODIFIERS.win : 0);
  return { modifiers, key: key.length === 1 ? key.charCodeAt(0) : VK_F1 + Number(key.slice(1)) - 1 };
}
