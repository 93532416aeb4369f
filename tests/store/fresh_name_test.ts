import assert from "node:assert/strict";
import { join } from "node:path";
import { freshName, shortened } from "../../src/store/fresh_name.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

Deno.test("A name that is taken gets the first free number, before its ending", async () => {
  await using folder = await temporaryFolder();
  for (const name of ["a.wav", "a (2).wav", "dossier", ".caché"]) {
    await Deno.writeTextFile(join(folder.path, name), "");
  }
  const cases = [
    ["b.wav", "b.wav"],
    ["a.wav", "a (3).wav"],
    ["dossier", "dossier (2)"],
    [".caché", ".caché (2)"],
  ];
  for (const [name, fresh] of cases) assert.equal(await freshName(diskFiles, folder.path, name), fresh);
});

Deno.test("A name too long for a file system is shortened before its ending, between letters", () => {
  const encoder = new TextEncoder();
  for (const letter of ["a", "é", "🎙"]) {
    const short = shortened(`${letter.repeat(300)}.wav`);
    assert.ok(encoder.encode(short).length <= 230);
    assert.match(short, new RegExp(`^(?:${letter})+\\.wav$`, "u"));
  }
  assert.equal(shortened("court.wav"), "court.wav");
});
