import { escapeMarkdown } from "./escape.ts";
import type { UserTemplates } from "./report_input.ts";
import type { ReportView } from "./report_view.ts";
import { runTemplate, TEMPLATES } from "./templates.ts";

/** Sets a view as `report.md`. Throws `TemplateError`. */
export function renderMarkdown(view: ReportView, template?: string, partials?: UserTemplates): string {
  const source = template ?? TEMPLATES["report.md.eta"];
  const text = runTemplate("report.md.eta", source, view, { escape: escapeMarkdown, partials });
  return `${text.replace(/\n{3,}/g, "\n\n").trim()}\n`;
}
