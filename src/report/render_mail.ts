import { message } from "../texts/mod.ts";
import { escapeHtml } from "./escape.ts";
import type { ActionView, ItemView, ReportView } from "./report_view.ts";
import { words } from "./words.ts";

/** What an e-mail says of a report. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** A whole page, with nothing to load. */
  readonly html: string;
}

type Heading = "summary" | "decisions" | "actions" | "questions" | "notices" | "nobody";

/** A heading with its lines; without a heading: paragraphs. */
interface Part {
  readonly heading: string | null;
  readonly lines: readonly string[];
}

/**
 * The e-mail that a report goes with: its summary, decisions, actions and open questions, not the transcript.
 *
 * @param remarks What is told of the e-mail itself: what it carries, what it cannot.
 */
export function renderMail(view: ReportView, remarks: readonly string[]): Mail {
  const { language, title, date, length, findings, notices, empty, writers } = view;
  const set = (key: Heading) => words(message(`delivery.mail.${key}`), language);
  const found = (heading: string, lines: readonly string[]): Part[] =>
    lines.length > 0 ? [{ heading, lines }] : [];
  const parts: Part[] = [
    { heading: null, lines: [[date, length].filter((one) => one !== null).join(" · ")] },
    ...empty === null ? [] : [{ heading: null, lines: [empty] }],
    ...findings.summary.flatMap(({ title, items }) => found(title ?? set("summary"), items.map(itemLine))),
    ...found(set("decisions"), findings.decisions.map(itemLine)),
    ...found(set("actions"), findings.actions.map(actionLine)),
    ...found(set("questions"), findings.questions.map(itemLine)),
    ...found(set("notices"), notices),
    ...writers.length > 0
      ? [{ heading: null, lines: writers.map(({ label, value }) => said(label, value)) }]
      : [],
    ...remarks.length > 0 ? [{ heading: null, lines: remarks }] : [],
  ];
  return {
    subject: words(message("delivery.mail.subject", { title, date }), language),
    text: [title, "", ...parts.flatMap(textOf)].join("\n").trimEnd() + "\n",
    html: page(language, title, parts.map(htmlOf).join("\n")),
  };

  function itemLine({ text, moment }: ItemView): string {
    return `${text} (${moment.text})`;
  }

  function actionLine({ what, owner, due, moment }: ActionView): string {
    const who = owner ?? set("nobody");
    return `${said(who, what)}${due === null ? "" : ` – ${due}`} (${moment.text})`;
  }

  function said(label: string, value: string): string {
    return words(message("delivery.mail.said", { label, value }), language);
  }
}

function textOf({ heading, lines }: Part): string[] {
  if (heading === null) return [...lines, ""];
  return [heading, ...lines.map((line) => `- ${line}`), ""];
}

function htmlOf({ heading, lines }: Part): string {
  if (heading === null) return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n");
  return `<h2 style="font-size: 1.1em">${escapeHtml(heading)}</h2>\n<ul>\n${items}\n</ul>`;
}

function page(language: string, title: string, body: string): string {
  const name = escapeHtml(title);
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${name}</title></head>
<body style="font-family: Segoe UI, Calibri, Arial, sans-serif">
<h1 style="font-size: 1.4em">${name}</h1>
${body}
</body>
</html>
`;
}
