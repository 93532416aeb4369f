import { z } from "../schema.ts";
import { ReportData } from "./report_data.ts";

/**
 * The JSON Schema (2020-12) of `report.json`, for those who read it. It lets fields pass that it does not know: later
 * versions may add some.
 */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(ReportData, { io: "input" });
  return { $schema, title: "report.json of greffier, schema 1", ...schema };
}
