/**
 * Precision and recall of the extractive summariser on the demo meetings, the five it was tuned on and the five kept
 * aside, next to a plain search for key words on the same text; and its speed on four hours of talk.
 *
 *     deno run -A bench/summaries.ts [--remarks SET]
 */
import { createExtractiveSummariser } from "../src/summarisers/mod.ts";
import {
  type Found,
  type Meeting,
  readMeetings,
  type Score,
  score,
  segmentsOf,
  summarise,
  total,
} from "../tests/summarisers/meetings.ts";

/** The baseline: a segment with a key word is an item; the owner a capitalised word in it, the date a day named in it. */
const KEY_WORDS = {
  fr: {
    decisions: /décid|décision|valid|d'accord|retien|choisi|report|annul/i,
    actions:
      /\bdoit\b|\bva\b|\bvais\b|\bfaut\b|\bm'occupe\b|\bcharge\b|\benvoi|\bprépar|\bpour (?:lundi|mardi|mercredi|jeudi|vendredi)/i,
    due: /\b(?:lundi|mardi|mercredi|jeudi|vendredi|demain|aujourd'hui)\b/i,
  },
  en: {
    decisions: /decid|decision|agree|approve|postpone|settled/i,
    actions:
      /\bwill\b|'ll\b|\bhas to\b|\bneeds? to\b|\bgoing to\b|\bby (?:monday|tuesday|wednesday|thursday|friday)/i,
    due: /\b(?:monday|tuesday|wednesday|thursday|friday|tomorrow|today)\b/i,
  },
} as const;

function baseline({ language, segments }: Meeting): { decisions: Found[]; actions: Found[] } {
  const words = KEY_WORDS[language];
  const items = (pattern: RegExp): Found[] =>
    segments.filter(({ text }) => pattern.test(text)).map(({ id, text }) => ({
      text,
      segments: [id],
      owner: /(?<=\s)\p{Lu}\p{Ll}+/u.exec(text)?.[0] ?? null,
      due: words.due.exec(text)?.[0] ?? null,
    }));
  return { decisions: items(words.decisions), actions: items(words.actions) };
}

function row(label: string, { right, wrong, missed, owners, dues }: Score, withOwners: boolean): string {
  const percent = (part: number, whole: number) =>
    whole === 0 ? "   –" : `${Math.round(100 * part / whole)} %`.padStart(5);
  const columns = [
    label.padEnd(34),
    `${right}/${right + missed}`.padStart(6),
    percent(right, right + wrong),
    percent(right, right + missed),
  ];
  if (withOwners) columns.push(percent(owners, right), percent(dues, right));
  return columns.join("  ");
}

const summariser = createExtractiveSummariser();
const remarked = Deno.args[0] === "--remarks" ? Deno.args[1] : undefined;
console.log(`${"".padEnd(34)}   found  prec.  recall  owner   date`);
for (const set of ["demo", "tuning", "held-out"] as const) {
  if (remarked !== undefined && set !== remarked) continue;
  const meetings = await readMeetings(set);
  const findings = await Promise.all(meetings.map((meeting) => summarise(summariser, meeting)));
  const plain = meetings.map(baseline);
  for (const kind of ["decisions", "actions"] as const) {
    const ours = meetings.map((meeting, i) => score(findings[i]![kind], meeting[kind], meeting.segments));
    const theirs = meetings.map((meeting, i) => score(plain[i]![kind], meeting[kind], meeting.segments));
    console.log(row(`${set}: ${kind}`, total(ours), kind === "actions"));
    console.log(row(`${set}: ${kind}, key words only`, total(theirs), kind === "actions"));
    if (remarked === undefined) continue;
    for (const [i, { remarks }] of ours.entries()) {
      for (const line of remarks) console.log(`    ${meetings[i]!.name}: ${line}`);
    }
  }
  const open = meetings.map((meeting, i) =>
    score(findings[i]!.questions.filter(({ answered }) => !answered), meeting.questions, meeting.segments)
  );
  console.log(row(`${set}: open questions`, total(open), false));
  if (remarked !== undefined) { for (const line of total(open).remarks) console.log(`    ${line}`); }
}

const talk = (await readMeetings("tuning")).filter(({ language }) => language === "fr").flatMap((
  { segments },
) => segments);
const spoken = Array.from(
  { length: 4800 },
  (_, i) => ({ ...talk[i % talk.length]!, start: i * 3, end: i * 3 + 2.8 }),
);
const began = performance.now();
await summarise(summariser, { language: "fr", segments: segmentsOf(spoken) });
const took = performance.now() - began;
console.log(
  `four hours of talk, 24 blocks of 200 segments: ${(took / 1000).toFixed(2)} s, ${
    (took / 24).toFixed(0)
  } ms a block`,
);
