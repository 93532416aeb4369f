import { message } from "../errors.ts";
import { parseVocabulary } from "../model/mod.ts";
import type { Finding } from "./finding.ts";

/** Problems told one by one. */
const TOLD = 5;

/** The house's `vocabulary.txt` as its text: how many words it mends, and the lines that say nothing. None without one. */
export function checkVocabulary(text: string): Finding[] {
  if (text.trim() === "") return [];
  const { pairs, problems } = parseVocabulary(text);
  const told: Finding[] = problems.slice(0, TOLD).map((text) => ({
    area: "settings",
    level: "warning",
    text,
  }));
  const more = problems.length - told.length;
  return [
    { area: "settings", level: "ok", text: message("vocabulary.words", { n: pairs.length }) },
    ...told,
    ...(more > 0
      ? [{ area: "settings", level: "warning", text: message("vocabulary.more", { n: more }) } as const]
      : []),
  ];
}
