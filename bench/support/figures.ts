/** A value seen at some time. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Slope of the straight line nearest to the points, by least squares; 0 when they share one x. */
export function slope(points: readonly Point[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map((point) => point.x));
  const y = mean(points.map((point) => point.y));
  let above = 0, below = 0;
  for (const point of points) {
    above += (point.x - x) * (point.y - y);
    below += (point.x - x) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

/** The middle value; of an even number of values, the higher of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
