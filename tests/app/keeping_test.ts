import assert from "node:assert/strict";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { NO_PRINTER, type PdfPrinter } from "../../src/printing/mod.ts";
import { refused } from "../support/refusal.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";
import { copyOf, flags, isFinal, runUntil, watchedRun } from "../support/meeting.ts";
import { ATLAS, hearSaid, meetingsHome, POINT, SAID } from "../support/meetings_home.ts";
import { contentsOf } from "../support/outbox_contents.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const inOutbox = (home: TemporaryHome, ...names: string[]) => join(home.path, "outbox", ...names);

/** The name of the sentence that `work` refuses with. */
async function refusedBy(work: Promise<unknown>): Promise<string> {
  return (await refused(work)).text.key;
}

/** Unzips a file into the outbox of a home. */
async function unpack(zip: string, home: TemporaryHome): Promise<void> {
  for (const [name, bytes] of Object.entries(unzipSync(await Deno.readFile(zip)))) {
    const path = inOutbox(home, ...name.split("/"));
    await Deno.mkdir(join(path, ".."), { recursive: true });
    await Deno.writeFile(path, bytes);
  }
}

Deno.test("verify names what is changed and what is missing; an edited view and a person's own files are no fault", async (t) => {
  await using whole = await meetingsHome();
  const cases: [
    what: string,
    change: (home: TemporaryHome) => Promise<void>,
    told: string[],
    damaged: boolean,
  ][] = [
    ["nothing", () => Promise.resolve(), [], false],
    [
      "an edited view",
      (home) => Deno.writeTextFile(inOutbox(home, ATLAS, "report.md"), "le mien"),
      ["report.md edited"],
      false,
    ],
    [
      "own files",
      async (home) => {
        await Deno.writeTextFile(inOutbox(home, ATLAS, "notes.docx"), "à moi");
        // Drafts and receipts of deliveries are the program's.
        await Deno.writeTextFile(inOutbox(home, ATLAS, "report.eml"), "Subject:");
        await Deno.writeTextFile(inOutbox(home, ATLAS, "report (2).eml"), "Subject:");
        await Deno.mkdir(inOutbox(home, ATLAS, "delivery"));
        await Deno.writeTextFile(inOutbox(home, ATLAS, "delivery", "email.receipt.json"), "{}");
        await Deno.writeTextFile(inOutbox(home, ATLAS, "audio", "autre.wav"), "à moi");
      },
      ["audio/autre.wav extra", "notes.docx extra"],
      false,
    ],
    [
      "corrections",
      (home) => Deno.writeTextFile(inOutbox(home, ATLAS, "corrections.json"), "{}"),
      ["corrections.json corrections"],
      false,
    ],
    [
      "one bit of the audio",
      async (home) => {
        const path = inOutbox(home, ATLAS, "audio", "source.wav");
        const bytes = await Deno.readFile(path);
        bytes[5000]! ^= 1;
        await Deno.writeFile(path, bytes);
      },
      ["audio/source.wav changed"],
      true,
    ],
    [
      "a cut stage",
      (home) => Deno.truncate(inOutbox(home, ATLAS, "stages", "synthesis.json"), 10),
      ["stages/synthesis.json changed"],
      true,
    ],
    [
      "a deleted view and deleted audio",
      async (home) => {
        await Deno.remove(inOutbox(home, ATLAS, "report.html"));
        await Deno.remove(inOutbox(home, ATLAS, "audio", "source.wav"));
      },
      ["audio/source.wav missing", "report.html missing"],
      true,
    ],
    [
      "an unreadable record",
      (home) => Deno.writeTextFile(inOutbox(home, ATLAS, "sealed.json"), "{"),
      ["sealed.json unreadable"],
      true,
    ],
  ];
  for (const [what, change, told, damaged] of cases) {
    await t.step(what, async () => {
      await using home = await copyOf(whole);
      await change(home);
      await using app = testApp(home);
      const [atlas, point] = await app.verify([ATLAS, POINT]);
      assert.deepEqual(atlas?.findings.map(({ file, finding }) => `${file} ${finding}`), told);
      assert.deepEqual([atlas?.damaged, point?.damaged, point?.findings.length], [damaged, false, 0]);
    });
  }
});

