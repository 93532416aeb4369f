import { dropToReportSuite } from "../e2e/drop_to_report.ts";
import { type Wine, wine } from "../support/wine.ts";

let windows: Wine;
Deno.test.beforeAll(async () => {
  windows = await wine();
});
Deno.test.afterAll(async () => await windows?.[Symbol.asyncDispose]());

// How it goes on after it was ended: kill_and_restart_test.ts.
dropToReportSuite("As an executable for Windows", () => Promise.resolve(windows.greffier), { kills: 0 });
