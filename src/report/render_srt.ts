import type { Segment } from "../model/mod.ts";
import { cuesOf } from "./cues.ts";
import { escapeSrt } from "./escape.ts";
import type { ChannelNames } from "./names.ts";

/** Sets segments as SubRip subtitles: numbered from 1, LF. A named channel is named where it begins to speak. */
export function renderSrt(segments: readonly Segment[], names: ChannelNames): string {
  const named = segments.map((segment, index) => {
    const name = names[segment.channel];
    const turn = segments[index - 1]?.channel !== segment.channel;
    return name && turn ? { ...segment, text: `[${name}] ${segment.text}` } : segment;
  });
  return cuesOf(named).map(({ startMs, endMs, lines }, index) =>
    `${index + 1}\n${time(startMs)} --> ${time(endMs)}\n${lines.map(escapeSrt).join("\n")}\n`
  ).join("\n");
}

/** `01:02:03,456` */
function time(ms: number): string {
  const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(h)}:${two(m)}:${two(s)},${String(ms % 1000).padStart(3, "0")}`;
}
