import assert from "node:assert/strict";
import { iconPicture } from "../../../../src/desktop/tray/icon_picture.ts";
import { parseHotkey } from "../../../../src/desktop/tray/hotkeys.ts";
import { iconResource, notifyIconData, pointIn } from "../../../../src/desktop/tray/windows/layouts.ts";
import { virtualKeys } from "../../../../src/desktop/tray/windows/virtual_keys.ts";

/** Text of UTF-16 up to its zero, which must come within `units`. */
function textAt(bytes: Uint8Array, offset: number, units: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const codes = Array.from({ length: units }, (_, at) => view.getUint16(offset + at * 2, true));
  assert.ok(codes.includes(0));
  return String.fromCharCode(...codes.slice(0, codes.indexOf(0)));
}

Deno.test("the data of an icon are a NOTIFYICONDATAW of 64-bit Windows", () => {
  const bytes = notifyIconData(0x1_0000_0002n, {
    message: 0x8001,
    icon: 77n,
    tooltip: "greffier : prêt",
    notice: { title: "Compte rendu prêt", text: "Réunion d’équipe", kind: "warning" },
  });
  const view = new DataView(bytes.buffer);
  assert.equal(bytes.length, 976);
  assert.equal(view.getUint32(0, true), 976);
  assert.equal(view.getBigUint64(8, true), 0x1_0000_0002n);
  assert.equal(view.getUint32(20, true), 0x97);
  assert.equal(view.getUint32(24, true), 0x8001);
  assert.equal(view.getBigUint64(32, true), 77n);
  assert.equal(textAt(bytes, 40, 128), "greffier : prêt");
  assert.equal(textAt(bytes, 304, 256), "Réunion d’équipe");
  assert.equal(view.getUint32(816, true), 4);
  assert.equal(textAt(bytes, 820, 64), "Compte rendu prêt");
  assert.equal(view.getUint32(948, true), 0x82);
});

Deno.test("only what changes is marked as meant", () => {
  const parts = (bytes: Uint8Array<ArrayBuffer>) => new DataView(bytes.buffer).getUint32(20, true);
  assert.equal(parts(notifyIconData(1n)), 0);
  assert.equal(parts(notifyIconData(1n, { icon: 2n })), 0x02);
  assert.equal(parts(notifyIconData(1n, { tooltip: "" })), 0x84);
});

Deno.test("texts that are too long are cut, and no half of a character is left", () => {
  const bytes = notifyIconData(1n, {
    tooltip: "a".repeat(126) + "😀",
    notice: { title: "é".repeat(100), text: "b".repeat(300), kind: "info" },
  });
  assert.equal(textAt(bytes, 40, 128), "a".repeat(126));
  assert.equal(textAt(bytes, 820, 64), "é".repeat(63));
  assert.equal(textAt(bytes, 304, 256), "b".repeat(255));
});

Deno.test("a place on a screen left of the first one has a negative x", () => {
  assert.deepEqual(pointIn(0x0430_ff38n), { x: -200, y: 1072 });
});

Deno.test("the resource of an icon is a bitmap of twice the height, from the bottom up, blue first", () => {
  const picture = iconPicture("recording", 16);
  const bytes = iconResource(picture);
  const view = new DataView(bytes.buffer);
  assert.equal(bytes.length, 40 + 16 * 16 * 4 + 16 * 4);
  assert.deepEqual([view.getInt32(4, true), view.getInt32(8, true), view.getUint16(14, true)], [16, 32, 32]);
  const [row, column] = [3, 8];
  const [red, green, blue, alpha] = picture.rgba.subarray((row * 16 + column) * 4);
  const at = 40 + ((15 - row) * 16 + column) * 4;
  assert.deepEqual([...bytes.subarray(at, at + 4)], [blue, green, red, alpha]);
});

Deno.test("keys are the virtual keys of Windows, and holding them down asks once", () => {
  assert.deepEqual(virtualKeys(parseHotkey("ctrl+alt+r")!), { modifiers: 0x4003, key: 0x52 });
  assert.deepEqual(virtualKeys(parseHotkey("win+shift+f12")!), { modifiers: 0x400c, key: 0x7b });
});
