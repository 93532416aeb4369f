import { ole32 } from "./ole32.ts";

/** A text as a system call takes it: UTF-16 with a zero at its end. */
export function wideString(text: string): Uint16Array<ArrayBuffer> {
  return Uint16Array.from({ length: text.length + 1 }, (_, at) => at < text.length ? text.charCodeAt(at) : 0);
}

/** The longest text that is read from memory that is not ours. */
const MAX_TEXT = 2_000;

/** Reads a text of UTF-16 that ends with a zero. */
export function readWide(pointer: Deno.PointerObject): string {
  const view = new Deno.UnsafePointerView(pointer);
  let text = "";
  for (let at = 0; at < MAX_TEXT; at++) {
    const unit = view.getUint16(at * 2);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** Reads a text that a call gave, and frees it. */
export function takeWide(pointer: Deno.PointerObject): string {
  try {
    return readWide(pointer);
  } finally {
    ole32().CoTaskMemFree(pointer);
  }
}
