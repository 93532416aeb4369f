import { type Message, message } from "../errors.ts";
import { type ActionCorrection, channelsOf, type Findings, placedWords, withoutCase } from "../model/mod.ts";
import { correctedFindings } from "./corrected_findings.ts";
import { momentText } from "./format.ts";
import { foundIn } from "./found.ts";
import { mendedText, mendMade, textSetter } from "./mended.ts";
import { rename } from "./names.ts";
import type { TextChange, Unfitting } from "./report_data.ts";
import type { ReportInput } from "./report_input.ts";
import { cleanText } from "./typography.ts";
import { words } from "./words.ts";
import { proseOf } from "./writers.ts";

/** A text of the findings, and where it comes from. */
interface FoundText {
  readonly text: string;
  readonly at: number;
  /** The segment that proves it; undefined where a subject has no points. */
  readonly segment: string | undefined;
}

/** Every text of what was found, in the order of the report. */
function textsOf(findings: Findings): FoundText[] {
  const { summary, highlights, topics, decisions, actions, questions, figures } = findings;
  const items = [
    ...[summary, highlights, topics.flatMap(({ points }) => points), decisions, questions, figures].flat(),
    ...actions.flatMap((action) =>
      [action.what, action.owner, action.due].filter((text) => text !== null).map((text) => ({
        ...action,
        text,
      }))
    ),
  ];
  return [
    ...topics.map(({ title, at, points }) => ({ text: title, at, segment: points[0]?.segments[0] })),
    ...items.map(({ text, at, segments }) => ({ text, at, segment: segments[0] })),
  ];
}

/**
 * Every spelling that was mended when the report was rendered, in order of time: in what was said, and in what was found
 * where it is not the same. Names, owners, dates and titles are no spellings.
 */
export function textChanges(input: ReportInput): readonly TextChange[] {
  const changes = new Map<string, TextChange>();
  const note = (change: TextChange) => {
    const { segment, from, to, by } = change;
    const key = JSON.stringify([segment, from, to, by]);
    if (!changes.has(key)) changes.set(key, change);
  };
  for (const { id, start, mends } of mendedText(input).segments) {
    for (const { from, to, by } of mends) {
      note({ at: start, segment: id, from: cleanText(from), to: cleanText(to), by });
    }
  }
  for (const { text, at, segment } of textsOf({ ...foundIn(input), ...proseOf(input) })) {
    if (segment === undefined) continue;
    for (const { from, to, by } of mendMade(text, input).mends) note({ at, segment, from, to, by });
  }
  return [...changes.values()].sort((a, b) => a.at - b.at);
}

/**
 * The corrections that fit nothing in the report any more, each with the sentence that says so; none while text is still
 * to come, which they may fit.
 */
export function unfittingOf(input: ReportInput): readonly Unfitting[] {
  const { corrections, state, coverage, windows, language } = input;
  if (!corrections || state === "partial" || !windows || coverage.pending > 0) return [];
  const unfitting: Unfitting[] = [];
  const tell = (kind: Unfitting["kind"], at: number | null, from: string, to: string | null, why: Message) =>
    unfitting.push({
      kind,
      at,
      from: cleanText(from, 300),
      to: to && cleanText(to, 300),
      why: words(why, language),
    });

  for (const [channel, name] of Object.entries(corrections.channels ?? {})) {
    if (channelsOf(windows.channels).some((one) => String(one) === channel)) continue;
    tell(
      "channel",
      null,
      channel,
      name,
      message("corrections.unfit.channel", { channel, name: cleanText(name, 80) }),
    );
  }
  // Where retention took what was said away, nothing can tell whether these fit.
  const isText = input.transcripts.length > 0;
  for (const { at, was, text } of isText ? mendedText(input).lost : []) {
    const values = { at: momentText(at), was: cleanText(was, 80) };
    tell("passage", at, was, text, message("corrections.unfit.passage", values));
  }
  const said = new HeardText(input.transcripts.flatMap(({ segments }) => segments.map(({ text }) => text)));
  const housed = new HeardText(mendedText(input).segments.map(({ text }) => text));
  for (const [heard, written] of Object.entries(isText ? corrections.words ?? {} : {})) {
    if (said.has(heard) || housed.has(heard)) continue;
    tell("word", null, heard, written, message("corrections.unfit.word", { heard: cleanText(heard, 80) }));
  }
  const found = foundIn(input);
  const texts = [
    ...textsOf({ ...found, ...proseOf(input) }).map(({ text }) => mendMade(text, input).text),
    ...corrections.participants ?? input.session.participants ?? [],
  ];
  for (const [name, wanted] of Object.entries(corrections.names ?? {})) {
    if (name === wanted || texts.some((text) => rename(text, { [name]: "\0" }) !== text)) continue;
    tell("name", null, name, wanted, message("corrections.unfit.name", { name: cleanText(name, 80) }));
  }
  const { lostActions, lostDecisions } = correctedFindings(found, corrections, textSetter(input));
  for (const lost of lostActions) {
    const at = momentText(lost.at);
    tell(
      "action",
      lost.at,
      lost.was ?? at,
      lost.text ?? partsOf(lost),
      message("report.missing.action", { at }),
    );
  }
  for (const { at, was, text } of lostDecisions) {
    const moment = momentText(at);
    tell("decision", at, was ?? moment, text ?? null, message("corrections.unfit.decision", { at: moment }));
  }
  return unfitting;
}

/** What a person wanted of an action, in a few words; null: that it goes. */
function partsOf({ owner, due }: ActionCorrection): string | null {
  const parts = [owner, due].filter((part) => part !== null && part !== undefined);
  return parts.length > 0 ? parts.join(", ") : null;
}

/** Texts in which whole words are looked for, case ignored. */
class HeardText {
  #texts: readonly string[];
  #words: string | undefined;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  has(heard: string): boolean {
    this.#words ??= this.#texts.map(wordsIn).join("\n");
    return this.#words.includes(wordsIn(heard));
  }
}

const wordsIn = (text: string) => ` ${placedWords(text).map(({ text }) => withoutCase(text)).join(" ")} `;

/** Unfitting corrections told one by one in a report; its data has them all. */
const TOLD_ONE_BY_ONE = 5;

/** The sentences of a report about corrections that fit nothing, and about lines of the vocabulary that say nothing. */
export function unfittingNotices(input: ReportInput): readonly string[] {
  const unfitting = unfittingOf(input);
  const told = unfitting.slice(0, TOLD_ONE_BY_ONE).map(({ why }) => why);
  const more = unfitting.length - told.length;
  return more > 0 ? [...told, words(message("corrections.unfit.more", { n: more }), input.language)] : told;
}
