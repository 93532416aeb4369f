/**
 * The icon of the program, drawn here: a page with lines of writing and the red point of a recording, on a dark tile.
 * `deno run --allow-write build/icon.ts greffier.ico` writes it.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** Widths and heights of the pictures in the icon, in pixels: what Explorer shows at 100 % to 400 %. */
export const ICON_SIZES: readonly number[] = [16, 20, 24, 32, 40, 48, 64, 128, 256];

type Colour = readonly [red: number, green: number, blue: number];

const TILE: Colour = [24, 60, 84];
const PAGE: Colour = [250, 248, 242];
const WRITING: Colour = [126, 146, 158];
const POINT: Colour = [214, 48, 49];

/** A shape in a square whose side is 1, y downwards: whether a point lies in it. */
type Shape = (x: number, y: number) => boolean;

function rounded(left: number, top: number, right: number, bottom: number, radius: number): Shape {
  return (x, y) => {
    if (x < left || x > right || y < top || y > bottom) return false;
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return dx * dx + dy * dy <= radius * radius;
  };
}

const circle = (cx: number, cy: number, radius: number): Shape => (x, y) =>
  (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2;

/** What is drawn, from the back to the front. Small pictures have fewer and thicker lines, or they blur. */
function shapesOf(size: number): readonly (readonly [Shape, Colour])[] {
  const lines = size < 32
    ? [[0.34, 0.46], [0.56, 0.68]] as const
    : [[0.27, 0.34], [0.44, 0.51], [0.61, 0.68]] as const;
  return [
    [rounded(0.02, 0.02, 0.98, 0.98, 0.2), TILE],
    [rounded(0.2, 0.12, 0.8, 0.88, 0.07), PAGE],
    ...lines.map(([top, bottom], index) =>
      [rounded(0.3, top, index === lines.length - 1 ? 0.5 : 0.7, bottom, 0.03), WRITING] as const
    ),
    [circle(0.72, 0.72, 0.22), TILE],
    [circle(0.72, 0.72, 0.155), POINT],
  ];
}

/** Points a side of each pixel at which the shapes are asked: what makes edges soft. */
const SAMPLES = 4;

/** A picture as rows of red, green, blue and opacity, the top row first. */
export function picture(size: number): Uint8Array {
  const shapes = shapesOf(size);
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const sum: [number, number, number] = [0, 0, 0];
      let covered = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const x = (column + (sample % SAMPLES + 0.5) / SAMPLES) / size;
        const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
        const hit = shapes.findLast(([holds]) => holds(x, y));
        if (hit === undefined) continue;
        covered++;
        hit[1].forEach((value, channel) => sum[channel]! += value);
      }
      const colour = sum.map((value) => covered === 0 ? 0 : Math.round(value / covered));
      pixels.set([...colour, Math.round(255 * covered / SAMPLES ** 2)], (row * size + column) * 4);
    }
  }
  return pixels;
}

/** From this size on a picture of an icon is a PNG; smaller ones are bitmaps, which every Windows shows everywhere. */
const PNG_FROM = 128;

/** The icon as an .ico file holds it: {@linkcode ICON_SIZES} one after the other. */
export function icon(): Uint8Array {
  const images = ICON_SIZES.map((size) => size < PNG_FROM ? bitmap(size) : png(size));
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    header[at] = header[at + 1] = ICON_SIZES[index]! % 256; // 256 is written as 0
    header.writeUInt16LE(1, at + 4); // planes
    header.writeUInt16LE(32, at + 6); // bits a pixel
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([header, ...images]);
}

/** BITMAPINFOHEADER, rows from the bottom in blue, green, red, opacity, then the mask that only old programs read. */
function bitmap(size: number): Buffer {
  const pixels = picture(size);
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(2 * size, 8); // picture and mask
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const rows = Buffer.alloc(size * size * 4);
  const maskStride = Math.ceil(size / 32) * 4;
  const mask = Buffer.alloc(maskStride * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [red, green, blue, opacity] = pixels.subarray((row * size + column) * 4);
      const up = size - 1 - row;
      rows.set([blue!, green!, red!, opacity!], (up * size + column) * 4);
      if (opacity! < 128) mask[up * maskStride + (column >> 3)]! |= 0x80 >> (column & 7);
    }
  }
  return Buffer.concat([header, rows, mask]);
}

/** As in RFC 2083, without filters. */
function png(size: number): Buffer {
  const pixels = picture(size);
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row++) {
    rows.set(pixels.subarray(row * size * 4, (row + 1) * size * 4), row * (1 + size * 4) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // bits a channel; red, green, blue, opacity
  const chunk = (type: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

if (import.meta.main) await Deno.writeFile(Deno.args[0] ?? "greffier.ico", icon());
