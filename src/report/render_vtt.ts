import type { Segment } from "../model/mod.ts";
import { cuesOf } from "./cues.ts";
import { escapeVtt } from "./escape.ts";
import type { ChannelNames } from "./names.ts";

/** Sets segments as WebVTT (W3C): cues under the ids of their segments, LF, voice tags where channels have names. */
export function renderVtt(segments: readonly Segment[], names: ChannelNames): string {
  const cues = cuesOf(segments).map(({ id, channel, startMs, endMs, lines }) => {
    const name = names[channel];
    const voice = name ? `<v ${escapeVtt(name)}>` : "";
    return `\n${id}\n${time(startMs)} --> ${time(endMs)}\n${voice}${lines.map(escapeVtt).join("\n")}\n`;
  });
  return `WEBVTT\n${cues.join("")}`;
}

/** `01:02:03.456` */
function time(ms: number): string {
  const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(h)}:${two(m)}:${two(s)}.${String(ms % 1000).padStart(3, "0")}`;
}
