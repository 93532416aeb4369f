import type { ReportInput } from "../../src/report/mod.ts";
import { finders, meeting } from "../support/sample_report.ts";

/** Things a transcript, a name or a title may hold that some page would run, follow, or be broken by. */
export const HOSTILE: readonly string[] = [
  `<img src=x onerror="document.title='owned'">`,
  `<script>document.title = 'owned'</script>`,
  "</p></main><style>body { display: none }</style>",
  `"><svg onload=alert(1)> ' & &lt;b&gt;`,
  "[cliquez](javascript:alert(1)) ![](http://example.invalid/x.png) <http://example.invalid>",
  "http://example.invalid/suivi?x=1 et www.example.invalid et a@example.invalid",
  "# Titre | cellule | `code` **gras** _souligné_ ~~barré~~ $x$ \\",
  "1. liste",
  "- puce",
  "--- fin",
  "00:00:01.000 --> 00:00:02.000",
  "<% it.title %> <%~ 1 + 1 %>",
  "{\\an8}<i>haut</i>",
  "NOTE pas une note",
  "\u202egnp.exe\u202c",
  "mot".repeat(60),
  "=cmd|' /C calc'!A0; +1, \"dit\" \\n BEGIN:VEVENT",
  "on a écrit שלום עולם puis مرحبا بالعالم au mur",
  "a\u0000b\ufffec\ud800d\u000be\u2028f",
];

/** A meeting in which every hostile text is said, found, named and titled. */
export function hostileMeeting(): ReportInput {
  const said = HOSTILE.map((text, index) => ({
    start: 1 + 3 * index,
    end: 3 + 3 * index,
    channel: index % 2,
    text,
  }));
  const input = meeting({
    name: HOSTILE[0],
    file: `<b>"x".wav`,
    seconds: 60,
    channels: { kind: "apart" },
    said,
    findings: (segments) => {
      const { item, decision, action } = finders(segments);
      return {
        summary: HOSTILE.map(item),
        highlights: HOSTILE.map(item),
        topics: HOSTILE.map((text) => ({ title: text, at: 1, points: [item(text)] })),
        decisions: HOSTILE.map(decision),
        actions: HOSTILE.map((text) => action(text, text, text, text)),
        figures: HOSTILE.map(item),
      };
    },
  });
  const found = input.synthesis!.findings;
  const cause = { key: "error.other", values: { found: HOSTILE[3] } };
  const [block] = input.blocks;
  return {
    ...input,
    blocks: [
      { ...block, end: 30, by: HOSTILE[0] },
      { ...block, block: 1, start: 30, end: 60 },
    ],
    model: {
      name: HOSTILE[0],
      written: [0],
      left: [{ block: 1, why: cause }],
      pending: [],
      dropped: 1,
      prose: {
        ...{ schema: 1, inputs: {}, by: HOSTILE[0], dropped: 0 },
        summary: found.summary,
        highlights: found.highlights,
      },
    },
    provisional: {
      ...found,
      decisions: found.decisions.map((item) => ({ ...item, text: `${item.text} ${HOSTILE[1]}` })),
      actions: found.actions.slice(1).map((item) => ({ ...item, owner: HOSTILE[6] })),
    },
    corrections: { channels: { "0": HOSTILE[0], "1": "A & B>C" } },
    notices: HOSTILE.map((text) => ({ key: "error.other", values: { found: text } })),
  };
}
