import assert from "node:assert/strict";
import { windowClass } from "../../src/windows/layouts.ts";

Deno.test("a window class is a WNDCLASSEXW of 64-bit Windows", () => {
  const bytes = windowClass({ procedure: 0x1122334455667788n, instance: 2n, name: 3n });
  const view = new DataView(bytes.buffer);
  assert.equal(bytes.length, 80);
  assert.equal(view.getUint32(0, true), 80);
  assert.equal(view.getBigUint64(8, true), 0x1122334455667788n);
  assert.equal(view.getBigUint64(24, true), 2n);
  assert.equal(view.getBigUint64(64, true), 3n);
});
