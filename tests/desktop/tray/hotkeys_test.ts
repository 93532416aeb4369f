import assert from "node:assert/strict";
import fc from "fast-check";
import { hotkeyAction, parseHotkey } from "../../../src/desktop/tray/hotkeys.ts";
import type { TrayView } from "../../../src/desktop/tray/tray_icon.ts";

const none = { ctrl: false, alt: false, shift: false, win: false };

Deno.test("a hotkey is read in any case and order, in French and in English", () => {
  const expected = { ...none, ctrl: true, alt: true, key: "R" };
  for (const text of ["ctrl+alt+r", "Alt + Ctrl + R", "R+control+alt"]) {
    assert.deepEqual(parseHotkey(text), expected, text);
  }
  assert.deepEqual(parseHotkey("ctrl+maj+F9"), { ...none, ctrl: true, shift: true, key: "F9" });
  assert.deepEqual(parseHotkey("win+shift+0"), { ...none, win: true, shift: true, key: "0" });
});

Deno.test("without Ctrl, Alt or Win only a function key stands: people type with the others", () => {
  assert.deepEqual(parseHotkey("f24"), { ...none, key: "F24" });
  assert.deepEqual(parseHotkey("shift+f5"), { ...none, shift: true, key: "F5" });
  for (const text of ["r", "shift+r", "maj+1"]) assert.equal(parseHotkey(text), undefined, text);
});

Deno.test("what is no hotkey is refused", () => {
  const wrong = [
    "",
    "ctrl",
    "ctrl+",
    "ctrl+é",
    "ctrl+f0",
    "ctrl+f25",
    "ctrl+a+b",
    "ctrl+ctrl+a",
    "ctrl+toString",
  ];
  for (const text of wrong) assert.equal(parseHotkey(text), undefined, text);
});

Deno.test("any text is read or refused", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const hotkey = parseHotkey(text);
    assert.ok(hotkey === undefined || /^[A-Z0-9]$|^F\d\d?$/.test(hotkey.key));
  }));
});

Deno.test("the key that pauses goes on after a pause", () => {
  const view = (state: TrayView["state"]): TrayView => ({ state, tooltip: "", menu: [], usual: "status" });
  assert.equal(hotkeyAction("pause", view("recording")), "pause");
  assert.equal(hotkeyAction("pause", view("paused")), "resume");
  assert.equal(hotkeyAction("stop", view("paused")), "stop");
});
