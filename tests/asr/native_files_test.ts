import assert from "node:assert/strict";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { carry, filesOf } from "../../build/carried.ts";
import type { Clock } from "../../src/clock.ts";
import { systemClock } from "../../src/clock.ts";
import {
  COMPRESSED,
  DamagedProgramError,
  demoRecordings,
  ensureBundledModels,
  ensureNative,
  libraryParent,
  unpack,
} from "../../src/asr/native_files.ts";

/** A folder as the executable carries it, an empty cache beside it, both removed at the end. */
async function workplace() {
  const folder = await Deno.makeTempDir();
  const [original, carried, cache] = ["original", "carried", "cache"].map((name) => join(folder, name));
  await Deno.mkdir(join(original, "onnx"), { recursive: true });
  await Deno.writeTextFile(join(original, "config.json"), "{}");
  await Deno.writeFile(join(original, "onnx", "model.onnx"), crypto.getRandomValues(new Uint8Array(65_536)));
  await carry(original, await filesOf(original), carried);
  return {
    original,
    carried,
    cache,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function sameContent(one: string, other: string): Promise<void> {
  const files = await filesOf(one);
  assert.deepEqual(await filesOf(other), files);
  for (const file of files) {
    assert.deepEqual(await Deno.readFile(join(other, file)), await Deno.readFile(join(one, file)), file);
  }
}

const namesIn = (folder: string) => Array.from(Deno.readDirSync(folder), ({ name }) => name);

Deno.test("unpacking gives the files that were carried, in a folder named for their content", async () => {
  await using place = await workplace();
  const folder = await unpack(place.carried, place.cache);
  await sameContent(place.original, folder);
  assert.deepEqual(namesIn(place.cache).map((name) => join(place.cache, name)), [folder]);
  await Deno.writeTextFile(join(place.original, "config.json"), "[]");
  await carry(place.original, await filesOf(place.original), place.carried);
  assert.notEqual(await unpack(place.carried, place.cache), folder);
});

Deno.test("what is unpacked is not written again", async () => {
  await using place = await workplace();
  const folder = await unpack(place.carried, place.cache);
  const before = await Deno.stat(folder);
  assert.equal(await unpack(place.carried, place.cache), folder);
  assert.equal((await Deno.stat(folder)).ino, before.ino);
});

Deno.test("a folder that lost a file is made again", async () => {
  await using place = await workplace();
  const folder = await unpack(place.carried, place.cache);
  await Deno.remove(join(folder, "onnx", "model.onnx"));
  assert.equal(await unpack(place.carried, place.cache), folder);
  await sameContent(place.original, folder);
  assert.equal(namesIn(place.cache).length, 1);
});

Deno.test("many that unpack at the same time get one whole folder", async () => {
  await using place = await workplace();
  const folders = await Promise.all(Array.from({ length: 8 }, () => unpack(place.carried, place.cache)));
  assert.equal(new Set(folders).size, 1);
  await sameContent(place.original, folders[0]);
  assert.equal(namesIn(place.cache).length, 1);
});

Deno.test("content that is not what the build packed is refused, and nothing stays", async () => {
  await using place = await workplace();
  await Deno.writeFile(join(place.carried, `config.json${COMPRESSED}`), brotliCompressSync("[]"));
  await assert.rejects(() => unpack(place.carried, place.cache), (error) => {
    assert.ok(error instanceof DamagedProgramError);
    assert.match(error.message, /config\.json/);
    return true;
  });
  assert.deepEqual(namesIn(place.cache), []);
});

Deno.test("what a killed process left is removed, what another is making stays", async () => {
  await using place = await workplace();
  await Deno.mkdir(join(place.cache, "0123.left.part"), { recursive: true });
  const inAnHour: Clock = { ...systemClock, now: () => systemClock.now() + 3_700_000 };
  await unpack(place.carried, place.cache);
  assert.equal(namesIn(place.cache).length, 2);
  await Deno.remove(await unpack(place.carried, place.cache), { recursive: true });
  await unpack(place.carried, place.cache, inAnHour);
  assert.equal(namesIn(place.cache).length, 1);
});

Deno.test("a checkout uses its own files and unpacks nothing", async () => {
  await using place = await workplace();
  assert.equal(await ensureNative(place.cache), null);
  assert.ok((await Deno.stat(join(await ensureBundledModels(place.cache), "greffier-demo"))).isDirectory);
  assert.ok(namesIn(await demoRecordings(place.cache)).includes("weekly-meeting-en.wav"));
  await assert.rejects(() => Deno.stat(place.cache), Deno.errors.NotFound);
});

Deno.test("where Windows loads no library, below a long path, the native files go to the temporary ones", () => {
  const short = "C:\\Users\\Zoé\\greffier\\state\\native";
  const long = `C:\\${"réunions\\".repeat(26)}state\\native`;
  assert.equal(libraryParent(short, "windows"), short);
  assert.equal(libraryParent(long, "linux"), long);
  assert.notEqual(libraryParent(long, "windows"), long);
  assert.ok(libraryParent(long, "windows").length < 190);
});