Deno.test("verify: what retention removed or archived, by its receipt, is not missing; a damaged archive is", async () => {
  await using home = await meetingsHome();
  const audio = inOutbox(home, ATLAS, "audio", "source.wav");
  const bytes = (await Deno.stat(audio)).size;
  const { sha256 } = (await home.json("outbox", ATLAS, "sealed.json")).audio["audio/source.wav"];
  const archive = { file: "audio/source.flac", bytes: 4, sha256: "" };
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode("flac")));
  archive.sha256 = digest.toHex();
  const step = (did: string, file: Record<string, unknown>) => ({
    at: "2026-02-01T00:00:00",
    class: "audio",
    rule: "retention.audio.as = flac",
    did,
    files: [{ file: "audio/source.wav", bytes, sha256, ...file }],
  });
  const steps = [step("archived", { became: archive })];
  const receipt = (all: unknown[]) =>
    Deno.writeTextFile(inOutbox(home, ATLAS, "retention.json"), JSON.stringify({ schema: 1, steps: all }));
  const told = async () => {
    await using app = testApp(home);
    const [atlas] = await app.verify([ATLAS]);
    return [atlas?.damaged, ...atlas?.findings.map(({ file, finding }) => `${file} ${finding}`) ?? []];
  };
  await Deno.remove(audio);
  await receipt(steps);
  await Deno.writeTextFile(inOutbox(home, ATLAS, "audio", "source.flac"), "flac");
  assert.deepEqual(await told(), [false]);
  await Deno.writeTextFile(inOutbox(home, ATLAS, "audio", "source.flac"), "flic");
  assert.deepEqual(await told(), [true, "audio/source.flac changed"]);
  await Deno.remove(inOutbox(home, ATLAS, "audio", "source.flac"));
  assert.deepEqual(await told(), [true, "audio/source.flac missing"]);
  await receipt([...steps, { ...step("removed", {}), files: [archive] }]);
  assert.deepEqual(await told(), [false, "audio/source.flac removed"]);
});

Deno.test("a packed meeting is taken up by another home: listed, whole, searched, and made again", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  await using other = await temporaryHome();
  const zip = join(folder.path, "atlas.zip");
  {
    await using app = testApp(home);
    const packed = await app.pack(ATLAS, { to: join(folder.path, "atlas") });
    assert.deepEqual([packed.file, packed.open, packed.audio], [zip, false, true]);
    assert.deepEqual(await refusedBy(app.pack(ATLAS, { to: zip })), "pack.exists");
    assert.deepEqual(await refusedBy(app.pack(ATLAS, { to: inOutbox(home, "x.zip") })), "pack.ownFolder");
  }
  await unpack(zip, other);
  await using app = testApp(other);
  assert.deepEqual((await app.list()).map(({ id, open }) => [id, open]), [[ATLAS, false]]);
  const [verified] = await app.verify([ATLAS]);
  assert.deepEqual([verified?.damaged, verified?.findings], [false, []]);
  assert.equal((await app.search("budget")).total, 1);
  const before = await home.text("outbox", ATLAS, "report.md");
  await app.redo(ATLAS, "transcribe");
  assert.equal((await app.pack(ATLAS, { to: join(folder.path, "open") })).open, true);
  await hearSaid(other);
  assert.equal(await other.text("outbox", ATLAS, "report.md"), before);
  assert.deepEqual((await app.verify([ATLAS]))[0]?.damaged, false);
});

