import type { Message } from "../errors.ts";
import { parseVocabulary } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { joined } from "./coverage_view.ts";
import { unfittingNotices } from "./corrections_view.ts";
import { lengthText, momentText } from "./format.ts";
import { gapSentence, type ToldGap, toldGaps } from "./gaps.ts";
import type { ChannelNames } from "./names.ts";
import type { ReportInput } from "./report_input.ts";
import type { RemarkView } from "./report_view.ts";
import { stretchesWithoutText } from "./stretches.ts";
import { causeWords, words } from "./words.ts";

/** Failed passages told one by one; the transcript names them all. */
const TOLD_ONE_BY_ONE = 5;
/** Share of a channel from which its silence is told. */
const ALL_SILENT = 0.98;
const MOSTLY_SILENT = 0.5;

/** A notice of the model, told as a remark. */
const DEMO_MODEL = "model.demoOnly";
/** Notices of what was taken for granted and harms nothing. */
const HARMLESS: ReadonlySet<string> = new Set(["notice.languageAssumed"]);

/**
 * What the reader must know, worst first whatever the order of `input.notices`: what was not recorded, what could not be
 * transcribed or summarised, then the notices given and those of ingest (a file that was cut), then silence and corrections that found
 * nothing, what was only assumed, last the `further` ones. Each sentence once. The demo model is told by {@linkcode remarksOf}.
 */
export function noticesOf(
  input: ReportInput,
  names: ChannelNames,
  further: readonly Message[] = [],
): readonly string[] {
  const given = [...input.notices, ...(input.windows?.notices ?? [])].filter(({ key }) => key !== DEMO_MODEL);
  const messages: readonly Message[] = [
    ...failedWindows(input),
    ...failedSummaries(input),
    ...unreadableChunks(input),
    ...given.filter(({ key }) => !HARMLESS.has(key)),
    ...silence(input, names),
    ...longSilences(input, names),
    ...vocabularyProblems(input),
  ];
  const harmless = [
    ...given.filter(({ key }) => HARMLESS.has(key)),
    ...further,
  ];
  const [told, last] = [messages, harmless].map((texts) => texts.map((text) => words(text, input.language)));
  return [...new Set([...lostAudio(input, names), ...told, ...unfittingNotices(input), ...last])];
}

/** Lines of the house's vocabulary that could not be understood. */
function vocabularyProblems({ session }: ReportInput): readonly Message[] {
  const { problems } = parseVocabulary(session.pinned.vocabulary);
  const told = problems.slice(0, TOLD_ONE_BY_ONE);
  const more = problems.length - told.length;
  return more > 0 ? [...told, message("vocabulary.more", { n: more })] : told;
}

/** That the demo model heard the meeting, and the command that adds a real one; nothing when a real one did. */
export function remarksOf({ notices, language }: ReportInput): readonly RemarkView[] {
  const demo = notices.find(({ key }) => key === DEMO_MODEL);
  if (demo === undefined) return [];
  return [{
    text: words(message("report.remark.demo", { model: String(demo.values.model ?? "") }), language),
    command: words(message("report.remark.demo.command"), language),
  }];
}

function failedWindows(input: ReportInput): readonly Message[] {
  const failed = stretchesWithoutText(input).filter(({ cause }) => cause !== null);
  const told = failed.slice(0, TOLD_ONE_BY_ONE).map(({ from, to, cause }) =>
    message("report.missing.window", {
      from: momentText(from),
      to: momentText(to),
      cause: causeWords(cause!, input.language),
    })
  );
  const more = failed.length - told.length;
  return more > 0 ? [...told, message("report.missing.windows.more", { n: more })] : told;
}

/** Causes that nobody wanted; a pause is a person's, and a clock that was set takes nothing away. */
const UNWANTED: ReadonlySet<string> = new Set(["interrupted", "sleep", "device", "disk"]);

