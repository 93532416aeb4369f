import { survivesKills } from "../support/killed_anywhere.ts";

/**
 * One operation in so many is the last of a run here, and each in the longer campaign. No whole number: a file is written,
 * synced and renamed in turn, and each of these must be met.
 */
const STEP = 2.5;

Deno.test("A run killed at any of its file operations, then started again, ends as an undisturbed one", async () => {
  await survivesKills(STEP);
});
