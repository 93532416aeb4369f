import type { Message } from "../errors.ts";
import type { SpokenLanguage } from "../model/mod.ts";
import { message, say } from "../texts/mod.ts";
import { momentText } from "./format.ts";
import type { MomentView } from "./report_view.ts";
import { typeset } from "./typography.ts";

/** A message in the report's language, set as that language wants it. */
export function words(text: Message, language: SpokenLanguage): string {
  return typeset(say(text, language), language);
}

/** A cause as the end of a sentence that brings its own full stop. */
export function causeWords(cause: Message, language: SpokenLanguage): string {
  return words(cause, language).replace(/[.\s\u00a0]+$/u, "");
}

/** A moment, and what the button that plays it is called. */
export function momentView(seconds: number, language: SpokenLanguage): MomentView {
  const text = momentText(seconds);
  const rounded = Math.max(0, Math.round(seconds * 1000) / 1000);
  return { seconds: rounded, text, listen: words(message("report.player.listen", { at: text }), language) };
}