Deno.test("a meeting from elsewhere whose records lead out of its folder writes and reads nothing outside", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  const target = join(folder.path, "ici", "copies");
  await Deno.writeTextFile(join(home.path, "secret.md"), "secret");
  const change = async (file: string, edit: (record: Record<string, unknown>) => unknown) => {
    const path = inOutbox(home, ATLAS, ...file.split("/"));
    await Deno.writeTextFile(path, JSON.stringify(edit(JSON.parse(await Deno.readTextFile(path)))));
  };
  const { files } = await home.json("outbox", ATLAS, "stages", "views.json");
  await change("stages/views.json", (views) => ({
    ...views,
    files: { ...files, "../../secret.md": files["report.md"] },
  }));
  await using app = testApp(home);
  await app.export([ATLAS], { to: target });
  await change("session.json", (session) => ({ ...session, id: "../dehors" }));
  assert.deepEqual((await app.list()).map(({ id }) => id), [POINT]);
  await app.export(["../dehors", POINT], { to: target });
  const copied = (await Array.fromAsync(Deno.readDir(target), ({ name }) => name)).sort();
  assert.ok(copied.every((name) => name === ATLAS || name === POINT), copied.join(" "));
  assert.deepEqual(await Array.fromAsync(Deno.readDir(join(target, "..")), ({ name }) => name), ["copies"]);
});

Deno.test("an open meeting is packed as far as it is, and another home goes on from there", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 14, startedAt: "2026-02-03T09:00:00" }));
  await using folder = await temporaryFolder();
  await using other = await temporaryHome();
  {
    await using app = testApp(home);
    await runUntil(app, (progress) => progress.kind === "finished" && progress.stage === "language");
    const packed = await app.pack(POINT, { to: join(folder.path, "open.zip") });
    assert.deepEqual([packed.open, packed.audio], [true, true]);
  }
  await unpack(join(folder.path, "open.zip"), other);
  await hearSaid(other);
  assert.match(await other.text("outbox", POINT, "transcript.txt"), /Nadia/);
  assert.equal((await other.json("outbox", POINT, "session.json")).last.state, "final");
});

Deno.test("without audio a packed meeting holds none, and says so; one that is broken off leaves no file", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  await using app = testApp(home);
  const stop = new AbortController();
  const broken = app.pack(ATLAS, {
    to: join(folder.path, "broken.zip"),
    signal: stop.signal,
    onProgress: (_done, _total, name) => name.includes("audio/") && stop.abort(new Error("enough")),
  });
  await assert.rejects(broken, /enough/);
  assert.deepEqual([...Deno.readDirSync(folder.path)], []);
  await Deno.mkdir(join(folder.path, "taken.zip.part", "x"), { recursive: true });
  await assert.rejects(app.pack(ATLAS, { to: join(folder.path, "taken.zip") }));
  await app.pack(ATLAS, { to: join(folder.path, "silent.zip"), audio: false });
  const files = unzipSync(await Deno.readFile(join(folder.path, "silent.zip")));
  assert.deepEqual(Object.keys(files).filter((name) => name.includes("audio/")), []);
  assert.match(new TextDecoder().decode(files[`${ATLAS}/LISEZMOI.txt`]), /Le son n'a pas été mis/);
});

Deno.test("a meeting unpacked without its sound is whole by its receipt, and redo says where the sound was left", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  await using other = await temporaryHome();
  const zip = join(folder.path, `${ATLAS}.zip`);
  {
    await using app = testApp(home);
    const { file } = await app.pack(ATLAS, { to: folder.path, audio: false });
    assert.equal(file, zip);
    assert.ok(!(await home.names("outbox", ATLAS)).includes("retention.json"));
  }
  await unpack(zip, other);
  await using app = testApp(other);
  const [verified] = await app.verify([ATLAS]);
  const told = verified?.findings.map(({ file, finding }) => `${file} ${finding}`);
  assert.deepEqual([verified?.damaged, told], [false, ["audio/source.wav leftOut"]]);
  assert.equal(await refusedBy(app.redo(ATLAS, "transcribe")), "redo.leftOut");
  await Deno.remove(inOutbox(other, ATLAS, "stages", "synthesis.json"));
  assert.equal((await app.verify([ATLAS]))[0]?.damaged, true);
});

