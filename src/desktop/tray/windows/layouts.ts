/** Structures and numbers of shellapi.h and winuser.h that the icon needs, on 64-bit Windows. Pure. */
import type { IconPicture } from "../icon_picture.ts";

/** `NIM_…`: what Shell_NotifyIconW is to do. */
export const VERBS = { add: 0, modify: 1, delete: 2, setVersion: 4 } as const;

/** What comes in the low word of `lParam` of the icon's message, by version 4 of the interface. */
export const EVENTS = {
  contextMenu: 0x007b,
  leftDoubleClick: 0x0203,
  /** Chosen by the keyboard; Enter sends it twice. */
  keySelect: 0x0401,
  noticeClick: 0x0405,
} as const;

const NOTIFYICON_VERSION_4 = 4;

/** `NIF_…`: which parts of the structure are meant. */
const PARTS = { message: 0x01, icon: 0x02, tooltip: 0x04, notice: 0x10, showTooltip: 0x80 } as const;

/** `NIIF_…` */
const NOTICE = { info: 0x01, warning: 0x02, respectQuietTime: 0x80 } as const;

/** What Shell_NotifyIconW is told; what is absent stays as it is. */
export interface IconChange {
  /** Message that the window gets when something is done to the icon. */
  readonly message?: number;
  /** HICON. */
  readonly icon?: bigint;
  readonly tooltip?: string;
  readonly notice?: { readonly title: string; readonly text: string; readonly kind: "info" | "warning" };
}

/** NOTIFYICONDATAW for the icon of `window`. Texts that are too long are cut. */
export function notifyIconData(window: bigint, change: IconChange = {}): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(976));
  const view = new DataView(bytes.buffer);
  let parts = 0;
  view.setUint32(0, bytes.length, true);
  view.setBigUint64(8, window, true);
  view.setUint32(16, ICON_ID, true);
  if (change.message !== undefined) {
    parts |= PARTS.message;
    view.setUint32(24, change.message, true);
  }
  if (change.icon !== undefined) {
    parts |= PARTS.icon;
    view.setBigUint64(32, change.icon, true);
  }
  if (change.tooltip !== undefined) {
    // Version 4 shows a standard tooltip only when it is asked to.
    parts |= PARTS.tooltip | PARTS.showTooltip;
    setText(view, 40, 128, change.tooltip);
  }
  if (change.notice !== undefined) {
    parts |= PARTS.notice;
    setText(view, 304, 256, change.notice.text);
    setText(view, 820, 64, change.notice.title);
    view.setUint32(948, NOTICE[change.notice.kind] | NOTICE.respectQuietTime, true);
  }
  view.setUint32(20, parts, true);
  view.setUint32(816, NOTIFYICON_VERSION_4, true);
  return bytes;
}

/** A window has one icon. */
const ICON_ID = 1;

/** Writes at most `units` units of UTF-16, the zero at the end included; half a character is left out. */
function setText(view: DataView, offset: number, units: number, text: string): void {
  const kept = text.slice(0, units - 1).replace(/[\ud800-\udbff]$/, "");
  for (let at = 0; at < kept.length; at++) view.setUint16(offset + at * 2, kept.charCodeAt(at), true);
}

/** Where the pointer was, from the `wParam` of the icon's message: screens may lie left of and above the first one. */
export function pointIn(wParam: bigint): { readonly x: number; readonly y: number } {
  return {
    x: Number(BigInt.asIntN(16, wParam)),
    y: Number(BigInt.asIntN(16, wParam >> 16n)),
  };
}

/** `MOD_…` */
export const MODIFIERS = { alt: 1, control: 2, shift: 4, win: 8, noRepeat: 0x4000 } as const;

/**
 * A picture as the resource of an icon, for CreateIconFromResourceEx: BITMAPINFOHEADER with twice the height, the pixels from
 * the bottom row up as blue, green, red, alpha, then a mask of one bit a pixel, which nothing reads where there is an alpha.
 */
export function iconResource({ size, rgba }: IconPicture): Uint8Array<ArrayBuffer> {
  const header = 40;
  const maskRow = Math.ceil(size / 32) * 4;
  const bytes = new Uint8Array(new ArrayBuffer(header + size * size * 4 + maskRow * size));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header, true);
  view.setInt32(4, size, true);
  view.setInt32(8, size * 2, true);
  view.setUint16(12, 1, true);
  view.setUint16(14, 32, true);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [red, green, blue, alpha] = rgba.subarray(
        (row * size + column) * 4,
        (row * size + column) * 4 + 4,
      );
      bytes.set([blue, green, red, alpha], header + ((size - 1 - row) * size + column) * 4);
    }
  }
  return bytes;
}
