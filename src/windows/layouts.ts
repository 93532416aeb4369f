/** Structures of winuser.h on 64-bit Windows, and the messages that mean something to this program. Pure. */

/** `WM_…`. */
export const MESSAGES = {
  destroy: 0x0002,
  close: 0x0010,
  queryEndSession: 0x0011,
  endSession: 0x0016,
  displayChange: 0x007e,
  contextMenu: 0x007b,
  timer: 0x0113,
  leftDoubleClick: 0x0203,
  powerBroadcast: 0x0218,
  hotkey: 0x0312,
  user: 0x0400,
  app: 0x8000,
} as const;

/** `PBT_…`: what WM_POWERBROADCAST tells, in `wParam`. */
export const POWER = { suspend: 0x0004, resumeAutomatic: 0x0012 } as const;

/** Bytes of a MSG. */
export const MSG_BYTES = 48;

/** What a window class is made of; addresses of memory that stays until it is registered. */
export interface WindowClass {
  readonly procedure: bigint;
  readonly instance: bigint;
  readonly name: bigint;
}

/** WNDCLASSEXW. */
export function windowClass({ procedure, instance, name }: WindowClass): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(80));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length, true);
  view.setBigUint64(8, procedure, true);
  view.setBigUint64(24, instance, true);
  view.setBigUint64(64, name, true);
  return bytes;
}
