import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { diskFiles, type Files } from "../../src/store/mod.ts";
import { dropOneOfEach } from "../support/dropped_home.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { copyOf, isFinal, MEETING, openMeeting, runUntil, watchedRun } from "../support/meeting.ts";
import { contentsOf } from "../support/outbox_contents.ts";

const OUTBOX = ["outbox", MEETING] as const;

Deno.test("Writing: nothing of the program appears half-written", async () => {
  await using home = await temporaryHome();
  await dropOneOfEach(home.path);
  const unsynced = new Set<string>();
  const written = new Set<string>();
  const files: Files = {
    ...diskFiles,
    async openToWrite(path) {
      assert.ok(path.endsWith(".part"), `${path} is written in place`);
      written.add(path);
      unsynced.add(path);
      const writer = await diskFiles.openToWrite(path);
      return {
        async write(bytes) {
          unsynced.add(path);
          await writer.write(bytes);
        },
        async writeAt(offset, bytes) {
          unsynced.add(path);
          await writer.writeAt(offset, bytes);
        },
        async truncate(bytes) {
          unsynced.add(path);
          await writer.truncate(bytes);
        },
        async sync() {
          await writer.sync();
          unsynced.delete(path);
        },
        [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
      };
    },
    async rename(from, to) {
      assert.ok(!unsynced.has(from), `${to} appeared before it was on the disk`);
      assert.ok(!to.endsWith(".part"), `${to} stays a part`);
      await diskFiles.rename(from, to);
    },
  };
  await using app = testApp(home, { files });
  const { published, waiting } = await app.run({});
  assert.deepEqual([published.length, waiting], [3, []]);
  assert.ok(written.size > 30);
  assert.deepEqual([...unsynced], []);
});

Deno.test("Writing: parts that a killed program left are harmless", async () => {
  await using home = await openMeeting();
  await using clean = await copyOf(home);
  const parts = [
    ["inbox", MEETING, "work.wav.part"],
    ["inbox", MEETING, "session.json.part"],
    ["inbox", "autre.wav.part"],
    [...OUTBOX, "report.md.part"],
    [...OUTBOX, "sealed.json.part"],
    [...OUTBOX, "stages", "000000-000002.transcript.json.part"],
    [...OUTBOX, "stages", "00.summary.json.part"],
  ];
  for (const path of parts) await Deno.writeTextFile(join(home.path, ...path), '{"schema":');
  const { drained, jobs } = await watchedRun(home);
  assert.deepEqual([jobs, drained.published.length, drained.rejected], [["publish"], 1, []]);
  assert.deepEqual(await home.names("inbox"), ["autre.wav.part"]);

  await watchedRun(clean);
  const withoutParts = Object.entries(await contentsOf(home.path)).filter(([path]) =>
    !path.endsWith(".part")
  );
  assert.deepEqual(Object.fromEntries(withoutParts), await contentsOf(clean.path));
});

Deno.test("Writing: a view that a person edited is kept when the views are rendered anew", async () => {
  await using home = await openMeeting();
  const path = (name: string) => join(home.path, ...OUTBOX, name);
  for (const round of ["1", "2"]) {
    await Deno.writeTextFile(path("report.md"), `Ma version ${round}`);
    await Deno.writeTextFile(path("corrections.json"), JSON.stringify({ title: `Titre ${round}` }));
    await watchedRun(home);
    assert.match(await home.text(...OUTBOX, "report.md"), new RegExp(`Titre ${round}`));
  }
  assert.equal(await home.text(...OUTBOX, "report.edited.md"), "Ma version 1");
  assert.equal(await home.text(...OUTBOX, "report.edited (2).md"), "Ma version 2");
  assert.ok(!(await home.names(...OUTBOX)).includes("report.edited.html"));
});

/** Files of which another program holds one view open. */
function heldView(name: string, isHeld: () => boolean): Files {
  return watchedFiles(diskFiles, (operation) => {
    if (operation.name !== "rename" || basename(operation.path) !== name || !isHeld()) return;
    throw Object.assign(new Deno.errors.Busy("Device or resource busy (os error 16)"), { code: "EBUSY" });
  });
}

Deno.test("Writing: a view held open gets its new text beside it, and takes its place once it is free", async () => {
  await using home = await openMeeting();
  await Deno.writeTextFile(
    join(home.path, ...OUTBOX, "corrections.json"),
    JSON.stringify({ title: "Atlas" }),
  );
  let held = true;
  const files = heldView("report.md", () => held);
  const { drained } = await watchedRun(home, { files });
  assert.deepEqual(drained.waiting.map(({ cause }) => [cause.key, cause.values.file]), [[
    "view.held",
    "report.md",
  ]]);
  assert.match(await home.text(...OUTBOX, "report.new.md"), /Atlas/);
  assert.doesNotMatch(await home.text(...OUTBOX, "report.md"), /Atlas/);
  assert.match(await home.text(...OUTBOX, "report.html"), /Atlas/);

  held = false;
  assert.equal((await watchedRun(home, { files })).drained.published.length, 1);
  assert.match(await home.text(...OUTBOX, "report.md"), /Atlas/);
  const names = await home.names(...OUTBOX);
  assert.deepEqual(names.filter((name) => /\.(new|edited)/.test(name)), []);
});

Deno.test("Writing: a view left open for days does not hold up its meeting, and is replaced when it is asked for", async () => {
  await using home = await openMeeting();
  await Deno.writeTextFile(
    join(home.path, ...OUTBOX, "corrections.json"),
    JSON.stringify({ title: "Atlas" }),
  );
  const files = heldView("report.md", () => true);
  let runs = 1;
  while ((await watchedRun(home, { files })).drained.published.length === 0) assert.ok(++runs <= 3);
  assert.deepEqual(await home.names("inbox"), []);
  assert.match(await home.text(...OUTBOX, "report.new.md"), /Atlas/);

  // Closed at last, and deleted to have it made again.
  await Deno.remove(join(home.path, ...OUTBOX, "report.md"));
  await watchedRun(home);
  assert.match(await home.text(...OUTBOX, "report.md"), /Atlas/);
  assert.ok(!(await home.names(...OUTBOX)).includes("report.new.md"));
});

Deno.test("Writing: a stop between two views is not taken for a person's edit", async () => {
  await using home = await openMeeting();
  await Deno.writeTextFile(
    join(home.path, ...OUTBOX, "corrections.json"),
    JSON.stringify({ title: "Atlas" }),
  );
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "rename" && path.endsWith("report.html")) {
      throw Object.assign(new Error("I/O error (os error 5)"), { code: "EIO" });
    }
  });
  await using app = testApp(home, { files });
  await runUntil(app, (progress) => progress.kind === "failed" || isFinal(home, progress));
  await watchedRun(home);
  const names = await home.names(...OUTBOX);
  assert.deepEqual(names.filter((name) => /\.(new|edited)/.test(name)), []);
  assert.match(await home.text(...OUTBOX, "report.html"), /Atlas/);
});
