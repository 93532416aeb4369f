import type { ReportInput } from "../../src/report/mod.ts";
import type { BlockSummary } from "../../src/model/mod.ts";
import { finders, meeting, type Said, withRecords } from "./sample_report.ts";

/** What is said again and again, twenty words or so a time. */
const SENTENCES = [
  "Pour la maquette, nous en sommes à la moitié et tout le monde a bien avancé depuis la semaine dernière.",
  "Le client a demandé une démonstration complète avant la fin du mois, avec les chiffres de l'année passée.",
  "Est-ce que le budget tient toujours, ou faut-il prévoir quelques milliers d'euros de plus pour les essais ?",
  "Je crois que oui, à condition que la livraison du matériel ne glisse pas encore une fois de trois semaines.",
  "Alors on garde cette date, et on en reparle mardi avec l'équipe technique et le service juridique.",
];
/** Seconds from one sentence to the next, and how long one lasts. */
const STEP = 7.2;
const SPOKEN = 6.4;

/** Two sides that talk without a break for `hours`: 20 words a sentence, 10,000 words an hour, a paragraph a turn. */
export function longReport({ hours }: { readonly hours: number }): ReportInput {
  const seconds = hours * 3600;
  const said: Said[] = Array.from({ length: Math.floor(seconds / STEP) }, (_, index) => ({
    start: index * STEP,
    end: index * STEP + SPOKEN,
    channel: Math.floor(index / 2 + Math.sin(index)) & 1,
    text: `${index} : ${SENTENCES[index % SENTENCES.length]}`,
  }));
  const every = Math.floor(600 / STEP);
  const input = meeting({
    name: "Séminaire annuel",
    seconds,
    channels: { kind: "apart" },
    said,
    findings: (segments) => {
      const { decision, action, item } = finders(segments);
      const points = said.filter((_, index) => index % every === every - 1).map(({ text }) => text);
      return {
        summary: points.slice(0, 8).map(item),
        decisions: points.map(decision),
        actions: points.map((text) => action(text, "Préparer la démonstration", "Nadia", "mardi")),
      };
    },
  });
  const [block] = input.blocks;
  const blocks = Array.from({ length: Math.ceil(seconds / 600) }, (_, number): BlockSummary => ({
    ...block,
    block: number,
    start: number * 600,
    end: Math.min(seconds, (number + 1) * 600),
  }));
  return withRecords(input, { blocks });
}
