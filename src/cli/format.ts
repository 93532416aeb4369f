import { wholeSeconds } from "../texts/mod.ts";
import { plain } from "./plain.ts";

/** A length of time as people say it: `42 s`, `12 min 05 s`, `1 h 02 min`. */
export function duration(seconds: number): string {
  const whole = wholeSeconds(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  if (whole < 60) return `${whole}\u00a0s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0min ${two(whole % 60)}\u00a0s`;
  return `${Math.floor(whole / 3600)}\u00a0h ${two(Math.floor(whole % 3600 / 60))}\u00a0min`;
}

/** A local time of a record, `2026-11-23T14:05:00`, to the minute: `2026-11-23 14:05`. */
export function minute(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

/** Rows under their headings, columns as wide as their widest cell; columns named in `right` are flush right. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { right = [] }: { readonly right?: readonly number[] } = {},
): string {
  const all = [headings, ...rows].map((row) => row.map(plain));
  const widths = headings.map((_, column) => Math.max(...all.map((row) => length(row[column] ?? ""))));
  const lines = all.map((row) =>
    row.map((cell, column) => {
      const room = " ".repeat(widths[column]! - length(cell));
      return right.includes(column) ? room + cell : cell + room;
    }).join("  ").trimEnd()
  );
  return lines.join("\n") + "\n";
}

let segmenter: Intl.Segmenter | undefined;

/** Below the combining marks, each code unit is one character for a person: all that French and English need. */
const PLAIN = /^[\u0020-\u02ff\u2010-\u2027]*$/;

/** Characters as a person counts them. */
function length(text: string): number {
  if (PLAIN.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter();
  return [...segmenter.segment(text)].length;
}
