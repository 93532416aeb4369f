import assert from "node:assert/strict";
import { join } from "node:path";
import { compiler, elfLength } from "../support/compiler.ts";
import { executable } from "../support/executable.ts";

const MODELS_LISTENER = join(import.meta.dirname!, "listener.ts");

Deno.test("the executable hears a recording in a child of itself, in an empty folder, without Deno", async () => {
  const program = await executable(MODELS_LISTENER);
  const folder = await Deno.makeTempDir();
  try {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [join(folder, "state")],
      cwd: folder,
      clearEnv: true,
      stdout: "piped",
      stderr: "piped",
    }).output();
    const text = new TextDecoder();
    assert.equal(code, 0, text.decode(stderr));
    const heard = JSON.parse(text.decode(stdout)) as { standalone: boolean; text: string };
    assert.equal(heard.standalone, true);
    assert.match(heard.text, /thank you for being here\. The agenda has three items\./);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the runtime for tests is the compiled program without what was appended", async () => {
  const { deno, denort } = await compiler();
  if (deno === undefined || denort === undefined) return; // this platform compiles with the Deno that runs
  const bytes = await Deno.readFile(denort);
  assert.equal(elfLength(bytes), bytes.length);
  const { stdout } = await new Deno.Command(deno, { args: ["--version"] }).output();
  assert.match(new TextDecoder().decode(stdout), /^deno 2\.6\.10 /);
});
