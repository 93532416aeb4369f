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
  // What no name of a file can hold is told beside it.
  assert.equal(line?.name, "Comité : été 16:30");
  assert.deepEqual((await home.names("inbox")).filter((name) => name !== "LISEZMOI.txt"), []);
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
    [[good, await home.write("notes.docx")], "add.notAudio"],
    [[good, await home.write("point.zip")], "add.zip"],
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
  const nobody = await refused(app.add([one], { participants: ["", " "] }));
  assert.equal(nobody.text.key, "add.badParticipants");
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

Deno.test("when, in which language and with whom are told to the report", async () => {
  await using home = await desk();
  const from = await home.write("REC0001.WAV");
  await using app = testApp(home);
  await app.add([from], {
    date: "22/11/2024 14h05",
    language: "EN",
    participants: ["Camille Roy", " ", "Zoé Müller "],
  });
  assert.deepEqual(await home.json("inbox", "REC0001.WAV.greffier.json"), {
    date: "2024-11-22T14:05:00",
    language: "en",
    participants: ["Camille Roy", "Zoé Müller"],
    by: "greffier add",
  });
  const { published: [line] } = await app.run({});
  assert.equal(line?.id, "2024-11-22_1405_rec0001");
  const session = await home.json("outbox", line!.id, "session.json");
  assert.deepEqual(session.participants, ["Camille Roy", "Zoé Müller"]);
  assert.equal(session.pinned.settings.transcription.language, "en");
  assert.match(await home.text("outbox", line!.id, "report.md"), /Participants.*Camille Roy, Zoé Müller/);
});

Deno.test("what is told wrongly is refused before anything is brought", async () => {
  await using home = await desk();
  const from = await home.write("appel.wav");
  await using app = testApp(home);
  const cases: [Parameters<typeof app.add>[1], string][] = [
    [{ date: "30 février" }, "add.badDate"],
    [{ date: "2026-02-30" }, "add.badDate"],
    [{ language: "klingon" }, "add.badLanguage"],
    [{ participants: ["x".repeat(301)] }, "add.badParticipants"],
  ];
  for (const [options, key] of cases) {
    assert.equal((await refused(app.add([from], options))).text.key, key);
    assert.deepEqual(await home.names("inbox"), [], key);
  }
});

Deno.test("a recording is moved with its folder; what is no recording stays, and so does the folder then", async () => {
  await using home = await desk();
  const inner = join(home.folder, "comité");
  await Deno.mkdir(inner);
  await Deno.writeFile(join(inner, "1.wav"), SPOKEN);
  await Deno.writeFile(join(inner, "2.wav"), SPOKEN);
  const alone = await home.write("appel.wav");
  const withNotes = join(home.folder, "avec notes");
  await Deno.mkdir(withNotes);
  await Deno.writeFile(join(withNotes, "1.wav"), SPOKEN);
  await Deno.writeTextFile(join(withNotes, "notes.txt"), "à garder");
  await using app = testApp(home);
  const added = await app.add([inner, alone, withNotes], { way: "move" });
  assert.deepEqual(added.map(({ kept }) => kept), [undefined, undefined, undefined]);
  const left = (await Array.fromAsync(Deno.readDir(home.folder), ({ name }) => name)).sort();
  assert.deepEqual(left, ["avec notes"]);
  assert.deepEqual(await Array.fromAsync(Deno.readDir(withNotes), ({ name }) => name), ["notes.txt"]);
  const { published } = await app.run({});
  assert.equal(published.length, 3);
});
