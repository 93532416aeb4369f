import { type Action, type Item, SECTION_IDS, type SectionId } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { type Change, changesOf, lostPoints } from "./changes.ts";
import { dueUnderHeading } from "./due.ts";
import { correctedFindings } from "./corrected_findings.ts";
import { hasSynthesis } from "./found.ts";
import { textSetter } from "./mended.ts";
import type { ReportInput } from "./report_input.ts";
import type { ChangesView, ChangeView } from "./report_view.ts";
import { capitalised } from "./typography.ts";
import { hasModelWords, proseOf } from "./writers.ts";
import { momentView, words } from "./words.ts";

/**
 * What a final report says otherwise than the provisional one before it, in the lists that it shows; null when there was
 * none, or nothing to tell of it.
 */
export function changesView(
  input: ReportInput,
  shown: readonly SectionId[] = SECTION_IDS,
): ChangesView | null {
  const { provisional, synthesis, state, language, corrections } = input;
  if (!provisional || state !== "final" || !hasSynthesis(input)) return null;
  const set = textSetter(input);
  const told = (item: Item | Action): string => {
    if (!("what" in item)) return set(item.text);
    const owner = item.owner === null ? null : capitalised(set(item.owner));
    const due = item.due === null ? null : set(dueUnderHeading(item.due, language));
    return [owner, set(item.what), due].filter((part) => part !== null).join(" · ");
  };
  const view = ({ list, before, after }: Change): ChangeView => ({
    what: words(message(`report.change.${list}`), language),
    text: told((after ?? before)!),
    before: before && after ? told(before) : null,
    moment: momentView((after ?? before)!.at, language),
  });
  const current = { ...synthesis!.findings, ...proseOf(input) };
  const { actions, decisions } = correctedFindings(current, corrections, set);
  const dismissed = new Set<unknown>(
    [...actions, ...decisions].filter(({ correction }) => correction.dismissed).map(({ found }) => found),
  );
  const changes = changesOf(provisional, current)
    .filter(({ list, after }) => shown.includes(list) && !dismissed.has(after));
  const n = shown.includes("topics") ? lostPoints(provisional, current) : 0;
  if (changes.length + n === 0 && !hasModelWords(input)) return null;
  return {
    none: changes.length + n === 0 ? words(message("report.change.none"), language) : null,
    added: changes.filter(({ before }) => !before).map(view),
    gone: changes.filter(({ after }) => !after).map(view),
    reworded: changes.filter(({ before, after }) => before && after).map(view),
    points: n > 0 ? words(message("report.change.points", { n }), language) : null,
  };
}
