import type { TrayState } from "./tray_icon.ts";

/** A square picture; four bytes a pixel from the top left: red, green, blue, alpha, not multiplied by it. */
export interface IconPicture {
  /** Pixels a side. */
  readonly size: number;
  readonly rgba: Uint8Array<ArrayBuffer>;
}

type Colour = readonly [red: number, green: number, blue: number];

interface Look {
  readonly disc: Colour;
  readonly mark: Colour;
  /** Whether a place belongs to the mark; the disc has its middle at 0,0 and the radius 1, `y` grows downwards. */
  readonly isMark: (x: number, y: number) => boolean;
}

const WHITE: Colour = [255, 255, 255];

/** Colours that stand out on a light and on a dark taskbar, each with a mark for those who do not tell them apart. */
const LOOKS: Readonly<Record<TrayState, Look>> = {
  ready: {
    disc: [26, 138, 62],
    mark: WHITE,
    isMark: (x, y) =>
      distanceToLine(x, y, [-0.46, 0.04], [-0.12, 0.4]) < 0.14 ||
      distanceToLine(x, y, [-0.12, 0.4], [0.48, -0.34]) < 0.14,
  },
  recording: {
    disc: [209, 36, 47],
    mark: WHITE,
    isMark: (x, y) => Math.hypot(x, y) < 0.38,
  },
  paused: {
    disc: [110, 118, 129],
    mark: WHITE,
    isMark: (x, y) => Math.abs(Math.abs(x) - 0.28) < 0.14 && Math.abs(y) < 0.46,
  },
  attention: {
    disc: [242, 162, 12],
    mark: [36, 28, 8],
    isMark: (x, y) => Math.abs(x) < 0.13 && y > -0.62 && y < 0.14 || Math.hypot(x, y - 0.46) < 0.16,
  },
};

/** Places looked at in a pixel, a side: edges get that many squared shades. */
const SAMPLES = 4;

/** The picture of a state, for a place of `size` pixels a side. */
export function iconPicture(state: TrayState, size: number): IconPicture {
  const { disc, mark, isMark } = LOOKS[state];
  const rgba = new Uint8Array(size * size * 4);
  const radius = size / 2;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let covered = 0, marked = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const x = (column + (sample % SAMPLES + 0.5) / SAMPLES - radius) / radius;
        const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES - radius) / radius;
        if (Math.hypot(x, y) > 1) continue;
        covered++;
        if (isMark(x, y)) marked++;
      }
      if (covered === 0) continue;
      const at = (row * size + column) * 4;
      for (let part = 0; part < 3; part++) {
        rgba[at + part] = Math.round((disc[part] * (covered - marked) + mark[part] * marked) / covered);
      }
      rgba[at + 3] = Math.round(255 * covered / (SAMPLES * SAMPLES));
    }
  }
  return { size, rgba };
}

type Place = readonly [x: number, y: number];

/** How far a place is from the nearest point of a line that has ends. */
function distanceToLine(x: number, y: number, [fromX, fromY]: Place, [toX, toY]: Place): number {
  const [lengthX, lengthY] = [toX - fromX, toY - fromY];
  const along = ((x - fromX) * lengthX + (y - fromY) * lengthY) / (lengthX ** 2 + lengthY ** 2);
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - fromX - nearest * lengthX, y - fromY - nearest * lengthY);
}
