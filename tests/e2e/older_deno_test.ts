import assert from "node:assert/strict";
import { join } from "node:path";
import { compiler } from "../support/compiler.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const ASKER = join(import.meta.dirname!, "..", "support", "lock_asker.ts");

Deno.test("on an older Deno, asking for a lock that stays held keeps no thread from its work", async () => {
  await using folder = await temporaryFolder();
  const { deno = Deno.execPath() } = await compiler();
  const { code, stdout, stderr } = await new Deno.Command(deno, {
    args: ["run", "--quiet", "--allow-all", "--no-check", "--no-config", "--no-lock", ASKER, folder.path],
    stdin: "null",
    // One that waits for a thread waits for ever.
    signal: AbortSignal.timeout(20_000),
  }).output();
  const text = new TextDecoder();
  assert.equal(
    text.decode(stdout),
    "40 of 40 refused\nwritten\nfree again\n",
    `${code}: ${text.decode(stderr)}`,
  );
});
