import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { Data } from "resedit";
import { icon, ICON_SIZES, picture } from "../../build/icon.ts";

/** The pixel of a picture at a place of a square whose side is 1. */
function pixelAt(pixels: Uint8Array, x: number, y: number): number[] {
  const size = Math.sqrt(pixels.length / 4);
  const at = (Math.floor(y * size) * size + Math.floor(x * size)) * 4;
  return Array.from(pixels.subarray(at, at + 4));
}

Deno.test("the icon holds a picture of every size that Windows shows", () => {
  const { icons } = Data.IconFile.from(icon().slice().buffer as ArrayBuffer);
  assert.deepEqual(icons.map(({ width }) => width || 256), ICON_SIZES);
  assert.deepEqual(icons.map(({ bitCount }) => bitCount), ICON_SIZES.map(() => 32));
});

Deno.test("its corners let the desktop show, its page is light, its point is red, at every size", () => {
  for (const size of ICON_SIZES) {
    const pixels = picture(size);
    const at = (x: number, y: number) => pixelAt(pixels, x, y);
    assert.ok(at(0, 0)[3]! < 128, `${size}`);
    const page = at(0.3, 0.22);
    assert.ok(page[3] === 255 && Math.min(...page) > 200, `${size}: ${page}`);
    const [red, green, blue] = at(0.72, 0.72);
    assert.ok(red! > 180 && green! < 90 && blue! < 90, `${size}`);
  }
});

Deno.test("its large pictures are PNG whose rows are those that were drawn", () => {
  const { icons } = Data.IconFile.from(icon().slice().buffer as ArrayBuffer);
  const last = icons.at(-1)!.data;
  assert.ok(last.isRaw());
  const bytes = new Uint8Array(last.bin);
  assert.deepEqual(Array.from(bytes.subarray(1, 4)), Array.from(new TextEncoder().encode("PNG")));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(33); // of IDAT, which follows the 8 bytes of the mark and the 25 of IHDR
  const rows = inflateSync(bytes.subarray(41, 41 + length));
  assert.equal(rows.length, 256 * (1 + 256 * 4));
  const middle = 128 * (1 + 256 * 4) + 1 + 128 * 4;
  assert.deepEqual(Array.from(rows.subarray(middle, middle + 4)), pixelAt(picture(256), 0.5, 0.5));
});
