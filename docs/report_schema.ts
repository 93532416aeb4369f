/**
 * Writes `docs/report.schema.json` from the type that reports are made of: `deno run -RW docs/report_schema.ts`. A test
 * says so when it is not up to date.
 *
 * @module
 */
import { join } from "node:path";
import { reportJsonSchema } from "../src/report/mod.ts";

await Deno.writeTextFile(
  join(import.meta.dirname!, "report.schema.json"),
  `${JSON.stringify(reportJsonSchema(), null, 2)}\n`,
);
