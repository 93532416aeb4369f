import type { Action, BlockSummary, Corrections, Findings, Item, KeySentence, Topic } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { dueUnderHeading } from "./due.ts";
import { momentText } from "./format.ts";
import { type ChannelNames, isApart, rename } from "./names.ts";
import type { ReportInput } from "./report_input.ts";
import type { ActionView, FindingsView, ItemView, SummaryPart, TopicView } from "./report_view.ts";
import { capitalised, cleanText, typeset } from "./typography.ts";
import { momentView, words } from "./words.ts";

/** Key sentences that stand for a block while there is no synthesis. */
const SENTENCES_A_BLOCK = 3;
/** How far from an action, in seconds, its correction may be: moments move a little when audio is heard again. */
const CORRECTION_REACH = 15;

/** Whether the report can speak from the synthesis. */
export function hasSynthesis({ synthesis }: ReportInput): boolean {
  return synthesis !== undefined && synthesis.failed === undefined;
}

/** What the report says, with names and actions as a person corrected them. */
export function findingsView(input: ReportInput, names: ChannelNames): FindingsView {
  const { language, corrections, synthesis, blocks } = input;
  const channelOf = new Map(
    input.transcripts.flatMap(({ segments }) => segments.map(({ id, channel }) => [id, channel] as const)),
  );
  const apart = isApart(input);
  const set = (text: string) => typeset(rename(cleanText(text), corrections?.names), language);
  const item = ({ text, at, segments }: Item): ItemView => {
    const channel = channelOf.get(segments[0]);
    const speaker = apart && channel !== undefined ? names[channel] ?? null : null;
    return { text: set(text), moment: momentView(at, language), speaker };
  };
  const action = (found: Action): ActionView => ({
    ...item(found),
    what: set(found.what),
    owner: found.owner === null ? null : capitalised(set(found.owner)),
    due: found.due === null ? null : set(dueUnderHeading(found.due, language)),
  });
  const topic = ({ title, at, points }: Topic): TopicView => ({
    title: set(title) || words(message("report.topic.untitled"), language),
    moment: momentView(at, language),
    points: points.map(item),
  });
  const part = ({ start, end, findings }: BlockSummary): SummaryPart => ({
    title: words(message("report.block", { from: momentText(start), to: momentText(end) }), language),
    items: bestSentences(findings.sentences).map(item),
  });

  const written = blocks.filter((block) => block.failed === undefined);
  const whole = hasSynthesis(input) ? synthesis!.findings : inBlockOrder(written);
  return {
    summary: hasSynthesis(input)
      ? [{ title: null, items: whole.summary.map(item) }].filter(({ items }) => items.length > 0)
      : written.map(part).filter(({ items }) => items.length > 0),
    highlights: whole.highlights.map(item),
    topics: whole.topics.map(topic),
    decisions: whole.decisions.map(item),
    actions: correctActions(whole.actions, corrections).actions.map(({ found, owner, due }) => ({
      ...action(found),
      ...(owner === undefined ? {} : { owner: owner && typeset(owner, language) }),
      ...(due === undefined ? {} : { due: due && typeset(due, language) }),
    })),
    questions: whole.questions.filter(({ answered }) => !answered).map(item),
    figures: whole.figures.map(item),
    reversals: hasSynthesis(input) ? [] : written.flatMap(({ findings }) => findings.reversals).map(item),
  };
}

/** Moments in seconds of the action corrections that no action is near enough to. */
export function lostActionCorrections(input: ReportInput): readonly number[] {
  const written = input.blocks.filter((block) => block.failed === undefined);
  const { actions } = hasSynthesis(input) ? input.synthesis!.findings : inBlockOrder(written);
  return correctActions(actions, input.corrections).lost;
}

interface CorrectedAction {
  readonly found: Action;
  /** What a person says of it; undefined: nothing. */
  readonly owner: string | null | undefined;
  readonly due: string | null | undefined;
}

/** Gives each correction to the action said nearest to it. */
function correctActions(
  actions: readonly Action[],
  corrections: Corrections | undefined,
): { readonly actions: readonly CorrectedAction[]; readonly lost: readonly number[] } {
  const corrected: { found: Action; owner: string | null | undefined; due: string | null | undefined }[] =
    actions
      .map((found) => ({ found, owner: undefined, due: undefined }));
  const lost: number[] = [];
  for (const { at, owner, due } of corrections?.actions ?? []) {
    const distance = ({ found }: CorrectedAction) => Math.abs(found.at - at);
    const nearest = corrected.toSorted((a, b) => distance(a) - distance(b))[0];
    if (nearest === undefined || distance(nearest) > CORRECTION_REACH) {
      lost.push(at);
      continue;
    }
    if (owner !== undefined) nearest.owner = owner;
    if (due !== undefined) nearest.due = due;
  }
  return { actions: corrected, lost };
}

/** The findings of all blocks, one block after the other. */
function inBlockOrder(blocks: readonly BlockSummary[]): Findings {
  const all = blocks.map(({ findings }) => findings);
  return {
    summary: [],
    highlights: [],
    topics: all.flatMap(({ topics }) => topics),
    decisions: all.flatMap(({ decisions }) => decisions),
    actions: all.flatMap(({ actions }) => actions),
    questions: all.flatMap(({ questions }) => questions),
    figures: all.flatMap(({ figures }) => figures),
  };
}

/** The heaviest sentences of a block, in order of time. */
function bestSentences(sentences: readonly KeySentence[]): readonly KeySentence[] {
  return sentences.toSorted((a, b) => b.score - a.score || a.at - b.at).slice(0, SENTENCES_A_BLOCK)
    .toSorted((a, b) => a.at - b.at);
}
