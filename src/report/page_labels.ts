import type { SpokenLanguage } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import type { PageLabels } from "./report_view.ts";
import { words } from "./words.ts";

/** The words of `report.html` alone: what can be clicked, searched, copied or pressed. */
export function pageLabels(language: SpokenLanguage): PageLabels {
  const label = (text: Parameters<typeof words>[0]) => words(text, language);
  return {
    skip: label(message("page.skip")),
    skipPlayer: label(message("page.skipPlayer")),
    speech: label(message("page.speech")),
    timeline: label(message("page.timeline")),
    timelineHelp: label(message("page.timelineHelp")),
    shares: label(message("page.shares")),
    decision: label(message("page.decision")),
    action: label(message("page.action")),
    note: label(message("page.note")),
    search: label(message("page.search")),
    searchWhat: label(message("page.searchWhat")),
    searchNext: label(message("page.searchNext")),
    searchPrevious: label(message("page.searchPrevious")),
    searchClear: label(message("page.searchClear")),
    searchNone: label(message("page.searchNone")),
    // The page counts by itself.
    found: label(message("page.found", { n: "{n}", total: "{total}" })),
    copy: label(message("page.copy")),
    copyItem: label(message("page.copyItem")),
    copyDecision: label(message("page.copyDecision")),
    copyAction: label(message("page.copyAction")),
    copySummary: label(message("page.copySummary")),
    copyDecisions: label(message("page.copyDecisions")),
    copyActions: label(message("page.copyActions")),
    copied: label(message("page.copied")),
    copyFailed: label(message("page.copyFailed")),
    back: label(message("page.back")),
    forward: label(message("page.forward")),
    follow: label(message("page.follow")),
    followOn: label(message("page.followOn")),
    followOff: label(message("page.followOff")),
    clickText: label(message("page.clickText")),
    keys: label(message("page.keys")),
    close: label(message("page.close")),
    keysOn: label(message("page.keysOn")),
    keySpace: label(message("page.key.space")),
    keyPlay: label(message("page.key.play")),
    keyArrows: label(message("page.key.arrows")),
    keyParagraphs: label(message("page.key.paragraphs")),
    keyFollow: label(message("page.key.follow")),
    keySearch: label(message("page.key.search")),
    keyHelp: label(message("page.key.help")),
  };
}
