import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLE, bundle, replaceOnce } from "../../build/bundle.ts";
import { TARGETS } from "../../build/targets.ts";
import { SOURCES } from "../support/executable.ts";
import { namesIn, temporaryFolder } from "../support/temporary_folder.ts";

// The process that esbuild works in ends some time after its stop() has returned.
const besideEsbuild = { sanitizeOps: false, sanitizeResources: false };

Deno.test("the bundle needs no module but those of the runtime", besideEsbuild, async () => {
  await using folder = await temporaryFolder();
  const { inputs } = await bundle(folder.path);
  const files = await namesIn(folder.path);
  assert.ok(files.includes(BUNDLE));
  const imports = (await Promise.all(files.map((file) => Deno.readTextFile(join(folder.path, file)))))
    .flatMap(
      (text) =>
        Array.from(text.matchAll(/\b(?:import|export)\b[^;"'()]*?\bfrom"([^"]+)"/g), ([, name]) => name!),
    );
  assert.ok(imports.length > 0);
  const own = files.map((file) => `./${file}`);
  assert.deepEqual(imports.filter((name) => !name.startsWith("node:") && !own.includes(name)), []);
  const leftOut = Object.keys(inputs).filter((path) => /\/(sharp|onnxruntime-web)\/(dist|lib)\//.test(path));
  assert.deepEqual(leftOut, []);
  const unwatched = Object.keys(inputs).filter((path) =>
    !path.startsWith("node_modules/") && !SOURCES.some((source) => path.startsWith(source))
  );
  assert.deepEqual(unwatched, [], "a change of these would not make the tests' executable again");
});

Deno.test("a library that changed shape stops the build", () => {
  assert.equal(replaceOnce("a(1) b", "a(1)", "c($&)", "lib.js"), "c($&) b");
  assert.throws(() => replaceOnce("a a", "a", "b", "lib.js"), /lib\.js/);
  assert.throws(() => replaceOnce("b", "a", "b", "lib.js"), /lib\.js/);
});

Deno.test("the native files of every platform are where the build looks for them", async () => {
  const engine = fileURLToPath(new URL("../bin/napi-v6/", import.meta.resolve("onnxruntime-node")));
  // The older engine, for one platform, is installed by the build for it.
  const present = Object.values(TARGETS).filter(({ olderEngine }) => !olderEngine);
  assert.equal(present.length, 4);
  for (const { natives, nativeFiles } of present) {
    for (const file of nativeFiles) assert.ok((await Deno.stat(join(engine, natives, file))).size > 0, file);
  }
});
