import {
  type Channel,
  channelsOf,
  type GapStretch,
  gapStretches,
  isOfAll,
  type Loss,
  SAMPLE_RATE,
} from "../model/mod.ts";
import { type Message, message } from "../texts/mod.ts";
import { lengthText, momentText, TELLABLE } from "./format.ts";
import type { ChannelNames } from "./names.ts";
import type { ReportInput } from "./report_input.ts";
import { words } from "./words.ts";

/** Audio that a recording lacks, as a reader is told. Seconds of the session. */
export interface ToldGap {
  readonly from: number;
  readonly to: number;
  readonly cause: GapStretch["cause"];
  /** The one side that is missing; null when nothing at all was recorded. */
  readonly channel: Channel | null;
}

/** The gaps of a recording that are long enough to tell, in order of time; a clock that was set is told too. */
export function toldGaps({ windows }: Pick<ReportInput, "windows">): readonly ToldGap[] {
  if (!windows) return [];
  const count = channelsOf(windows.channels).length;
  return gapStretches(windows.gaps ?? []).flatMap(({ from, to, channels, cause }) => {
    const [start, end] = [from / SAMPLE_RATE, to / SAMPLE_RATE];
    if (cause !== "clock" && end - start < TELLABLE) return [];
    const all = isOfAll({ channels: [...channels] }, count);
    return [{ from: start, to: end, cause, channel: all ? null : channels[0] }];
  });
}

/** What a gap is, as a sentence of the transcript or a notice. */
export function gapSentence(gap: ToldGap, names: ChannelNames, language: ReportInput["language"]): string {
  const { from, to, cause, channel } = gap;
  if (cause === "clock") return words(message("report.gap.clock", { at: momentText(from) }), language);
  const values = {
    from: momentText(from),
    to: momentText(to),
    length: lengthText(to - from),
    cause: words(causeOf(cause), language),
  };
  if (channel === null) return words(message("report.gap.all", values), language);
  return words(message("report.gap.side", { ...values, channel: sideName(names, channel) }), language);
}

/** A side of a recording, as a reader knows it. */
export function sideName(names: ChannelNames, channel: Channel): string {
  return names[channel] ?? String(channel + 1);
}

/** Why audio is missing. */
export function causeOf(cause: Loss["cause"]): Message {
  return message(`report.gap.cause.${cause}`);
}
