import assert from "node:assert/strict";
import { join } from "node:path";
import type { GreffierError } from "../../src/errors.ts";
import { createBell, createStages, DropTracker, Pipeline, TemplateShelf } from "../../src/jobs/mod.ts";
import { diskFiles, homeLayout, Store } from "../../src/store/mod.ts";
import { createExtractiveSummariser } from "../../src/summarisers/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { chunkBytes, LIVE, type LiveSession, liveSession, speech } from "../support/live_session.ts";
import { editJson, watchedRun } from "../support/meeting.ts";
import { testParts } from "../support/pipeline.ts";

/** Writes the chunk that a recorder is at, with `seconds` of sound. */
async function part(live: LiveSession, seconds = 5): Promise<void> {
  const { position } = live;
  const number = String(position / 160_000).padStart(6, "0");
  const bytes = chunkBytes(speech(seconds, 2, position), { position });
  await Deno.writeFile(join(live.inbox, `${number}.wav.part`), bytes);
}

/** A copy of a session's folder, beside it in the inbox. */
async function copyBeside(live: LiveSession, name: string): Promise<void> {
  const copy = join(live.inbox, "..", name);
  await Deno.mkdir(copy);
  for await (const { name } of Deno.readDir(live.inbox)) {
    if (name !== "recorder.lock") await Deno.copyFile(join(live.inbox, name), join(copy, name));
  }
}

Deno.test("Live safety: redo of a recording that goes on, or was interrupted, is refused and changes nothing", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await watchedRun(home);
  await part(live);
  const before = [await home.names("inbox", LIVE), await home.names("outbox", LIVE)];
  await using app = testApp(home);
  for (const die of [false, true]) {
    if (die) await live.die();
    await assert.rejects(app.redo(LIVE, "render"), (error: GreffierError) => {
      assert.equal(error.text.key, "redo.recording");
      return true;
    });
    assert.deepEqual([await home.names("inbox", LIVE), await home.names("outbox", LIVE)], before);
  }
});

Deno.test("Live safety: reopening never ends a session that is open", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await new Store(homeLayout(home.path)).reopen(LIVE);
  assert.deepEqual(await home.names("inbox", LIVE), ["000000.wav", "recorder.lock", "session.json"]);
});

Deno.test("Live safety: a recording that begins while the home is looked at is not ended", async () => {
  await using home = await temporaryHome();
  let live: LiveSession | undefined;
  const inbox = join(home.path, "inbox");
  let listed = false;
  const files = watchedFiles(diskFiles, async ({ name, path }) => {
    if (name === "list" && path === inbox) listed = true;
    // The inbox was listed, the outbox is next: the session is born in between.
    if (name !== "list" || path !== join(home.path, "outbox") || !listed || live) return;
    live = await liveSession(home);
    await live.chunk();
    await part(live);
  }, { all: true });
  const parts = testParts(home, files);
  await parts.store.makeFolders();
  const templates = new TemplateShelf(parts.store);
  const summariser = createExtractiveSummariser();
  const pipeline = new Pipeline({
    ...parts,
    stages: createStages({ ...parts, summariser, templates }),
    templates,
    tracker: new DropTracker(),
    bell: createBell(),
    onProgress() {},
  });
  const { published } = await pipeline.run({ until: "drained" });
  await live?.[Symbol.asyncDispose]();
  assert.ok(live);
  assert.deepEqual(published, []);
  assert.ok(!(await home.names("inbox", LIVE)).includes("ended"));
  assert.ok((await home.names("inbox", LIVE)).includes("000001.wav.part"));
});

Deno.test("Live safety: a chunk that is being written is no sound that a session could be reopened with", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await part(live);
  const store = new Store(homeLayout(home.path));
  const { record } = (await store.session(LIVE))!;
  assert.equal(await store.missingAudio(record), "000000.wav");
  await live.chunk();
  assert.equal(await store.missingAudio(record), undefined);
});

for (const name of [`${LIVE} - Copie`, `1 copie de ${LIVE}`]) {
  Deno.test(`Live safety: "${name}", a copy of a recording's folder, is told and left alone`, async () => {
    await using home = await temporaryHome();
    await using live = await liveSession(home);
    await live.chunk();
    await copyBeside(live, name);
    await live.write("stop", "");
    const { drained } = await watchedRun(home);
    assert.deepEqual(drained.published, []);
    assert.deepEqual(drained.waiting.map(({ cause }) => cause.key), ["inbox.copy"]);
    assert.deepEqual(await home.names("inbox", name), ["000000.wav", "session.json"]);
    assert.ok(!(await home.names("inbox", LIVE)).includes("ended"));
    const { open } = await new Store(homeLayout(home.path)).home();
    assert.equal(open.get(LIVE)?.folder, LIVE);
  });
}

Deno.test("Live safety: a damaged folder with the name of another session heals as that one alone", async () => {
  await using home = await temporaryHome();
  const other = "2026-01-20_0900_autre";
  await using gone = await liveSession(home);
  await using damaged = await liveSession(home, { id: other });
  for (const live of [gone, damaged]) await live.chunk();
  await Deno.remove(gone.inbox, { recursive: true });
  await Deno.writeTextFile(join(damaged.inbox, "session.json"), "{");
  const found = (await new Store(homeLayout(home.path)).home()).damaged;
  assert.deepEqual(found.map(({ folder, record }) => [folder, record.id]), [[other, other]]);
});

Deno.test("Live safety: a gap of centuries is not believed", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  const gap = await live.gap("pause", 60);
  await editJson(home, ["inbox", LIVE, gap], (value) => value.to = 1e15);
  await live.end();
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ last }) => last.seconds), [10]);
});
