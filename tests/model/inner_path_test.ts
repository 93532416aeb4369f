import assert from "node:assert/strict";
import { InnerName, InnerPath } from "../../src/model/inner_path.ts";

Deno.test("a path in a record stays below its folder, on Windows as well; a name is one", () => {
  const cases: [path: string, inside: boolean, name: boolean][] = [
    ["2026-11-23_1405_point-projet", true, true],
    ["Réunion du 3..4 mars.wav", true, true],
    ["...wav", true, true],
    ["audio/source.wav", true, false],
    ["..", false, false],
    [".", true, false],
    ["", false, false],
    ["../autre", false, false],
    ["a/../../autre", false, false],
    ["a/..", false, false],
    ["..\\autre", false, false],
    ["a\\b", true, false],
    ["a\0b", false, false],
  ];
  for (const [path, inside, name] of cases) {
    assert.deepEqual(
      [InnerPath.safeParse(path).success, InnerName.safeParse(path).success],
      [inside, name],
      path,
    );
  }
});
