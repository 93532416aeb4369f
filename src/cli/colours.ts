import type { CliIo, Output } from "./io.ts";

/** Puts colours around words, where they are wanted; elsewhere it gives the words back. Width and words stay the same. */
export interface Paint {
  /** What is well. */
  readonly good: Brush;
  /** What a person should look at. */
  readonly warning: Brush;
  /** What is wrong. */
  readonly bad: Brush;
  /** Headings. */
  readonly strong: Brush;
  /** What only goes with the rest: paths, times. */
  readonly faint: Brush;
  /** What was looked for. */
  readonly mark: Brush;
}

/** @param text One line that commands no terminal by itself. */
type Brush = (text: string) => string;

/** Select Graphic Rendition, ECMA-48 8.3.117: what begins each, and what ends it alone. */
const CODES: Readonly<Record<keyof Paint, readonly [begin: number, end: number]>> = {
  good: [32, 39],
  warning: [33, 39],
  bad: [31, 39],
  strong: [1, 22],
  faint: [2, 22],
  mark: [1, 22],
};

const withCodes = ([begin, end]: readonly [number, number]): Brush => (text) =>
  text === "" ? "" : `\x1b[${begin}m${text}\x1b[${end}m`;

const asItIs: Brush = (text) => text;

function paint(brushOf: (codes: readonly [number, number]) => Brush): Paint {
  return {
    good: brushOf(CODES.good),
    warning: brushOf(CODES.warning),
    bad: brushOf(CODES.bad),
    strong: brushOf(CODES.strong),
    faint: brushOf(CODES.faint),
    mark: brushOf(CODES.mark),
  };
}

const COLOURED = paint(withCodes);
const PLAIN = paint(() => asItIs);

/** The colours of what goes to `output`: where the environment leaves it open, in terminals alone. */
export function paintFor({ environment }: Pick<CliIo, "environment">, output: Output): Paint {
  const { colours } = environment;
  return colours === "always" || colours === "terminal" && output.isTerminal ? COLOURED : PLAIN;
}
