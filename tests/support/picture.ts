import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** A picture; three bytes a pixel from the top left: red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/**
 * Reads the file that Xvfb keeps of its screen: XWDFile.h, version 7, 32-bit words of the header in network order, 32 bits a
 * pixel.
 */
export function readXwd(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [headerSize, version] = [view.getUint32(0), view.getUint32(4)];
  const [width, height, order] = [view.getUint32(16), view.getUint32(20), view.getUint32(28)];
  const [bitsPerPixel, bytesPerLine, colours] = [view.getUint32(44), view.getUint32(48), view.getUint32(76)];
  if (version !== 7 || bitsPerPixel !== 32) {
    throw new Error(`XWD version ${version}, ${bitsPerPixel} bits a pixel`);
  }
  const start = headerSize + colours * 12;
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = view.getUint32(start + row * bytesPerLine + column * 4, order === 0);
      rgb.set([pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255], (row * width + column) * 3);
    }
  }
  return { width, height, rgb };
}

/** How many pixels are `[red, green, blue]`, give or take `tolerance` of 255 in each. */
export function countPixels({ rgb }: Picture, colour: readonly number[], tolerance = 6): number {
  let count = 0;
  for (let at = 0; at < rgb.length; at += 3) {
    if (colour.every((part, index) => Math.abs(rgb[at + index] - part) <= tolerance)) count++;
  }
  return count;
}

/** As PNG (RFC 2083), 8 bits, without a filter. */
export function encodePng({ width, height, rgb }: Picture): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1));
  for (let row = 0; row < height; row++) {
    rows.set(rgb.subarray(row * width * 3, (row + 1) * width * 3), row * (width * 3 + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2], 8);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", new Uint8Array())];
  return Buffer.concat([SIGNATURE, ...parts]);
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
