import assert from "node:assert/strict";
import { compiler, elfLength } from "./compiler.ts";

Deno.test("the runtime for tests is the compiled program without what was appended", async () => {
  const { deno, denort } = await compiler();
  if (deno === undefined || denort === undefined) return; // this platform compiles with the Deno that runs
  const bytes = await Deno.readFile(denort);
  assert.equal(elfLength(bytes), bytes.length);
  const { stdout } = await new Deno.Command(deno, { args: ["--version"] }).output();
  assert.match(new TextDecoder().decode(stdout), /^deno 2\.6\.10 /);
});
