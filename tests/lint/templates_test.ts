import assert from "node:assert/strict";
import { join } from "node:path";
import { filesOf } from "../../build/carried.ts";

const CHECKOUT = join(import.meta.dirname!, "..", "..");

/** Lines of a template that print a value as it is: what was said in a meeting could then bring HTML along. */
function unescaped(template: string): string[] {
  return template.split("\n").filter((line) => /<%[-_]?\s*~/.test(line));
}

Deno.test("no template prints a value without escaping it", async () => {
  for (const folder of ["templates", "src"]) {
    const files = (await filesOf(join(CHECKOUT, folder))).filter((file) => file.endsWith(".eta"));
    for (const file of files) {
      const found = unescaped(await Deno.readTextFile(join(CHECKOUT, folder, file)));
      assert.deepEqual(found, [], `${folder}/${file}`);
    }
  }
});

Deno.test("a raw value is seen in every form that eta reads", () => {
  assert.deepEqual(unescaped("<%~ a %>\n<%= b %>\n<%-~ c %>\n<% ~d %>"), [
    "<%~ a %>",
    "<%-~ c %>",
    "<% ~d %>",
  ]);
});