/** What a recording lacks, worst first: nothing at all was heard, then one side alone. */
function lostAudio(input: ReportInput, names: ChannelNames): readonly string[] {
  const lost = toldGaps(input).filter(({ cause }) => UNWANTED.has(cause))
    .toSorted((a, b) => (a.channel === null ? 0 : 1) - (b.channel === null ? 0 : 1));
  const told = lost.slice(0, TOLD_ONE_BY_ONE).map((gap) => gapSentence(gap, names, input.language));
  const more = lost.length - told.length;
  return more > 0 ? [...told, words(message("report.gap.more", { n: more }), input.language)] : told;
}

function unreadableChunks({ windows, language }: ReportInput): readonly Message[] {
  const unreadable = windows?.unreadable ?? [];
  const told = unreadable.slice(0, TOLD_ONE_BY_ONE).map(({ cause }) =>
    message("report.missing.chunk", { cause: causeWords(cause, language) })
  );
  const more = unreadable.length - told.length;
  return more > 0 ? [...told, message("report.missing.chunks.more", { n: more })] : told;
}

/** Times of one channel differ by a millisecond from window to window, in seconds. */
const ROUNDING = 0.002;

/** A side of a recording of which nothing was heard for long: its sound was off perhaps, and nobody noticed. */
function longSilences(input: ReportInput, names: ChannelNames): readonly Message[] {
  const { session, coverage, transcripts } = input;
  const minutes = session.pinned.settings.session?.silence_notice_minutes ?? 0;
  if (session.origin !== "recorded" || minutes === 0 || coverage.captured.length < 2) return [];
  return coverage.captured.flatMap((captured, channel) => {
    // All of it is told in one sentence, once all is known.
    if (coverage.pending === 0 && coverage.silent[channel] >= ALL_SILENT * captured) return [];
    const spans = transcripts.flatMap(({ silence }) => silence).filter((span) => span.channel === channel)
      .map((span) => ({ ...span, end: span.end + ROUNDING }));
    const away = toldGaps(input).filter((gap) => gap.channel === channel);
    return away.reduce(without, joined(spans)).filter(({ start, end }) => end - start >= minutes * 60)
      .slice(0, TOLD_ONE_BY_ONE)
      .map(({ start, end }) =>
        message("report.missing.side", {
          channel: names[channel] ?? "",
          from: momentText(start),
          to: momentText(end),
          length: lengthText(end - start),
        })
      );
  });
}

/** A stretch in seconds of the session. */
type Stretch = ReturnType<typeof joined>[number];

/** What of some stretches lies outside a gap: a device that was away was not silent. */
function without(stretches: readonly Stretch[], { from, to }: ToldGap): readonly Stretch[] {
  return stretches.flatMap(({ start, end }) =>
    [{ start, end: Math.min(end, from) }, { start: Math.max(start, to), end }]
      .filter((rest) => rest.end > rest.start)
      .slice(0, end <= from || start >= to ? 1 : 2)
  );
}

function failedSummaries({ blocks, synthesis, language }: ReportInput): readonly Message[] {
  const failed = blocks.flatMap((block) =>
    block.failed
      ? [message("report.missing.block", {
        from: momentText(block.start),
        to: momentText(block.end),
        cause: causeWords(block.failed.cause, language),
      })]
      : []
  );
  if (!synthesis?.failed) return failed;
  return [
    ...failed,
    message("report.missing.synthesis", { cause: causeWords(synthesis.failed.cause, language) }),
  ];
}

/** A side of a call that was silent, or a meeting most of which was; an empty meeting is told elsewhere. */
function silence({ coverage, transcripts }: ReportInput, names: ChannelNames): readonly Message[] {
  if (coverage.pending > 0 || transcripts.every(({ segments }) => segments.length === 0)) return [];
  const share = coverage.silent.map((length, channel) =>
    length / Math.max(1e-9, coverage.captured[channel] ?? 0)
  );
  if (share.length > 1) {
    return share.flatMap((part, channel) =>
      part >= ALL_SILENT ? [message("report.missing.channel", { channel: names[channel] ?? "" })] : []
    );
  }
  if ((share[0] ?? 0) < MOSTLY_SILENT) return [];
  return [message("report.missing.silence", {
    length: lengthText(coverage.silent[0]),
    total: lengthText(coverage.captured[0]),
  })];
}