Deno.test("pack into a folder names the file for the meeting, whether the folder is there or only asked for as one", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  await using app = testApp(home);
  await Deno.mkdir(join(folder.path, "là"));
  for (const to of [join(folder.path, "là"), `${folder.path}/`]) {
    assert.equal((await app.pack(ATLAS, { to })).file, join(to, `${ATLAS}.zip`));
  }
  assert.equal(await refusedBy(app.pack(ATLAS, { to: join(folder.path, "absent") + "/" })), "pack.noFolder");
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name).sort(), [`${ATLAS}.zip`, "là"]);
});

Deno.test("a ZIP that lies in the outbox is told of by status", async () => {
  await using home = await meetingsHome();
  await Deno.writeTextFile(inOutbox(home, "x.ZIP"), "PK");
  await using app = testApp(home);
  const left = (await app.status()).leftAlone?.map(({ name, cause }) => `${name} ${cause.key}`);
  assert.deepEqual(left, ["x.ZIP pack.toUnpack"]);
});

Deno.test("export copies what is there, renders what is not, and is done again for nothing", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  await using app = testApp(home);
  const to = folder.path;
  const [atlas, point] = await app.export([ATLAS, POINT], {
    to,
    formats: ["markdown", "json"],
    withAudio: true,
  });
  const copied = ["audio/source.wav", "report.json", "report.md"];
  assert.deepEqual([atlas?.copied.toSorted(), point?.copied.toSorted()], [copied, copied]);
  assert.equal(
    await Deno.readTextFile(join(to, ATLAS, "report.md")),
    await home.text("outbox", ATLAS, "report.md"),
  );
  assert.match(await Deno.readTextFile(join(to, ATLAS, "report.json")), /quarante mille/);
  assert.deepEqual(
    await Deno.readFile(join(to, ATLAS, "audio", "source.wav")),
    await Deno.readFile(inOutbox(home, ATLAS, "audio", "source.wav")),
  );
  const [again] = await app.export([ATLAS], { to, formats: ["markdown", "json"], withAudio: true });
  assert.deepEqual([again?.copied, again?.same.toSorted()], [[], copied]);
  assert.ok(!(await home.names("outbox", ATLAS)).includes("report.json"));
});

Deno.test("export prints a PDF where a browser is there, of the page as it is now; elsewhere it says that none is", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  const printed: string[] = [];
  const printer: PdfPrinter = {
    async print(page, { folder }) {
      printed.push(await Deno.readTextFile(page));
      assert.deepEqual([...Deno.readDirSync(folder)], []);
      return new TextEncoder().encode("%PDF");
    },
  };
  for (const [parts, copied] of [[{ printer: NO_PRINTER }, []], [{ printer }, ["report.pdf"]]] as const) {
    await using app = testApp(home, parts);
    const [atlas] = await app.export([ATLAS], { to: folder.path, formats: ["pdf"] });
    assert.deepEqual(atlas?.copied, copied);
    const why = atlas?.missing.map(({ what, why }) => `${what} ${why.key}`);
    assert.deepEqual(why, copied.length > 0 ? [] : ["report.pdf export.noPdf"]);
  }
  assert.match(printed.join(), /quarante mille/);
  assert.deepEqual((await home.names("state")).filter((name) => name.startsWith("export")), []);
});

