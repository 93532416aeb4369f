import { reportData } from "./report_data.ts";
import type { ReportInput } from "./report_input.ts";
import type { ReportView } from "./report_view.ts";

/** Sets a report by value as JSON, UTF-8 and LF: what `docs/report.schema.json` describes. */
export function renderJson(input: ReportInput, view: ReportView): string {
  return `${JSON.stringify(reportData(input, view), null, 2)}\n`;
}
