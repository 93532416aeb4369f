import assert from "node:assert/strict";
import { cautions, type PlaceFacts, whyNotHere } from "../../../src/desktop/install/mod.ts";

const facts = (change: Partial<PlaceFacts>): PlaceFacts => ({
  program: "C:\\Users\\Ada\\greffier\\greffier.exe",
  windows: true,
  temporary: ["C:\\Users\\Ada\\AppData\\Local\\Temp"],
  disk: "fixed",
  writable: true,
  ...change,
});

Deno.test("a program in an archive, in a temporary folder or too deep is told why shortcuts to it would not last", () => {
  const cases: [Partial<PlaceFacts>, string | undefined][] = [
    [{}, undefined],
    [
      { program: "C:\\Users\\Ada\\AppData\\Local\\Temp\\Temp1_greffier.zip\\greffier.exe" },
      "install.inArchive",
    ],
    [{ program: "D:\\t\\7zO4F2\\greffier.exe" }, "install.inArchive"],
    [{ program: "D:\\t\\Rar$EXa1\\greffier.exe" }, "install.inArchive"],
    [{ program: "c:/users/ada/appdata/local/temp/x/greffier.exe" }, "install.inTemporary"],
    [{ program: "C:\\Users\\Ada\\AppData\\Local\\Temporaire\\greffier.exe" }, undefined],
    [{ program: `C:\\${"é".repeat(250)}\\greffier.exe` }, "install.tooDeep"],
    [{ windows: false, program: "/tmp/x/greffier", temporary: ["/tmp/"] }, "install.inTemporary"],
    [{ windows: false, program: "/home/ada/greffier", temporary: ["/tmp"] }, undefined],
    [{
      windows: false,
      program: "/private/var/x/AppTranslocation/1/d/greffier",
      temporary: [],
    }, "install.inTemporary"],
  ];
  for (const [change, key] of cases) {
    assert.equal(whyNotHere(facts(change))?.key, key, JSON.stringify(change));
  }
});

Deno.test("a network drive, a stick and a folder that cannot be written are worth a word", () => {
  const keys = (change: Partial<PlaceFacts>, ownHome = true) =>
    cautions(facts(change), { ownHome }).map(({ key }) => key);
  assert.deepEqual(keys({}), []);
  assert.deepEqual(keys({ program: "\\\\serveur\\outils\\greffier.exe", disk: "unknown" }), [
    "install.onNetwork",
  ]);
  assert.deepEqual(keys({ program: "\\\\?\\C:\\greffier.exe" }), []);
  assert.deepEqual(keys({ disk: "network" }), ["install.onNetwork"]);
  assert.deepEqual(keys({ disk: "removable" }), ["install.onRemovable"]);
  assert.deepEqual(keys({ writable: false }), ["install.readOnly"]);
  assert.deepEqual(keys({ writable: false }, false), []);
});
