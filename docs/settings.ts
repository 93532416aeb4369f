/**
 * Makes the tables of `docs/settings.md` anew from the settings' schema and texts: `deno run -RW docs/settings.ts`.
 *
 * @module
 */
import { withSettingsTables } from "../src/config/mod.ts";

if (import.meta.main) {
  const page = new URL("settings.md", import.meta.url);
  await Deno.writeTextFile(page, withSettingsTables(await Deno.readTextFile(page)));
}
