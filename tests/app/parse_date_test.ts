import assert from "node:assert/strict";
import { parseDate } from "../../src/app/parse_date.ts";

Deno.test("a date is read in the forms that people write it in", () => {
  const cases: [string, string | undefined][] = [
    ["2026-11-22", "2026-11-22"],
    ["2026-11-22 14:05", "2026-11-22T14:05:00"],
    ["2026-11-22T14:05:12", "2026-11-22T14:05:12"],
    ["22/11/2026", "2026-11-22"],
    ["22/11/2026 14h05", "2026-11-22T14:05:00"],
    ["1/2/2026 à 9h", "2026-02-01T09:00:00"],
    ["22.11.2026  8:00", "2026-11-22T08:00:00"],
    ["29/02/2024", "2024-02-29"],
    ["29/02/2025", undefined],
    ["2026-13-01", undefined],
    ["2026-11-22 24:00", undefined],
    ["2026-11-22 14:", undefined],
    ["2026-11-22 14", undefined],
    ["22/11/26", undefined],
    ["demain", undefined],
    ["", undefined],
    ["2026-11-22 14:05 15:00", undefined],
  ];
  for (const [written, read] of cases) assert.equal(parseDate(written), read, written);
});
