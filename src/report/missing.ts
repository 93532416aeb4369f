import type { Message } from "../errors.ts";
import { message } from "../texts/mod.ts";
import { lostActionCorrections } from "./findings_view.ts";
import { lengthText, momentText } from "./format.ts";
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
 * What the reader must know, worst first whatever the order of `input.notices`: what could not be transcribed or
 * summarised, then the notices given and those of ingest (a file that was cut), then silence and corrections that found
 * nothing, last what was only assumed. Each sentence once. The demo model is told by {@linkcode remarksOf}.
 */
export function noticesOf(input: ReportInput, names: ChannelNames): readonly string[] {
  const given = [...input.notices, ...(input.windows?.notices ?? [])].filter(({ key }) => key !== DEMO_MODEL);
  const messages: readonly Message[] = [
    ...failedWindows(input),
    ...failedSummaries(input),
    ...given.filter(({ key }) => !HARMLESS.has(key)),
    ...silence(input, names),
    ...lostActionCorrections(input).map((at) => message("report.missing.action", { at: momentText(at) })),
    ...given.filter(({ key }) => HARMLESS.has(key)),
  ];
  return [...new Set(messages.map((text) => words(text, input.language)))];
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
