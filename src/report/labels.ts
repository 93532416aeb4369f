import type { SpokenLanguage } from "../model/mod.ts";
import { message, type TextKey } from "../texts/mod.ts";
import type { Labels } from "./report_view.ts";
import { words } from "./words.ts";

/** Texts without values, so that a label needs no more than its key. */
type PlainKey = Extract<
  TextKey,
  `report.${"kind" | "footer" | `section.${string}` | `action.${string}` | `player.${string}`}`
>;

/** The report's own words. `ended`: no more findings will come. */
export function labelsIn(language: SpokenLanguage, ended: boolean): Labels {
  const label = (key: Exclude<PlainKey, "report.player.listen">) => words(message(key), language);
  return {
    kind: label("report.kind"),
    notices: label("report.section.notices"),
    contents: label("report.section.contents"),
    summary: label("report.section.summary"),
    highlights: label("report.section.highlights"),
    topics: label("report.section.topics"),
    decisions: label("report.section.decisions"),
    actions: label("report.section.actions"),
    questions: label("report.section.questions"),
    figures: label("report.section.figures"),
    reversals: label("report.section.reversals"),
    notes: label("report.section.notes"),
    coverage: label("report.section.coverage"),
    transcript: label("report.section.transcript"),
    who: label("report.action.who"),
    what: label("report.action.what"),
    due: label("report.action.due"),
    moment: label("report.action.moment"),
    nobody: label("report.action.nobody"),
    noDate: label("report.action.noDate"),
    noDecisions: words(message(ended ? "report.none.decisions" : "report.none.decisions.yet"), language),
    noActions: words(message(ended ? "report.none.actions" : "report.none.actions.yet"), language),
    play: label("report.player.play"),
    pause: label("report.player.pause"),
    position: label("report.player.position"),
    speed: label("report.player.speed"),
    audio: label("report.player.audio"),
    audioMissing: label("report.player.missing"),
    footer: label("report.footer"),
  };
}
