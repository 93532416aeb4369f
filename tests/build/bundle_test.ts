import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, replaceOnce } from "../../build/bundle.ts";
import { TARGETS } from "../../build/targets.ts";

Deno.test("the bundle needs no module but those of the runtime", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "bundle.mjs");
    await bundle(join(import.meta.dirname!, "listener.ts"), file);
    const text = await Deno.readTextFile(file);
    const imports = Array.from(
      text.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)";$/gm),
      ([, name]) => name,
    );
    assert.ok(imports.length > 0);
    assert.deepEqual(imports.filter((name) => !name.startsWith("node:")), []);
    assert.doesNotMatch(text, /node_modules\/\.deno\/(sharp|onnxruntime-web)@[^\n]*\/dist\//);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a library that changed shape stops the build", () => {
  assert.equal(replaceOnce("a(1) b", "a(1)", "c($&)", "lib.js"), "c($&) b");
  assert.throws(() => replaceOnce("a a", "a", "b", "lib.js"), /lib\.js/);
  assert.throws(() => replaceOnce("b", "a", "b", "lib.js"), /lib\.js/);
});

Deno.test("the native files of every platform are where the build looks for them", async () => {
  const engine = fileURLToPath(new URL("../bin/napi-v6/", import.meta.resolve("onnxruntime-node")));
  for (const { natives, nativeFiles } of Object.values(TARGETS)) {
    for (const file of nativeFiles) assert.ok((await Deno.stat(join(engine, natives, file))).size > 0, file);
  }
});
