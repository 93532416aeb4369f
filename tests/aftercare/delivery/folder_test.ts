import assert from "node:assert/strict";
import { join } from "node:path";
import { WaitingError } from "../../../src/errors.ts";
import { diskFiles } from "../../../src/store/mod.ts";
import { watchedFiles } from "../../support/faulty_files.ts";
import { sealedHome, type SealedHomeOptions } from "../../support/sealed_home.ts";
import { namesIn, temporaryFolder } from "../../support/temporary_folder.ts";
import { ask, taskOf } from "./delivery_home.ts";

const VIEWS: SealedHomeOptions = { views: { "report.html": "<p>Bonjour</p>", "report.docx": "mots" } };

const toFolder = (to: string) => taskOf("folder", { folder: { to, formats: ["html", "docx", "pdf"] } });

Deno.test("the views are copied into a folder of the meeting's name; one that is not there is told", async () => {
  await using home = await sealedHome(VIEWS);
  await using share = await temporaryFolder();
  await ask(home, "folder");
  const told: number[] = [];
  const task = toFolder(join(share.path, "Comptes rendus"));
  assert.equal(await home.run(task, { progress: (done, total) => told.push(done / total) }), true);
  const folder = join(share.path, "Comptes rendus", home.id);
  assert.deepEqual(await namesIn(folder), ["report.docx", "report.html"]);
  assert.equal(await Deno.readTextFile(join(folder, "report.html")), "<p>Bonjour</p>");
  assert.equal(told.at(-1), 1);
  const receipt = await home.json("delivery/folder.receipt.json");
  assert.equal(receipt.outcome, "delivered");
  assert.equal(receipt.to, folder);
  assert.deepEqual(receipt.files.map(({ name }: { name: string }) => name), ["report.html", "report.docx"]);
  assert.deepEqual(receipt.remarks.map(({ key }: { key: string }) => key), ["delivery.missing"]);
  assert.equal(await home.run(task), false, "a delivery is made once");
});

Deno.test("another's file of the same name is left as it is; the copy gets a number, and the same number again", async () => {
  await using home = await sealedHome(VIEWS);
  await using share = await temporaryFolder();
  const folder = join(share.path, home.id);
  await Deno.mkdir(folder);
  await Deno.writeTextFile(join(folder, "report.html"), "celui d'une collègue");
  for (let round = 0; round < 2; round++) {
    await ask(home, "folder");
    await home.run(toFolder(share.path));
    assert.deepEqual(await namesIn(folder), ["report (2).html", "report.docx", "report.html"]);
    assert.equal(await Deno.readTextFile(join(folder, "report.html")), "celui d'une collègue");
  }
  const { remarks } = await home.json("delivery/folder.receipt.json");
  assert.deepEqual(remarks.map(({ key }: { key: string }) => key), [
    "delivery.missing",
    "delivery.nameTaken",
  ]);
});

Deno.test("a share that is away is waited for, never made anew on this PC; the copy comes with its return", async () => {
  await using home = await sealedHome(VIEWS);
  await using place = await temporaryFolder();
  const share = join(place.path, "serveur");
  const task = toFolder(join(share, "partage"));
  await ask(home, "folder");
  await assert.rejects(home.run(task), (error) => {
    assert.ok(error instanceof WaitingError);
    assert.equal(error.text.key, "delivery.folderAway");
    return true;
  });
  assert.deepEqual(await namesIn(place.path), []);
  assert.equal(await home.has("delivery/folder.receipt.json"), false);
  await Deno.mkdir(share);
  assert.equal(await home.run(task), true);
  assert.deepEqual(await namesIn(join(share, "partage", home.id)), ["report.docx", "report.html"]);
});

Deno.test("a relative folder lies in the home; one in inbox or outbox, or that is a file, is refused at once", async () => {
  await using home = await sealedHome(VIEWS);
  await Deno.writeTextFile(join(home.path, "fichier"), "");
  await ask(home, "folder");
  await home.run(toFolder("copies"));
  assert.deepEqual(await namesIn(join(home.path, "copies", home.id)), ["report.docx", "report.html"]);
  const cases = [
    ["outbox", "delivery.ownFolder"],
    ["inbox/copies", "delivery.ownFolder"],
    [join(home.path, "outbox", home.id), "delivery.ownFolder"],
    ["copies/../outbox/x", "delivery.ownFolder"],
    ["fichier", "delivery.targetIsFile"],
    [" ", "delivery.off.folder"],
  ];
  for (const [to, key] of cases) {
    await ask(home, "folder");
    await home.run(toFolder(to));
    const receipt = await home.json("delivery/folder.receipt.json");
    assert.deepEqual([receipt.outcome, receipt.cause.key], ["failed", key], to);
  }
});

Deno.test("a report with none of the formats is refused; a disk that is full is waited for", async () => {
  await using home = await sealedHome();
  await using share = await temporaryFolder();
  await ask(home, "folder");
  await home.run(toFolder(share.path));
  assert.equal((await home.json("delivery/folder.receipt.json")).cause.key, "delivery.nothingToCopy");

  await using full = await sealedHome({
    ...VIEWS,
    files: { ...diskFiles, freeBytes: () => Promise.resolve(10) },
  });
  await ask(full, "folder");
  await assert.rejects(full.run(toFolder(share.path)), WaitingError);
  assert.deepEqual(await namesIn(share.path), []);
});

Deno.test("stopped at any operation, the next try delivers all the same, and no part stays on the share", async () => {
  let operations = 0;
  {
    await using home = await sealedHome({
      ...VIEWS,
      files: watchedFiles(diskFiles, () => void operations++),
    });
    await using share = await temporaryFolder();
    await ask(home, "folder");
    await home.run(toFolder(share.path));
  }
  assert.ok(operations > 5);
  for (let stop = 1; stop <= operations; stop++) {
    let armed = true;
    const files = watchedFiles(diskFiles, ({ number }) => {
      if (armed && number === stop) throw new Deno.errors.PermissionDenied("stopped here (os error 5)");
    });
    await using home = await sealedHome({ ...VIEWS, files });
    await using share = await temporaryFolder();
    await ask(home, "folder");
    await home.run(toFolder(share.path)).catch(() => {});
    armed = false;
    await home.run(toFolder(share.path));
    assert.deepEqual(
      await namesIn(join(share.path, home.id)),
      ["report.docx", "report.html"],
      `stop ${stop}`,
    );
    assert.equal((await home.json("delivery/folder.receipt.json")).outcome, "delivered");
    assert.equal(await home.has("delivery/folder.request.json"), false);
  }
});
