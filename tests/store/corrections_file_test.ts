import assert from "node:assert/strict";
import { join } from "node:path";
import { diskFiles, homeLayout, parseCorrections, Store } from "../../src/store/mod.ts";
import { say } from "../../src/texts/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

/** What is wrong with a file, in French. */
function problem(text: string | Uint8Array): string {
  const parsed = parseCorrections(typeof text === "string" ? new TextEncoder().encode(text) : text);
  assert.ok(!parsed.ok);
  return say(parsed.problem, "fr").replaceAll("\u00a0", " ");
}

Deno.test("a mistake in a hand-written file is named by its line, its place and what stands there", () => {
  const table: readonly [string, RegExp][] = [
    ['{\n  "titre": "Comité"\n}', /ligne 2 : « titre » n'existe pas ; les noms possibles sont : title, /],
    ['{\n  "title": "A",\n  "words": ["a"]\n}', /ligne 3 : « words » vaut \["a"\] ; il faut des paires/],
    [
      '{\n  "actions": [\n    { "at": 3 },\n    { "at": "12:34" }\n  ]\n}',
      /ligne 4 : « actions\.1\.at » vaut "12:34" ; il faut un nombre/,
    ],
    ['{ "actions": [\n  { "owner": "Paul" }\n] }', /ligne 2 : « actions\.0\.at » vaut — ; il faut un nombre/],
    ['{ "actions": [ { "at": 3, "own": "Paul" } ] }', /ligne 1 : « own » n'existe pas dans « actions\.0 »/],
    [
      '{ "actions": [ { "at": 3, "owner": 5 } ] }',
      /« actions\.0\.owner » vaut 5 ; il faut un texte entre guillemets, ou null/,
    ],
    ['{ "actions": [ { "at": 3, "dismissed": "oui" } ] }', /vaut "oui" ; il faut true ou false/],
    ['{ "actions": { "at": 3 } }', /« actions » vaut .* ; il faut une liste entre crochets/],
    ['{ "decisions": [ 3 ] }', /« decisions\.0 » vaut 3 ; il faut une correction entre accolades/],
    ['{ "channels": { "2": "Paul" } }', /les voies sont « 0 » et « 1 »/],
    ['{\n  "title": "A"\n  "names": {}\n}', /ligne 3 : il y manque sans doute une virgule/],
    ['{\r\n  // relu\r\n  "title": "A"\r\n}', /ligne 2 : les remarques avec \/\/ .* "_note"/],
    ['{\n  "title": "A",\n', /ligne 2 : il y manque sans doute/],
    ["[]", /doit commencer par une accolade/],
    ["", /ligne 1/],
  ];
  for (const [text, expected] of table) assert.match(problem(text), expected, text);
});

Deno.test("a file that Notepad saved as Unicode or with old letters is refused with the way to save it", () => {
  assert.match(problem(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])), /UTF-8/);
  assert.match(problem(new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d])), /UTF-8/);
  const marked = new TextEncoder().encode('\uFEFF{ "title": "Comité" }\r\n');
  const parsed = parseCorrections(marked);
  assert.ok(parsed.ok);
  assert.equal(parsed.corrections.title, "Comité");
});

Deno.test("each change can be taken back, until a person writes the file", async () => {
  await using folder = await temporaryFolder();
  const store = new Store(homeLayout(folder.path), diskFiles);
  const meeting = join(folder.path, "outbox", "m");
  const path = join(meeting, "corrections.json");
  await Deno.mkdir(meeting, { recursive: true });
  const write = async (value: Record<string, unknown>) => {
    const before = await store.corrections("m");
    assert.ok(before.ok);
    await store.writeCorrections("m", before, value);
  };
  const own = '{ "_note": "à la main",   "title": "A" }';
  await Deno.writeTextFile(path, own);
  await write({ _note: "à la main", title: "B" });
  await write({ _note: "à la main", title: "C" });
  assert.deepEqual(JSON.parse(await Deno.readTextFile(path)), { _note: "à la main", title: "C" });
  await store.undoCorrections("m");
  assert.equal(JSON.parse(await Deno.readTextFile(path)).title, "B");
  await store.undoCorrections("m");
  assert.equal(await Deno.readTextFile(path), own);
  await assert.rejects(store.undoCorrections("m"), /greffier correct/);

  await write({ title: "D" });
  await Deno.writeTextFile(path, '{ "title": "E" }');
  await assert.rejects(store.undoCorrections("m"), /à la main|by hand/);
  assert.match(await Deno.readTextFile(path), /"E"/);

  // Nothing left to say is no file; and that can be taken back too.
  await write({});
  await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
  await store.undoCorrections("m");
  assert.match(await Deno.readTextFile(path), /"E"/);
});

Deno.test("what another wrote meanwhile is not written over", async () => {
  await using folder = await temporaryFolder();
  const store = new Store(homeLayout(folder.path), diskFiles);
  const meeting = join(folder.path, "outbox", "m");
  await Deno.mkdir(meeting, { recursive: true });
  const before = await store.corrections("m");
  assert.ok(before.ok);
  await Deno.writeTextFile(join(meeting, "corrections.json"), '{ "title": "A" }');
  await assert.rejects(store.writeCorrections("m", before, { title: "B" }));
  assert.match(await Deno.readTextFile(join(meeting, "corrections.json")), /"A"/);
});
