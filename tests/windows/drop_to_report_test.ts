import { dropToReportSuite } from "../e2e/drop_to_report.ts";
import { type Wine, wine } from "../support/wine.ts";

let windows: Wine;
Deno.test.beforeAll(async () => {
  windows = await wine();
});
Deno.test.afterAll(async () => await windows?.[Symbol.asyncDispose]());

dropToReportSuite("As an executable for Windows", () => Promise.resolve(windows.greffier));
