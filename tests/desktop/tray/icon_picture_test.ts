import assert from "node:assert/strict";
import { type IconPicture, iconPicture } from "../../../src/desktop/tray/icon_picture.ts";
import type { TrayState } from "../../../src/desktop/tray/tray_icon.ts";

const STATES: readonly TrayState[] = ["ready", "recording", "paused", "attention"];

function pixel({ size, rgba }: IconPicture, x: number, y: number): readonly number[] {
  const at = (Math.floor(y * size) * size + Math.floor(x * size)) * 4;
  return [...rgba.subarray(at, at + 4)];
}

/** Light of a colour, by the weights of ITU-R BT.709. */
const light = ([red, green, blue]: readonly number[]) =>
  (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;

Deno.test("a disc fills the place: its corners are clear, its edges soft, its inside solid", () => {
  for (const state of STATES) {
    for (const size of [16, 20, 24, 32, 48]) {
      const picture = iconPicture(state, size);
      assert.equal(picture.rgba.length, size * size * 4);
      assert.equal(pixel(picture, 0, 0)[3], 0);
      assert.equal(pixel(picture, 0.1, 0.5)[3], 255);
      const alphas = new Set(picture.rgba.filter((_, at) => at % 4 === 3));
      assert.ok(alphas.size > 3, `${state} ${size}: ${alphas.size} shades`);
    }
  }
});

Deno.test("each state has the colour that people were told of", () => {
  const colour = (state: TrayState) => pixel(iconPicture(state, 32), 0.1, 0.5);
  const [red, green, blue] = colour("ready");
  assert.ok(green > red && green > blue);
  const [r, g, b] = colour("recording");
  assert.ok(r > 2 * g && r > 2 * b);
  const grey = colour("paused").slice(0, 3);
  assert.ok(Math.max(...grey) - Math.min(...grey) < 24);
  const amber = colour("attention");
  assert.ok(amber[0] > amber[1] && amber[1] > 2 * amber[2]);
});

Deno.test("without colours the states differ by their marks, at the smallest size too", () => {
  const marks = STATES.map((state) => {
    const picture = iconPicture(state, 16);
    const ground = light(pixel(picture, 0.08, 0.5));
    return Array.from({ length: 256 }, (_, at) => {
      const colour = picture.rgba.subarray(at * 4, at * 4 + 4);
      return colour[3] === 255 && Math.abs(light([...colour]) - ground) > 0.3;
    });
  });
  for (const [index, mark] of marks.entries()) {
    const size = mark.filter(Boolean).length;
    assert.ok(size >= 10, `${STATES[index]} has a mark of ${size} pixels`);
    for (const other of marks.slice(0, index)) {
      const different = mark.filter((isMark, at) => isMark !== other[at]).length;
      assert.ok(different >= 10, `${STATES[index]} differs by ${different} pixels`);
    }
  }
});
