import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import {
  type AddingWay,
  type Addition,
  addToInbox,
  diskFiles,
  type Files,
  homeLayout,
  inboxName,
  lookAtAddition,
  removeAdded,
} from "../../src/store/mod.ts";
import { systemClock } from "../../src/clock.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { temporaryHome } from "../support/home.ts";
import { refused } from "../support/refusal.ts";

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
    add: (additions: readonly Addition[], files: Files = diskFiles, way?: AddingWay) =>
      addToInbox(files, layout, additions, { clock: systemClock, way }),
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
    const sidecar = { participants: ["Camille Roy"] };
    const first = { ...await additionOf(await home.write("a.wav", "un"), "a.wav"), sidecar };
    await home.write("b/b.wav", "deux");
    const second = { ...await additionOf(join(home.path, "clé USB", "b"), "b"), sidecar };
    let broken = false;
    const files = watchedFiles(diskFiles, ({ number, name }) => {
      // From then on nothing works, as when the disk is pulled out: tidying up fails as well.
      if (number < failing) return;
      broken = true;
      throw new Deno.errors.Busy(name);
    });
    await home.add([first, second], files).catch((error) => assert.ok(broken, String(error)));
    const names = await home.names("inbox");
    for (const name of names) {
      if (name === "a.wav") assert.equal(await home.text("inbox", "a.wav"), "un");
      else if (name === "b") assert.equal(await home.text("inbox", "b", "b.wav"), "deux");
      else assert.match(name, /\.part$|\.greffier\.json$/);
    }
    for (const name of ["a.wav", "b"]) {
      // What is told of a recording is there before it.
      if (names.includes(name)) assert.ok(names.includes(`${name}.greffier.json`), `${failing}: ${names}`);
    }
    await home.add([]);
    const left = await home.names("inbox");
    for (const name of left) {
      assert.doesNotMatch(name, /\.part$/);
      if (name.endsWith(".greffier.json")) assert.ok(left.includes(name.replace(".greffier.json", "")), name);
    }
    if (!broken) return;
  }
});

Deno.test("a link is a second name of the file, and where none can be had the reason is a sentence", async () => {
  await using home = await desk();
  await home.write("comité/1.wav", "un");
  const from = join(home.path, "clé USB", "comité");
  const addition = await additionOf(from, "comité");
  assert.deepEqual(await home.add([addition], diskFiles, "link"), ["comité"]);
  const [original, second] = await Promise.all(
    [join(from, "1.wav"), join(home.layout.inbox, "comité", "1.wav")].map((path) => Deno.stat(path)),
  );
  assert.ok(original && second && original.ino === second.ino && original.dev === second.dev);
  const otherDisk: Files = {
    ...diskFiles,
    link: () => Promise.reject(Object.assign(new Error("Invalid cross-device link"), { code: "EXDEV" })),
  };
  const error = await refused(home.add([addition], otherDisk, "link"));
  assert.equal(error.text.key, "add.noLink");
  assert.deepEqual(await home.names("inbox"), ["comité"]);
});

Deno.test("a move leaves the file until it stands in the inbox, and for good when it changed since", async () => {
  for (const link of [diskFiles.link, () => Promise.reject(new Deno.errors.NotSupported("FAT"))]) {
    await using home = await desk();
    const files: Files = {
      ...diskFiles,
      link: (from, to) =>
        link(from, to).catch((error) => Promise.reject(Object.assign(error, { code: "EPERM" }))),
    };
    const from = await home.write("appel.wav", "un");
    const other = await home.write("autre.wav", "deux");
    const additions = [await additionOf(from, "appel.wav"), await additionOf(other, "autre.wav")];
    assert.deepEqual(await home.add(additions, files, "move"), ["appel.wav", "autre.wav"]);
    assert.equal(await home.text("inbox", "appel.wav"), "un");
    assert.equal(await Deno.readTextFile(from), "un");
    await Deno.utime(other, new Date(), new Date());
    assert.deepEqual(await removeAdded(files, additions), [other]);
    await assert.rejects(Deno.stat(from), Deno.errors.NotFound);
    assert.equal(await home.text("inbox", "appel.wav"), "un");
  }
});

Deno.test("what somebody drops in the very instant is not replaced", async () => {
  await using home = await desk();
  const sidecar = { name: "Le mien" };
  const from = await home.write("appel.wav", "le mien");
  await home.write("b/b.wav", "le mien");
  const folder = join(home.path, "clé USB", "b");
  const dropped = new Set<string>();
  const files = watchedFiles(diskFiles, async ({ name, path }) => {
    const isLast = (name === "link" || name === "rename") && /inbox[\\/](appel\.wav|b)$/.test(path);
    if (!isLast || dropped.has(path)) return;
    dropped.add(path);
    if (path.endsWith(".wav")) await Deno.writeTextFile(path, "celui d'un autre");
    else {
      await Deno.mkdir(path);
      await Deno.writeTextFile(join(path, "b.wav"), "celui d'un autre");
    }
  });
  const additions = [await additionOf(from, "appel.wav"), await additionOf(folder, "b")];
  const names = await home.add(additions.map((addition) => ({ ...addition, sidecar })), files);
  assert.deepEqual(names, ["appel (2).wav", "b (2)"]);
  assert.equal(await home.text("inbox", "appel.wav"), "celui d'un autre");
  assert.equal(await home.text("inbox", "b", "b.wav"), "celui d'un autre");
  assert.equal(await home.text("inbox", "appel (2).wav"), "le mien");
  assert.deepEqual(
    (await home.names("inbox")).filter((name) => name.endsWith(".json")),
    ["appel (2).wav.greffier.json", "b (2).greffier.json"],
  );
});

Deno.test("a sidecar of a person that waits for its recording is kept, and its name is not given away", async () => {
  await using home = await desk();
  await home.drop("appel.wav.greffier.json", '{"name": "Le sien"}');
  const from = await home.write("appel.wav", "un");
  assert.deepEqual(await home.add([await additionOf(from, "appel.wav")]), ["appel (2).wav"]);
  assert.deepEqual(await home.names("inbox"), ["appel (2).wav", "appel.wav.greffier.json"]);
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
