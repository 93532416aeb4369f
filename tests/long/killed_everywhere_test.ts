import { survivesKills } from "../support/killed_anywhere.ts";

Deno.test("A run killed before each of its file operations, then started again, ends as an undisturbed one", async () => {
  await survivesKills(1);
});
