import type { SpokenLanguage } from "../model/mod.ts";
import { message } from "../texts/mod.ts";
import { dueDateOf } from "../words/mod.ts";
import type { ReportView } from "./report_view.ts";
import { words } from "./words.ts";

/** What Excel expects between cells where the decimal sign is a comma, and where it is a point. */
const SEPARATOR: Readonly<Record<SpokenLanguage, string>> = { fr: ";", en: "," };

/** Without it Excel takes UTF-8 for the PC's old character set. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Sets the actions of a report as a table for spreadsheets (RFC 4180, UTF-8 with a mark, CRLF), a heading always. The
 * meeting stands in each row, so that tables of several meetings can be put below each other.
 */
export function renderCsv(view: ReportView): string {
  const { labels, language, findings, title, startedAt } = view;
  const label = (name: "meeting" | "held" | "day" | "said") =>
    words(message(`formats.actions.${name}`), language);
  const head = [
    label("meeting"),
    label("held"),
    labels.who,
    labels.what,
    labels.due,
    label("day"),
    labels.moment,
    label("said"),
  ];
  const rows = findings.actions.map(({ owner, what, due, moment, text }) => [
    title,
    startedAt.slice(0, 10),
    owner ?? "",
    what,
    due ?? "",
    (due !== null && dueDateOf(due, startedAt, language)) || "",
    moment.text,
    text,
  ]);
  const lines = [head, ...rows].map((cells) => cells.map(cellOf).join(SEPARATOR[language]));
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

/**
 * A cell, in quotes where it must be. What a spreadsheet would take for a formula gets an apostrophe, which makes it
 * text (OWASP, "CSV Injection").
 */
function cellOf(value: string): string {
  const text = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
  return /[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
