import {
  type Action,
  type ActionCorrection,
  type AddedAction,
  type Corrections,
  type Decision,
  type DecisionCorrection,
  type Findings,
  type Item,
  itemOf,
  placedWords,
  plainWord,
} from "../model/mod.ts";
import { foundIn } from "./found.ts";
import { textSetter } from "./mended.ts";
import type { ReportInput } from "./report_input.ts";

/** An item that was found, and what a person says of it. */
export interface CorrectedItem<Found, Correction> {
  readonly found: Found;
  /** Several of a person's in one, the last one counts; empty: nothing was said of it. */
  readonly correction: Partial<Correction>;
}

/** The actions and decisions of a meeting with a person's corrections. */
export interface CorrectedFindings {
  /** In the order in which they were found, those dismissed too. */
  readonly actions: readonly CorrectedItem<Action, ActionCorrection>[];
  readonly decisions: readonly CorrectedItem<Decision, DecisionCorrection>[];
  /** Actions that a person added, in order of the file. */
  readonly added: readonly AddedAction[];
  /** Corrections that fit nothing that was found. */
  readonly lostActions: readonly ActionCorrection[];
  readonly lostDecisions: readonly DecisionCorrection[];
}

/**
 * Gives each correction to the action or decision that it is about. `shown`: a text as the report has it, which is what
 * a person who wrote the file by hand copied.
 */
export function correctedFindings(
  { actions, decisions }: Pick<Findings, "actions" | "decisions">,
  corrections: Corrections | undefined,
  shown: (text: string) => string,
): CorrectedFindings {
  const ofActions = give(actions, corrections?.actions, ({ what, text }) => [what, text, shown(what)]);
  const ofDecisions = give(decisions, corrections?.decisions, ({ text }) => [text, shown(text)]);
  return {
    actions: ofActions.items,
    decisions: ofDecisions.items,
    added: corrections?.addedActions ?? [],
    lostActions: ofActions.lost,
    lostDecisions: ofDecisions.lost,
  };
}

function give<Found extends Item, Correction extends { readonly at: number; readonly was?: string }>(
  found: readonly Found[],
  corrections: readonly Correction[] = [],
  textsOf: (item: Found) => readonly string[],
): { readonly items: readonly CorrectedItem<Found, Correction>[]; readonly lost: readonly Correction[] } {
  const items = found.map((found) => ({ found, correction: {} as Partial<Correction> }));
  const lost: Correction[] = [];
  if (corrections.length === 0) return { items, lost };
  const anchored = found.map((item) => ({ at: item.at, texts: textsOf(item) }));
  for (const correction of corrections) {
    const index = itemOf(correction, anchored);
    if (index === undefined) lost.push(correction);
    else Object.assign(items[index].correction, correction);
  }
  return { items, lost };
}

/** What a person made of a sentence that tells a decision or an action again; `leftOut`: it goes with it. */
export type Retold =
  | { readonly kind: "leftOut" }
  | { readonly kind: "decision"; readonly by: CorrectedItem<Decision, DecisionCorrection> }
  | { readonly kind: "action"; readonly by: CorrectedItem<Action, ActionCorrection> };

/**
 * Tells what became of an item of the summary, of the highlights or of a subject; undefined: it stays. It follows a
 * corrected decision or action that has its words (case and accents aside) and a segment that proves it; another
 * statement of that segment stays, and so does what is still a decision or an action otherwise.
 */
export function retelling(
  { actions, decisions }: Pick<CorrectedFindings, "actions" | "decisions">,
): (item: Item) => Retold | undefined {
  if (![...actions, ...decisions].some(({ correction }) => Object.keys(correction).length > 0)) {
    return () => undefined;
  }
  const told = new Map<string, Exclude<Retold, { kind: "leftOut" }>[]>();
  const add = (texts: readonly string[], one: Exclude<Retold, { kind: "leftOut" }>) => {
    for (const key of new Set(texts.map(folded))) told.set(key, [...told.get(key) ?? [], one]);
  };
  for (const by of decisions) add([by.found.text], { kind: "decision", by });
  for (const by of actions) add([by.found.text, by.found.what], { kind: "action", by });
  return ({ text, segments }) => {
    const same = (told.get(folded(text)) ?? [])
      .filter(({ by: { found } }) => found.segments.some((segment) => segments.includes(segment)));
    const stands = same.filter(({ by: { correction } }) => !correction.dismissed);
    if (stands.length === 0) return same.length > 0 ? { kind: "leftOut" } : undefined;
    return stands.find(({ by: { correction } }) => says(correction));
  };
}

const folded = (text: string) => placedWords(text).map(({ text }) => plainWord(text)).join(" ");

const says = ({ text, owner, due }: Partial<ActionCorrection>) =>
  [text, owner, due].some((part) => part !== undefined);

/** How many decisions and actions a report shows of what was found: by the rule of the report itself. */
export function shownCounts(
  input: Pick<ReportInput, "synthesis" | "blocks" | "session" | "corrections" | "language">,
): { readonly decisions: number; readonly actions: number } {
  const { actions, decisions, added } = correctedFindings(
    foundIn(input),
    input.corrections,
    textSetter(input),
  );
  const shown = (items: readonly { readonly correction: { readonly dismissed?: boolean } }[]) =>
    items.filter(({ correction }) => !correction.dismissed).length;
  return { decisions: shown(decisions), actions: shown(actions) + added.length };
}
