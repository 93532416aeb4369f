/** `text` on one line, of at most `most` UTF-16 units: what is longer ends with `…`. */
export function cut(text: string, most: number): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, " ");
  if (line.length <= most) return line;
  // A pair of units is one character: half of it is none.
  return line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "").trimEnd() + "…";
}
