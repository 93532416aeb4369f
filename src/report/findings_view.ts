import type { Action, BlockSummary, Item, KeySentence, Topic } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { correctedFindings, retelling } from "./corrected_findings.ts";
import { dueUnderHeading } from "./due.ts";
import { momentText } from "./format.ts";
import { foundIn, hasSynthesis } from "./found.ts";
import { textSetter } from "./mended.ts";
import { type ChannelNames, isApart } from "./names.ts";
import type { ReportInput } from "./report_input.ts";
import type { ActionView, FindingsView, ItemView, SummaryPart, TopicView } from "./report_view.ts";
import { capitalised, cleanText, typeset } from "./typography.ts";
import { momentView, words } from "./words.ts";
import { hasModelWords, proseOf } from "./writers.ts";

/** Key sentences that stand for a block while there is no synthesis. */
const SENTENCES_A_BLOCK = 3;
/** Longest text of a person's own, in characters. */
const OWN_WORDS = 2000;

/** What the report says, with spellings, names, actions and decisions as the house and a person corrected them. */
export function findingsView(input: ReportInput, names: ChannelNames): FindingsView {
  const { language, corrections, blocks } = input;
  const channelOf = new Map(
    input.transcripts.flatMap(({ segments }) => segments.map(({ id, channel }) => [id, channel] as const)),
  );
  const apart = isApart(input);
  const set = textSetter(input);
  const written = new Set(input.model?.written);
  const quotable = hasModelWords(input);
  /** Whether the words said at a moment are shown as they were said. */
  const isQuote = (at: number) =>
    quotable && !blocks.some(({ block, start, end }) => start <= at && at < end && written.has(block));
  const item = ({ text, at, segments, quoted }: Item): ItemView => {
    const channel = channelOf.get(segments[0]);
    const speaker = apart && channel !== undefined ? names[channel] ?? null : null;
    return {
      text: set(text),
      moment: momentView(at, language),
      speaker,
      quote: quoted === true || isQuote(at),
      segments,
    };
  };
  const action = (found: Action): ActionView => ({
    ...item(found),
    what: set(found.what),
    owner: found.owner === null ? null : capitalised(set(found.owner)),
    due: found.due === null ? null : set(dueUnderHeading(found.due, language)),
  });
  const whole = foundIn(input);
  const corrected = correctedFindings(whole, corrections, set);
  const own = (text: string | null) => text === null ? null : typeset(cleanText(text, OWN_WORDS), language);
  const decisionOf = ({ found, correction: { text } }: typeof corrected.decisions[number]): ItemView => ({
    ...item(found),
    ...(text === undefined ? {} : { text: own(text)!, quote: false }),
  });
  const actionOf = (
    { found, correction: { text, owner, due } }: typeof corrected.actions[number],
  ): ActionView => ({
    ...action(found),
    ...(text === undefined ? {} : { text: own(text)!, what: own(text)!, quote: false }),
    ...(owner === undefined ? {} : { owner: own(owner) }),
    ...(due === undefined ? {} : { due: own(due) }),
  });
  const becameOf = retelling(corrected);
  /** Sentences, those that tell a decision or an action again as a person put it right. */
  const retold = <Told extends Item>(items: readonly Told[], show: (item: Told) => ItemView): ItemView[] =>
    items.flatMap((one) => {
      const became = becameOf(one);
      if (became === undefined) return [show(one)];
      if (became.kind === "leftOut") return [];
      const text = became.kind === "decision"
        ? decisionOf(became.by).text
        : actionLine(actionOf(became.by), language);
      return [{ ...show(one), text, quote: false }];
    });
  const topic = ({ title, at, points }: Topic): TopicView => ({
    title: set(title) || words(message("report.topic.untitled"), language),
    moment: momentView(at, language),
    points: retold(points, item),
  });
  const part = ({ block, start, end, findings }: BlockSummary): SummaryPart => {
    const points = written.has(block) ? firstPoints(findings.topics) : [];
    return {
      title: words(message("report.block", { from: momentText(start), to: momentText(end) }), language),
      items: points.length > 0 ? retold(points, (point) => ({ ...item(point), quote: false })) : retold(
        bestSentences(findings.sentences.filter((one) => becameOf(one)?.kind !== "leftOut")),
        (sentence) => ({ ...item(sentence), quote: quotable }),
      ),
    };
  };

  const summarised = blocks.filter((block) => block.failed === undefined);
  const prose = proseOf(input);
  /** Sentences for the whole meeting: a model's own, or, whatever it wrote of the blocks, some that were said. */
  const sentence = (found: Item) => ({ ...item(found), quote: quotable && !prose });
  return {
    summary: hasSynthesis(input)
      ? [{ title: null, items: retold((prose ?? whole).summary, sentence) }].filter(({ items }) =>
        items.length > 0
      )
      : summarised.map(part).filter(({ items }) => items.length > 0),
    highlights: retold((prose ?? whole).highlights, sentence),
    topics: whole.topics.map((found) => ({ found, shown: topic(found) }))
      .filter(({ found, shown }) => shown.points.length > 0 || found.points.length === 0)
      .map(({ shown }) => shown),
    decisions: corrected.decisions.filter(({ correction }) => !correction.dismissed).map(decisionOf),
    actions: inTime(
      corrected.actions.filter(({ correction }) => !correction.dismissed).map(actionOf),
      corrected.added.map(({ text, owner = null, due = null, at = input.coverage.expected }) => ({
        text: own(text)!,
        what: own(text)!,
        owner: own(owner),
        due: own(due),
        moment: momentView(at, language),
        speaker: null,
        quote: false,
        segments: [],
      })),
    ),
    questions: whole.questions.filter(({ answered }) => !answered).map(item),
    figures: whole.figures.map(item),
    reversals: hasSynthesis(input) ? [] : summarised.flatMap(({ findings }) => findings.reversals).map(item),
  };
}

/** An action in a sentence: who, what, by when. */
function actionLine({ owner, what, due }: ActionView, language: ReportInput["language"]): string {
  const said = owner === null
    ? what
    : words(message("formats.calendar.summary", { who: owner, what }), language);
  return due === null ? said : `${said} – ${due}`;
}

/** What a person added, each before the first action that was said later; the others keep their order. */
function inTime(found: readonly ActionView[], added: readonly ActionView[]): readonly ActionView[] {
  const all = [...found];
  for (const action of added) {
    const later = all.findIndex(({ moment }) => moment.seconds > action.moment.seconds);
    all.splice(later < 0 ? all.length : later, 0, action);
  }
  return all;
}

/** What a model says first of each of a block's subjects. */
function firstPoints(topics: readonly Topic[]): readonly Item[] {
  return topics.flatMap(({ points }) => points.slice(0, 1)).slice(0, SENTENCES_A_BLOCK)
    .toSorted((a, b) => a.at - b.at);
}

/** The heaviest sentences of a block, in order of time. */
function bestSentences(sentences: readonly KeySentence[]): readonly KeySentence[] {
  return sentences.toSorted((a, b) => b.score - a.score || a.at - b.at).slice(0, SENTENCES_A_BLOCK)
    .toSorted((a, b) => a.at - b.at);
}
