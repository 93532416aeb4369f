import assert from "node:assert/strict";
import { SETTINGS, withSettingsTables } from "../../src/config/mod.ts";

Deno.test("docs/settings.md is what the settings' schema and texts make (deno run -RW docs/settings.ts)", async () => {
  const page = (await Deno.readTextFile(new URL("../../docs/settings.md", import.meta.url))).replaceAll(
    "\r\n",
    "\n",
  );
  assert.equal(withSettingsTables(page), page);
  for (const { key } of SETTINGS) {
    assert.equal(page.split(`| \`${key}\` |`).length, 3, `${key} in both tables`);
  }
});
