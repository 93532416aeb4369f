import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { isLeftAlone, readDrop } from "../../src/store/drops.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

Deno.test("The files of a dropped folder come in the order a person reads their names in", async () => {
  await using inbox = await temporaryFolder();
  const names = ["piste 10.wav", "piste 2.wav", "Piste 1.wav", "été.wav", "b/1.wav", "Zoé.wav"];
  for (const name of names) {
    const path = join(inbox.path, "Comité", name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, "son");
  }
  const drop = await readDrop(diskFiles, inbox.path, { name: "Comité", isFolder: true, isLink: false });
  assert.deepEqual(drop?.files.map(({ path, bytes }) => [path, bytes]), [
    ["Comité/b/1.wav", 3],
    ["Comité/été.wav", 3],
    ["Comité/Piste 1.wav", 3],
    ["Comité/piste 2.wav", 3],
    ["Comité/piste 10.wav", 3],
    ["Comité/Zoé.wav", 3],
  ]);
});

Deno.test("A dropped name that is gone by now is no drop", async () => {
  await using inbox = await temporaryFolder();
  assert.equal(
    await readDrop(diskFiles, inbox.path, { name: "parti.wav", isFolder: false, isLink: false }),
    undefined,
  );
});

Deno.test("Names of the program, of the system and of copies under way are left alone; recordings are not", () => {
  const alone = [
    "LISEZMOI.txt",
    "readme.md",
    ".DS_Store",
    "Desktop.ini",
    "~$notes.docx",
    "a.wav.part",
    "a.crdownload",
    "a.TMP",
  ];
  const taken = ["a.wav", "LISEZMOI.wav", "partie.wav", "réunion.part.wav", "tmp", "~a.wav"];
  assert.deepEqual([...alone, ...taken].filter(isLeftAlone), alone);
});