Deno.test("export takes the place of nothing that differs unless it is told to, and never writes into the home's own folders", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  await using app = testApp(home);
  const path = join(folder.path, ATLAS, "report.md");
  await Deno.mkdir(join(folder.path, ATLAS));
  await Deno.writeTextFile(path, "à moi");
  const [left] = await app.export([ATLAS], { to: folder.path, formats: ["markdown"] });
  assert.deepEqual([left?.copied, left?.differs, await Deno.readTextFile(path)], [
    [],
    ["report.md"],
    "à moi",
  ]);
  const [forced] = await app.export([ATLAS], { to: folder.path, formats: ["markdown"], force: true });
  assert.deepEqual([forced?.copied, forced?.differs], [["report.md"], []]);
  assert.equal(await Deno.readTextFile(path), await home.text("outbox", ATLAS, "report.md"));
  for (const own of ["inbox", "outbox", "outbox/x", "rejected"]) {
    assert.equal(await refusedBy(app.export([ATLAS], { to: join(home.path, own) })), "export.ownFolder");
  }
  assert.equal(await refusedBy(app.export([ATLAS], { to: path })), "export.isFile");
});

Deno.test("export copies of an open meeting what is there, and says what cannot be made of it yet", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 14, startedAt: "2026-02-03T09:00:00" }));
  await using folder = await temporaryFolder();
  await using app = testApp(home);
  await runUntil(app, (progress) => isFinal(home, progress));
  const [point] = await app.export([POINT], { to: folder.path, formats: ["markdown", "json"] });
  assert.deepEqual(point?.copied, ["report.md"]);
  assert.deepEqual(point?.missing.map(({ what, why }) => [what, why.key]), [[
    "report.json",
    "export.notFinal",
  ]]);
});

Deno.test("stats counts meetings month by month, and actions by when they are due", async () => {
  await using home = await meetingsHome();
  await using app = testApp(home);
  const { total, months, skipped } = await app.stats({ today: "2026-02-10" });
  assert.deepEqual(skipped, []);
  assert.deepEqual(months.map(({ month, meetings }) => [month, meetings]), [["2026-01", 1], ["2026-02", 1]]);
  assert.deepEqual([total.meetings, total.seconds], [2, 24]);
  const words = Object.values(SAID).reduce((sum, text) => sum + text.split(" ").length, 0);
  assert.deepEqual([total.words, total.decisions], [words, 1]);
  assert.deepEqual(total.actions, { all: 1, late: 1, coming: 0, undated: 0, nobodys: 0 });
  assert.equal((await app.stats({ today: "2026-02-01" })).total.actions.coming, 1);
  assert.equal((await app.stats({ today: "2026-02-10", to: "2026-01-31" })).total.meetings, 1);
});

Deno.test("stats leaves out an action that a person dismissed, and tells of a meeting it cannot read", async () => {
  await using home = await meetingsHome();
  await Deno.writeTextFile(
    inOutbox(home, POINT, "corrections.json"),
    JSON.stringify({ actions: [{ at: 1, dismissed: true }] }),
  );
  await Deno.writeTextFile(inOutbox(home, ATLAS, "stages", "synthesis.json"), '{"schema": 99}');
  await using app = testApp(home);
  const { total, skipped } = await app.stats({ today: "2026-02-10" });
  assert.deepEqual([total.meetings, total.actions.all, total.decisions], [2, 0, 0]);
  assert.deepEqual(skipped.map(({ id }) => id), [ATLAS]);
});

Deno.test("searching, counting, verifying and exporting change nothing of a home but its caches", async () => {
  await using home = await meetingsHome();
  await using folder = await temporaryFolder();
  const before = await contentsOf(home.path);
  await using app = testApp(home);
  await app.search("budget");
  await app.stats({ today: "2026-02-10" });
  await app.verify([ATLAS, POINT]);
  await app.export([ATLAS], { to: folder.path, formats: ["docx"] });
  await app.pack(ATLAS, { to: join(folder.path, "atlas.zip") });
  assert.deepEqual(await contentsOf(home.path), before);
  assert.deepEqual((await watchedRun(home, { flags: flags({}) })).jobs, []);
});
