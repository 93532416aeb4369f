import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import {
  type Addition,
  addToInbox,
  diskFiles,
  type Files,
  homeLayout,
  inboxName,
  lookAtAddition,
} from "../../src/store/mod.ts";
import { systemClock } from "../../src/clock.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { temporaryHome } from "../support/home.ts";

const OLD = Date.UTC(2020, 1, 3, 8, 30);

/** A folder with recordings to add, and a home to add them to. */
async function desk() {
  const home = await temporaryHome();
  const write = async (name: string, text: string) => {
    const path = join(home.path, "clé USB", name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, text);
    await Deno.utime(path, new Date(OLD), new Date(OLD));
    return path;
  };
  const layout = homeLayout(home.path);
  return {
    ...home,
    layout,
    write,
    add: (additions: readonly Addition[], files: Files = diskFiles) =>
      addToInbox(files, layout, additions, { clock: systemClock }),
  };
}

async function additionOf(from: string, name: string): Promise<Addition> {
  return { from, name, ...(await lookAtAddition(diskFiles, from))! };
}

Deno.test("what is added has the bytes and the time of its file, which stays where it was", async () => {
  await using home = await desk();
  const from = await home.write("appel.wav", "RIFF1");
  assert.deepEqual(await home.add([await additionOf(from, "appel.wav")]), ["appel.wav"]);
  const added = join(home.layout.inbox, "appel.wav");
  assert.equal(await Deno.readTextFile(added), "RIFF1");
  assert.equal((await Deno.stat(added)).mtime?.getTime(), OLD);
  assert.equal(await Deno.readTextFile(from), "RIFF1");
});

Deno.test("names that are taken, in the inbox or by each other, are kept apart", async () => {
  await using home = await desk();
  await home.drop("appel.wav", "déjà là");
  const first = await home.write("lundi/appel.wav", "un");
  const second = await home.write("mardi/appel.wav", "deux");
  const names = await home.add([await additionOf(first, "appel.wav"), await additionOf(second, "appel.wav")]);
  assert.deepEqual(names, ["appel (2).wav", "appel (3).wav"]);
  assert.equal(await home.text("inbox", "appel.wav"), "déjà là");
  assert.equal(await home.text("inbox", "appel (2).wav"), "un");
  assert.equal(await home.text("inbox", "appel (3).wav"), "deux");
});

Deno.test("a folder comes whole, with the folders in it", async () => {
  await using home = await desk();
  await home.write("comité/1.wav", "un");
  await home.write("comité/suite/2.wav", "deux");
  await home.write("comité/.caché.wav", "non");
  const from = join(home.path, "clé USB", "comité");
  assert.deepEqual(await home.add([await additionOf(from, "comité")]), ["comité"]);
  assert.deepEqual(await home.names("inbox", "comité"), ["1.wav", "suite"]);
  assert.equal(await home.text("inbox", "comité", "suite", "2.wav"), "deux");
});

Deno.test("two that add at once get names of their own", async () => {
  await using home = await desk();
  const from = await home.write("appel.wav", "un");
  const addition = await additionOf(from, "appel.wav");
  const names = await Promise.all([home.add([addition]), home.add([addition])]);
  assert.deepEqual(names.flat().sort(), ["appel (2).wav", "appel.wav"]);
});

Deno.test("a disk that fails anywhere leaves whole recordings in the inbox or none, and the next adding tidies up", async () => {
  for (let failing = 1;; failing++) {
    await using home = await desk();
    const first = await additionOf(await home.write("a.wav", "un"), "a.wav");
    await home.write("b/b.wav", "deux");
    const second = await additionOf(join(home.path, "clé USB", "b"), "b");
    let broken = false;
    const files = watchedFiles(diskFiles, ({ number, name }) => {
      // From then on nothing works, as when the disk is pulled out: tidying up fails as well.
      if (number < failing) return;
      broken = true;
      throw new Deno.errors.Busy(name);
    });
    await home.add([first, second], files).catch((error) => assert.ok(broken, String(error)));
    for (const name of await home.names("inbox")) {
      if (name === "a.wav") assert.equal(await home.text("inbox", "a.wav"), "un");
      else if (name === "b") assert.equal(await home.text("inbox", "b", "b.wav"), "deux");
      else assert.match(name, /\.part$/);
    }
    await home.add([]);
    for (const name of await home.names("inbox")) assert.doesNotMatch(name, /\.part$/);
    if (!broken) return;
  }
});

Deno.test("any text becomes a name that Windows takes and the inbox does not pass over", () => {
  const cases: [string, string][] = [
    ["Comité 16:30 / suite ?", "Comité 16-30 - suite -"],
    ["  point projet. ", "point projet"],
    ["CON", "CON_"],
    ["com1.2", "com1_.2"],
    [".caché", "caché"],
    ["~$brouillon", "brouillon"],
    ["README", "README_"],
    ["appel.part", "appel.part_"],
    ["...", ""],
  ];
  for (const [written, name] of cases) assert.equal(inboxName(written), name, written);
});
