import assert from "node:assert/strict";
import { join } from "node:path";
import { diskFiles } from "../../src/store/mod.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { refused } from "../support/refusal.ts";
import { spokenWav } from "../support/spoken_wav.ts";

const SPOKEN = spokenWav({ seconds: 3 });

/** A home, and a folder beside it with recordings to add. */
async function desk() {
  const home = await temporaryHome();
  const folder = await Deno.makeTempDir({ prefix: "greffier-adding-" });
  const write = async (name: string, bytes = SPOKEN) => {
    await Deno.writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  return {
    ...home,
    folder,
    write,
    async [Symbol.asyncDispose]() {
      await home[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

Deno.test("an added recording becomes a report under the name it was given, at the time of its file", async () => {
  await using home = await desk();
  const from = await home.write("REC0001.WAV");
  const time = new Date(2024, 4, 6, 10, 30);
  await Deno.utime(from, time, time);
  await using app = testApp(home);
  const [added] = await app.add([from], { name: "Comité : été 16:30" });
  assert.deepEqual(added, {
    path: join(home.path, "inbox", "Comité - été 16-30.WAV"),
    from,
    files: 1,
    bytes: SPOKEN.length,
  });
  const { published: [line] } = await app.run({});
  assert.equal(line?.id, "2024-05-06_1030_comite-ete-16-30");
  assert.equal(line?.name, "Comité - été 16-30");
  assert.ok((await Deno.stat(from)).isFile);
});

Deno.test("a folder becomes one meeting of its recordings; what else lies in it stays out", async () => {
  await using home = await desk();
  await home.write("1.wav");
  await home.write("2.wav");
  await home.write("notes.docx", new Uint8Array(9));
  await using app = testApp(home);
  const [added] = await app.add([home.folder], { name: "Comité" });
  assert.equal(added?.files, 2);
  assert.deepEqual(await home.names("inbox", "Comité"), ["1.wav", "2.wav"]);
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.length, rejected.length], [1, 0]);
});

Deno.test("what cannot be added is named, and nothing is copied then", async () => {
  await using home = await desk();
  const good = await home.write("bon.wav");
  const cases: [string[], string][] = [
    [[good, join(home.folder, "absent.wav")], "file.missing"],
    [[good, await home.write("film.mp4")], "add.notAudio"],
    [[good, await home.write("vide.wav", new Uint8Array())], "add.empty"],
    [[good, home.path], "add.ownHome"],
    [[good, join(home.path, "inbox")], "add.alreadyThere"],
  ];
  await Deno.mkdir(join(home.folder, "rien"));
  cases.push([[good, join(home.folder, "rien")], "add.emptyFolder"]);
  await using app = testApp(home);
  for (const [paths, key] of cases) {
    assert.equal((await refused(app.add(paths))).text.key, key);
    assert.deepEqual((await home.names("inbox")).filter((name) => name.endsWith(".wav")), [], key);
  }
});

Deno.test("one name is for one meeting, and must be one", async () => {
  await using home = await desk();
  const [one, two] = [await home.write("1.wav"), await home.write("2.wav")];
  await using app = testApp(home);
  assert.equal((await refused(app.add([one, two], { name: "Comité" }))).text.key, "add.oneName");
  assert.equal((await refused(app.add([one], { name: " ... " }))).text.key, "add.badName");
});

Deno.test("a disk without room refuses before the first byte", async () => {
  await using home = await desk();
  const from = await home.write("appel.wav");
  await using app = testApp(home, {
    files: { ...diskFiles, freeBytes: () => Promise.resolve(SPOKEN.length - 1) },
  });
  assert.equal((await refused(app.add([from]))).text.key, "add.noRoom");
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("an adding that is stopped leaves nothing behind", async () => {
  await using home = await desk();
  const [first, second] = [await home.write("1.wav"), await home.write("2.wav")];
  await using app = testApp(home);
  const stop = new AbortController();
  await assert.rejects(
    app.add([first, second], {
      signal: stop.signal,
      onProgress: (copied) => copied > SPOKEN.length && stop.abort(new Error("stopped")),
    }),
    /stopped/,
  );
  assert.deepEqual(await home.names("inbox"), []);
});
