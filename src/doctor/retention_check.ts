import type { Settings } from "../config/mod.ts";
import { message } from "../errors.ts";
import { type Language, say } from "../texts/mod.ts";
import type { Finding } from "./finding.ts";

/** The rules of retention in force, in words: whoever reads them knows what will go. */
export function checkRetention(
  { audio, transcript, report }: Settings["retention"],
  language: Language,
): Finding[] {
  const rules = [
    ...audio.as === "keep" ? [] : [message(`retention.rule.${audio.as}`)],
    ...audio.days > 0 ? [message("retention.rule.audioDays", { days: audio.days })] : [],
    ...transcript.days > 0 ? [message("retention.rule.transcriptDays", { days: transcript.days })] : [],
    ...report.days > 0 ? [message("retention.rule.reportDays", { days: report.days })] : [],
  ].map((rule) => say(rule, language));
  const text = rules.length === 0
    ? message("retention.rules.keep")
    : message("retention.rules", { rules: rules.join(", ") });
  return [{ area: "settings", level: "ok", text }];
}
