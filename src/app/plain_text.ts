import type { Segment } from "../model/mod.ts";

/** A pause of this many seconds begins a new paragraph. */
const PARAGRAPH_SECONDS = 1.5;

/** Segments as plain text: a new paragraph after a pause, or when somebody else speaks. */
export function plainText(segments: readonly Segment[]): string {
  let text = "";
  let before: Segment | undefined;
  for (const segment of segments) {
    const goesOn = before?.channel === segment.channel && segment.start - before.end < PARAGRAPH_SECONDS;
    text += before ? (goesOn ? " " : "\n\n") : "";
    text += segment.text;
    before = segment;
  }
  return text === "" ? "" : text + "\n";
}
