import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryHome } from "../support/home.ts";
import { longPath } from "../support/long_path.ts";
import { runProgram } from "../support/run_program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { type Wine, wine } from "../support/wine.ts";

const RECORDING = spokenWav({ seconds: 3 });

let windows: Wine;
Deno.test.beforeAll(async () => {
  windows = await wine();
});
Deno.test.afterAll(async () => await windows?.[Symbol.asyncDispose]());

Deno.test("on Windows, settings that are cut short are a sentence, and nothing is touched", async () => {
  await using home = await temporaryHome();
  await home.drop("appel.wav", RECORDING);
  await Deno.writeTextFile(join(home.path, "greffier.json"), '{\r\n  "audio": {');
  const { code, stderr } = await runProgram(windows.greffier, ["run"], { home: home.path });
  assert.equal(code, 2);
  assert.match(stderr, /^[^\n]*greffier\.json, ligne 2[^\n]*\n$/);
  assert.deepEqual(await home.names(), ["greffier.json", "inbox"]);
  assert.deepEqual(await home.names("inbox"), ["appel.wav"]);
});

Deno.test("on Windows, a file in the place of the folder state is told, and left", async () => {
  await using home = await temporaryHome();
  await home.drop("appel.wav", RECORDING);
  await Deno.writeTextFile(join(home.path, "state"), "à moi");
  const { code, stderr } = await runProgram(windows.greffier, ["run"], { home: home.path });
  assert.equal(code, 1, stderr);
  assert.doesNotMatch(stderr, /^\s+at /m);
  assert.match(stderr, /state/);
  assert.equal(await home.text("state"), "à moi");
  assert.deepEqual(await home.names("inbox"), ["appel.wav"]);
});

Deno.test("on Windows, a home whose path has 250 characters works", async () => {
  await using outer = await temporaryHome();
  const path = longPath(outer.path, 248);
  await Deno.mkdir(join(path, "inbox"), { recursive: true });
  await Deno.writeFile(join(path, "inbox", "appel.wav"), RECORDING);
  assert.ok(windows.greffier.pathOf!(path).length >= 250);
  const { code, stdout, stderr } = await runProgram(windows.greffier, ["run"], { home: path });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /1 compte rendu prêt/);
});
