import assert from "node:assert/strict";
import { join } from "node:path";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";
import { LIVE, type LiveSession, liveSession } from "../support/live_session.ts";
import { watchedRun } from "../support/meeting.ts";
import { contentsOf } from "../support/outbox_contents.ts";

/** A meeting of three chunks, a gap and a note, sealed. */
async function sealed(home: TemporaryHome): Promise<LiveSession> {
  const live = await liveSession(home);
  await live.chunk();
  await live.gap("pause", 30);
  await live.chunk();
  await live.chunk();
  await live.note({ at: 5, text: "à revoir" });
  await live.write("levels.json", "{}");
  await live.write("pause", "");
  await live.write("agenda.txt", "of a person");
  await live.end("max-duration");
  const { drained } = await watchedRun(home);
  assert.equal(drained.published.length, 1);
  return live;
}

const AUDIO = ["000000.wav", "000001.gap.json", "000002.wav", "000003.wav"];

Deno.test("Live publishing: chunks and gaps go to audio, notes and a person's files beside the report, requests away", async () => {
  await using home = await temporaryHome();
  await using live = await sealed(home);
  assert.deepEqual(await home.names("inbox"), []);
  assert.deepEqual(await home.names("outbox", LIVE, "audio"), AUDIO);
  assert.deepEqual(await home.names("outbox", LIVE), [
    ...["agenda.txt", "audio", "note-1.json", "report.docx", "report.html", "report.md", "sealed.json"],
    ...["session.json", "stages", "transcript.srt", "transcript.txt", "transcript.vtt"],
  ]);
  const { audio, files } = await home.json("outbox", LIVE, "sealed.json");
  assert.deepEqual(
    Object.keys(audio),
    AUDIO.map((name) => `audio/${name}`).sort((a, b) =>
      Number(a.includes("gap")) - Number(b.includes("gap")) || (a < b ? -1 : 1)
    ),
  );
  const { sources } = await home.json("outbox", LIVE, "stages", "windows.json");
  for (const { file, sha256, bytes } of sources) assert.deepEqual(audio[`audio/${file}`], { sha256, bytes });
  assert.ok(files["stages/windows.json"]);
  void live;
});

Deno.test("Live publishing: what was deleted of a sealed meeting is made again, the rest to the byte as it was", async () => {
  await using home = await temporaryHome();
  await using live = await sealed(home);
  const before = await contentsOf(home.path);
  for (const name of ["report.md", "stages/language.json", "stages/000000-000000.transcript.json"]) {
    await Deno.remove(join(live.outbox, name));
  }
  assert.equal((await watchedRun(home)).drained.published.length, 1);
  assert.deepEqual(await contentsOf(home.path), before);
});

Deno.test("Live publishing: redo makes the same again, the notes and the end as they were", async () => {
  await using home = await temporaryHome();
  await using live = await sealed(home);
  await using app = testApp(home);
  for (const stage of ["ingest", "transcribe", "render"] as const) {
    await app.redo(LIVE, stage);
    assert.equal((await watchedRun(home)).drained.published.length, 1);
    const report = await home.text("outbox", LIVE, "report.md");
    assert.match(report, /à revoir \(0:05\)/);
    assert.match(report, /durée maximale/);
    assert.match(report, /De 0:10 à 0:40/);
  }
  void live;
});

Deno.test("Live publishing: without a chunk the text stays, and nothing that needs the sound is made again", async () => {
  await using home = await temporaryHome();
  await using live = await sealed(home);
  await Deno.remove(join(live.outbox, "audio", "000002.wav"));
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published, []);
  const before = await contentsOf(home.path);
  await using app = testApp(home);
  for (const stage of ["ingest", "transcribe"] as const) {
    await assert.rejects(app.redo(LIVE, stage), /000002\.wav/);
  }
  const language = join(live.outbox, "stages", "language.json");
  await Deno.rename(language, `${language}.away`);
  await watchedRun(home);
  await Deno.rename(`${language}.away`, language);
  assert.deepEqual(await contentsOf(home.path), before);
  await app.redo(LIVE, "summarise");
  assert.equal((await watchedRun(home)).drained.published.length, 1);
});

Deno.test("Live publishing: whoever took the folder out of the inbox took the recording with it", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await watchedRun(home);
  await live.die();
  await Deno.remove(live.inbox, { recursive: true });
  assert.deepEqual((await watchedRun(home)).jobs, []);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Live publishing: a recording that just begins is not taken for a folder that was left, nor for a drop", async () => {
  await using home = await temporaryHome();
  await Deno.mkdir(join(home.path, "inbox", LIVE));
  const store = new Store(homeLayout(home.path));
  const { leftovers } = await store.home();
  assert.deepEqual(leftovers, [LIVE]);
  await store.removeLeftover(LIVE, Date.now() - 60_000);
  assert.deepEqual(await home.names("inbox"), [LIVE]);
  await store.removeLeftover(LIVE, Date.now() + 60_000);
  assert.deepEqual(await home.names("inbox"), []);
});
