import { fold } from "./folding.ts";
import type { Lexicon, Polarity } from "./lexicon/mod.ts";
import type { Sentence } from "./sentences.ts";

/** A part of a sentence with what is true of it. `text` and `folded` are as long, without opening words. */
export interface Clause {
  readonly text: string;
  readonly folded: string;
  readonly polarity: ReadonlySet<Polarity>;
}

/** The clauses of a sentence. A condition holds from where it opens to the end of the sentence. */
export function clausesOf(sentence: Sentence, lexicon: Lexicon): Clause[] {
  const clauses: Clause[] = [];
  let conditional = lexicon.hedge.test(sentence.folded);
  for (const part of parts(sentence, lexicon)) {
    const text = withoutOpenings(part.replace(/[.,;:!?…\s]+$/u, ""), lexicon);
    const folded = fold(text);
    if (text === "") continue;
    const whole = fold(part);
    const unhedged = whole.replace(lexicon.notCondition, "");
    conditional ||= lexicon.condition.test(fold(unhedged)) ||
      lexicon.condition.test(folded.replace(lexicon.notCondition, ""));
    const polarity = new Set<Polarity>();
    if (sentence.question) polarity.add("question");
    if (lexicon.negation.test(whole.replace(lexicon.notNegation, ""))) polarity.add("negation");
    if (conditional || lexicon.conditionalMood.test(whole)) polarity.add("conditional");
    if (lexicon.past.test(whole)) polarity.add("past");
    clauses.push({ text, folded, polarity });
  }
  return clauses;
}

/** `text` from its first word that says something. */
export function withoutOpenings(text: string, lexicon: Lexicon): string {
  let rest = text;
  for (;;) {
    const opening = lexicon.openings.exec(fold(rest));
    if (opening === null || opening[0].length === 0 || opening[0].length >= rest.length) return rest;
    rest = rest.slice(opening[0].length);
  }
}

function parts({ text, folded }: Sentence, lexicon: Lexicon): string[] {
  const found: string[] = [];
  let from = 0;
  for (const gap of folded.matchAll(lexicon.clauseBreak)) {
    if (/^\.\s/.test(gap[0]) && lexicon.titles.test(`${folded.slice(from, gap.index + 1)} `)) continue;
    found.push(text.slice(from, gap.index + gap[0].length));
    from = gap.index + gap[0].length;
  }
  found.push(text.slice(from));
  return found.filter((part) => /[\p{L}\p{N}]/u.test(part));
}
