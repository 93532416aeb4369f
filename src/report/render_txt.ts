import type { ReportView } from "./report_view.ts";

/**
 * Sets a transcript as plain text: UTF-8, LF (which Notepad reads since Windows 10 1809), a paragraph a turn, each under
 * its moment.
 */
export function renderTxt(view: ReportView): string {
  const head = [view.title, [view.date, view.length].filter((part) => part !== null).join(" · ")];
  if (view.state.detail !== null) head.push(`${view.state.label}. ${view.state.detail}`);
  const remarks = view.remarks.map(({ text, command }) => `${text} ${command}`);
  const parts = [head.join("\n"), ...view.notices, ...remarks];
  if (view.empty !== null) parts.push(view.empty);
  if (view.notes.length > 0) {
    const notes = view.notes.map(({ moment, text }) => `[${moment.text}] ${text}`);
    parts.push([view.labels.notes, ...notes].join("\n"));
  }
  for (const entry of view.transcript) {
    if (entry.kind !== "said") parts.push(`[${entry.text}]`);
    else {
      const speaker = entry.speaker === null ? "" : ` ${entry.speaker}`;
      parts.push(`[${entry.moment.text}]${speaker}\n${entry.text}`);
    }
  }
  return `${parts.join("\n\n")}\n`;
}
