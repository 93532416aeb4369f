/**
 * How Windows lays out in memory what goes in and out of its calls (64 bit, little-endian). Pure: bytes and numbers.
 *
 * @module
 */
import { guid } from "../../../windows/mod.ts";
import type { RunningProcess } from "../core_audio.ts";

/** A PROPERTYKEY (wtypes.h). */
export function propertyKey(format: string, number: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(20);
  bytes.set(guid(format));
  new DataView(bytes.buffer).setUint32(16, number, true);
  return bytes;
}

/** Bytes of a PROPVARIANT (propidlbase.h). */
export const PROPVARIANT_BYTES = 24;

const VT_BLOB = 65;

/** A PROPVARIANT that points at `bytes` bytes. */
export function blobVariant(address: bigint, bytes: number): Uint8Array<ArrayBuffer> {
  const variant = new Uint8Array(PROPVARIANT_BYTES);
  const view = new DataView(variant.buffer);
  view.setUint16(0, VT_BLOB, true);
  view.setUint32(8, bytes, true);
  view.setBigUint64(16, address, true);
  return variant;
}

const VT_LPWSTR = 31;

/** The address of the text in a PROPVARIANT; null when it holds something else, or nothing. */
export function textAddress(variant: Uint8Array): bigint | null {
  const view = new DataView(variant.buffer, variant.byteOffset, variant.length);
  const address = view.getBigUint64(8, true);
  return view.getUint16(0, true) === VT_LPWSTR && address !== 0n ? address : null;
}

/** AUDIOCLIENT_ACTIVATION_PARAMS (audioclientactivationparams.h): a loopback of one process tree. */
export function processLoopbackParams(process: number): Uint8Array<ArrayBuffer> {
  // On a buffer of its own it never moves: its address is handed on.
  const bytes = new Uint8Array(new ArrayBuffer(12));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 1, true);
  view.setUint32(4, process, true);
  // PROCESS_LOOPBACK_MODE_INCLUDE_TARGET_PROCESS_TREE; the other mode hears all but that tree.
  view.setUint32(8, 0, true);
  return bytes;
}

/** WAVEFORMATEX (mmreg.h) of 32-bit floats. `rate` in Hz. */
export function floatFormat(channels: number, rate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(18);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 3, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, rate * channels * 4, true);
  view.setUint16(12, channels * 4, true);
  view.setUint16(14, 32, true);
  return bytes;
}

/** An empty PROCESSENTRY32W (tlhelp32.h), ready to be filled: it begins with its own size. */
export function emptyProcessEntry(): Uint8Array<ArrayBuffer> {
  const entry = new Uint8Array(568);
  new DataView(entry.buffer).setUint32(0, entry.length, true);
  return entry;
}

/** What a PROCESSENTRY32W says. */
export function readProcessEntry(entry: Uint8Array): RunningProcess {
  const view = new DataView(entry.buffer, entry.byteOffset, entry.length);
  let name = "";
  for (let at = 44; at < 564; at += 2) {
    const unit = view.getUint16(at, true);
    if (unit === 0) break;
    name += String.fromCharCode(unit);
  }
  return { id: view.getUint32(8, true), parentId: view.getUint32(32, true), name };
}
