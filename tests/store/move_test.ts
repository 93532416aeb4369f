import assert from "node:assert/strict";
import { join } from "node:path";
import { moveFile } from "../../src/store/move.ts";
import { diskFiles, type Files } from "../../src/store/mod.ts";
import { namesIn, temporaryFolder } from "../support/temporary_folder.ts";

/** Files of which `here` and everything else lie on two volumes. */
function twoVolumes(here: string, change: Partial<Files> = {}): Files {
  return {
    ...diskFiles,
    async rename(from, to) {
      if (from.startsWith(here) !== to.startsWith(here)) {
        throw Object.assign(new Error("Invalid cross-device link (os error 18)"), { code: "EXDEV" });
      }
      await diskFiles.rename(from, to);
    },
    ...change,
  };
}

Deno.test("A file goes to another volume by copying, and only then is it removed", async () => {
  await using here = await temporaryFolder();
  await using there = await temporaryFolder();
  const content = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 2654435761) >>> 24);
  await Deno.writeFile(join(here.path, "source.wav"), content);
  await moveFile(twoVolumes(here.path), join(here.path, "source.wav"), join(there.path, "source.wav"));
  assert.deepEqual(await namesIn(here.path), []);
  assert.deepEqual(await namesIn(there.path), ["source.wav"]);
  assert.deepEqual(await Deno.readFile(join(there.path, "source.wav")), content);
});

Deno.test("A folder goes to another volume with everything in it", async () => {
  await using here = await temporaryFolder();
  await using there = await temporaryFolder();
  await Deno.mkdir(join(here.path, "Comité", "notes"), { recursive: true });
  await Deno.writeTextFile(join(here.path, "Comité", "piste.wav"), "son");
  await Deno.writeTextFile(join(here.path, "Comité", "notes", "a.txt"), "mot");
  await moveFile(twoVolumes(here.path), join(here.path, "Comité"), join(there.path, "Comité"));
  assert.deepEqual(await namesIn(here.path), []);
  assert.equal(await Deno.readTextFile(join(there.path, "Comité", "piste.wav")), "son");
  assert.equal(await Deno.readTextFile(join(there.path, "Comité", "notes", "a.txt")), "mot");
});

Deno.test("A copy that differs from what was read costs nothing: the file stays where it is", async () => {
  await using here = await temporaryFolder();
  await using there = await temporaryFolder();
  await Deno.writeTextFile(join(here.path, "source.wav"), "son");
  const files = twoVolumes(here.path, {
    async openToWrite(path) {
      const writer = await diskFiles.openToWrite(path);
      return { ...writer, write: (bytes) => writer.write(bytes.map((byte) => byte ^ 1)) };
    },
  });
  await assert.rejects(
    moveFile(files, join(here.path, "source.wav"), join(there.path, "source.wav")),
    /differs/,
  );
  assert.equal(await Deno.readTextFile(join(here.path, "source.wav")), "son");
  assert.ok(!(await namesIn(there.path)).includes("source.wav"));
});
