import assert from "node:assert/strict";
import { join } from "node:path";
import { writeAtomic } from "../../src/store/atomic.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { namesIn, temporaryFolder } from "../support/temporary_folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("A file is written beside its name, forced to the disk, then renamed, and its folder forced too", async () => {
  await using folder = await temporaryFolder();
  const done: string[] = [];
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    done.push(`${name} ${path.slice(folder.path.length).replaceAll("\\", "/")}`);
  });
  await writeAtomic(files, join(folder.path, "a.json"), bytes("1"));
  assert.deepEqual(done, [
    "openToWrite /a.json.part",
    "write /a.json.part",
    "sync /a.json.part",
    "rename /a.json",
    "syncFolder ",
  ]);
});

Deno.test("Whatever operation fails, the file is the old one or the new one, and the next try succeeds", async () => {
  for (let failing = 1; failing <= 5; failing++) {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "a.json");
    await writeAtomic(diskFiles, path, bytes("old and longer"));
    const files = watchedFiles(diskFiles, ({ number }) => {
      if (number === failing) throw Object.assign(new Error("I/O error (os error 5)"), { code: "EIO" });
    });
    await assert.rejects(writeAtomic(files, path, bytes("new")), /os error 5/);
    assert.equal(await Deno.readTextFile(path), failing === 5 ? "new" : "old and longer");
    await writeAtomic(diskFiles, path, bytes("new"));
    assert.deepEqual([await namesIn(folder.path), await Deno.readTextFile(path)], [["a.json"], "new"]);
  }
});
