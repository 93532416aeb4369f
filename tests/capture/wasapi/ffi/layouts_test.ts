import assert from "node:assert/strict";
import {
  blobVariant,
  emptyProcessEntry,
  floatFormat,
  processLoopbackParams,
  propertyKey,
  readProcessEntry,
  textAddress,
} from "../../../../src/capture/wasapi/ffi/layouts.ts";
import { guid, wideString } from "../../../../src/windows/mod.ts";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

Deno.test("a GUID has its first three numbers turned round", () => {
  const expected = "95 03 de bc 2f e5 7c 46 8e 3d c4 57 92 91 69 2e";
  assert.equal(hex(guid("BCDE0395-E52F-467C-8E3D-C4579291692E")), expected);
  assert.equal(hex(guid("{bcde0395-e52f-467c-8e3d-c4579291692e}")), expected);
});

Deno.test("a property key is a GUID and a number", () => {
  assert.equal(
    hex(propertyKey("a45c254e-df1c-4efd-8020-67d146a850e0", 14)),
    "4e 25 5c a4 1c df fd 4e 80 20 67 d1 46 a8 50 e0 0e 00 00 00",
  );
});

Deno.test("a text ends with a zero", () => {
  assert.deepEqual([...wideString("é€")], [0xe9, 0x20ac, 0]);
});

Deno.test("a blob in a PROPVARIANT has its type, its size and its address at their places", () => {
  assert.equal(
    hex(blobVariant(0x0123_4567_89ab_cdefn, 12)),
    "41 00 00 00 00 00 00 00 0c 00 00 00 00 00 00 00 ef cd ab 89 67 45 23 01",
  );
});

Deno.test("only a PROPVARIANT of a text has the address of one", () => {
  const variant = new Uint8Array(24);
  const view = new DataView(variant.buffer);
  view.setUint16(0, 31, true);
  assert.equal(textAddress(variant), null);
  view.setBigUint64(8, 0x1_0000_0010n, true);
  assert.equal(textAddress(variant), 0x1_0000_0010n);
  view.setUint16(0, 65, true);
  assert.equal(textAddress(variant), null);
});

Deno.test("a process loopback is asked for by its kind and its process, children included", () => {
  assert.equal(hex(processLoopbackParams(0x1234)), "01 00 00 00 34 12 00 00 00 00 00 00");
});

Deno.test("a WAVEFORMATEX of floats", () => {
  assert.equal(hex(floatFormat(2, 48_000)), "03 00 02 00 80 bb 00 00 00 dc 05 00 08 00 20 00 00 00");
});

Deno.test("a process entry begins with its size, and gives its numbers and its name", () => {
  const entry = emptyProcessEntry();
  const view = new DataView(entry.buffer);
  assert.equal(view.getUint32(0, true), 568);
  view.setUint32(8, 4711, true);
  view.setUint32(32, 12, true);
  entry.set(new Uint8Array(wideString("Réunion.exe").buffer), 44);
  assert.deepEqual(readProcessEntry(entry), { id: 4711, parentId: 12, name: "Réunion.exe" });
  // As long as Windows lets names be: no zero ends it.
  for (let at = 44; at < 564; at += 2) view.setUint16(at, 0x61, true);
  assert.equal(readProcessEntry(entry).name.length, 260);
});
