import { channelsOf, countWords } from "../model/mod.ts";
import { joined } from "./coverage_view.ts";
import { sideName } from "./gaps.ts";
import { lengthText, shareText } from "./format.ts";
import { type ChannelNames, isApart } from "./names.ts";
import { saidSegments } from "./paragraphs.ts";
import type { ReportInput } from "./report_input.ts";
import type { SpeakerShare } from "./report_view.ts";

/**
 * How long each side spoke, in the order of the channels; what two say at once counts for both. Empty when nobody was
 * heard, and for a session of one channel: nobody can tell who speaks there.
 */
export function speakerShares(input: ReportInput, names: ChannelNames): readonly SpeakerShare[] {
  const { language, windows } = input;
  if (!windows || !isApart(input)) return [];
  const segments = saidSegments(input);
  const heard = channelsOf(windows.channels).map((channel) => {
    const own = segments.filter((segment) => segment.channel === channel);
    const seconds = joined(own).reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0);
    return { channel, seconds, said: own.reduce((sum, { text }) => sum + countWords(text), 0) };
  });
  const all = heard.reduce((sum, { seconds }) => sum + seconds, 0);
  if (all === 0) return [];
  return heard.map(({ channel, seconds, said }) => ({
    channel,
    name: sideName(names, channel),
    seconds,
    words: said,
    length: lengthText(seconds),
    share: shareText(seconds, all, language),
    width: Math.round((1000 * seconds) / all),
  }));
}
