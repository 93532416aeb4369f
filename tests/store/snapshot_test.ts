import assert from "node:assert/strict";
import { join } from "node:path";
import { diskFiles, homeLayout, mergedFile, NAMES, refinedFile, Store } from "../../src/store/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { temporaryHome } from "../support/home.ts";
import { LIVE, LIVE_STARTED, liveSession } from "../support/live_session.ts";
import { watchedRun } from "../support/meeting.ts";

const SHORT = { seconds: 0.1 };

Deno.test("A look after a job asks only for what is new, however long the recording is; a scan asks for all", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home, { sides: ["system"] });
  for (let n = 0; n < 200; n++) await live.chunk(SHORT);
  await live.gap("pause", 3);
  await watchedRun(home);
  let looks = 0;
  const files = watchedFiles(diskFiles, ({ name }) => void (name === "stat" && looks++), { all: true });
  const store = new Store(homeLayout(home.path), files);
  const counted = async (look: () => Promise<unknown>) => {
    looks = 0;
    await look();
    return looks;
  };
  const first = await counted(() => store.session(LIVE, { trust: true }));
  assert.ok(first > 200);
  const again = await counted(() => store.session(LIVE, { trust: true }));
  assert.ok(again < 40, `${again} looks`);
  await live.chunk(SHORT);
  const next = await counted(() => store.session(LIVE, { trust: true }));
  assert.equal(next, again + 1);
  assert.equal((await store.session(LIVE, { trust: true }))?.audio.size, 201);
  assert.ok(await counted(() => store.session(LIVE)) > 200);
});

Deno.test("A look that trusts sees what the program itself wrote anew, and what is gone", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await watchedRun(home);
  const store = new Store(homeLayout(home.path));
  const look = async () => (await store.session(LIVE, { trust: true }))!;
  const name = "000000-000000.transcript.json";
  const { value } = (await look()).transcripts.get("000000-000000")!;
  await store.writeStage(LIVE, name, { ...value, segments: [] });
  assert.deepEqual((await look()).transcripts.get("000000-000000")?.value.segments, []);
  await Deno.remove(join(live.outbox, "stages", name));
  await Deno.remove(join(live.inbox, "000000.wav"));
  assert.equal((await look()).transcripts.size, 0);
  assert.equal((await look()).audio.size, 0);
});

Deno.test("A recorded session tells its gaps, its notes, what is asked of its recorder and when it last changed", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await live.gap("sleep", 12);
  await live.note({ at: 9, text: "deux" });
  await live.note({ at: 3, text: "un" });
  await live.write("note-x.json", "no JSON");
  await live.write("note-by-hand.json", { text: "à la main" });
  await Deno.utime(join(live.inbox, "note-by-hand.json"), 0, (Date.parse(LIVE_STARTED) + 5000) / 1000);
  await live.write("000007.gap.json", { schema: 1, from: 0 });
  await live.write("pause", "");
  await live.write("000002.wav.part", "");
  const store = new Store(homeLayout(home.path));
  const session = (await store.session(LIVE))!;
  assert.deepEqual([...session.gaps].map(([number, { cause, to }]) => [number, cause, to]), [
    [1, "sleep", 22 * 16_000],
  ]);
  assert.deepEqual(session.notes.map(({ at, text }) => [at, text]), [[3, "un"], [5, "à la main"], [
    9,
    "deux",
  ]]);
  assert.deepEqual(session.unfinished, ["000002.wav.part"]);
  const { live: state } = session;
  assert.deepEqual([state?.pause, state?.stop, state?.levels], [true, false, undefined]);
  const { mtime } = await Deno.stat(join(live.inbox, "000002.wav.part"));
  assert.equal(state?.changedMs, mtime?.getTime());
  assert.deepEqual([...session.audio.keys()], ["000000.wav"]);

  await live.end("closed");
  const ended = (await store.session(LIVE))!;
  assert.deepEqual([ended.ended, ended.endedAs?.reason, ended.live], [true, "closed", undefined]);
});

Deno.test("A recording's folder whose session.json is broken is known by its name, or by its chunks", async () => {
  for (const renamed of [false, true]) {
    await using home = await temporaryHome();
    await using live = await liveSession(home);
    await live.chunk();
    await Deno.writeTextFile(join(live.inbox, "session.json"), "{");
    if (renamed) await Deno.rename(live.inbox, join(home.path, "inbox", "autre nom"));
    const { damaged, drops, adrift, begun } = await new Store(homeLayout(home.path)).home();
    assert.deepEqual(damaged.map(({ folder }) => folder), [renamed ? "autre nom" : LIVE]);
    assert.deepEqual([drops, adrift, begun], [[], [], []]);
  }
});

Deno.test("A recorded session is never a taking that was cut, whatever its outbox says", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const path = join(live.outbox, "session.json");
  const record = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, JSON.stringify({ ...record, last: { ...record.last, state: "taking" } }));
  const { begun, open } = await new Store(homeLayout(home.path)).home();
  assert.deepEqual(begun, []);
  assert.ok(open.has(LIVE));
});

Deno.test("What a language model left is read block by block; a file that is not what it should be is none", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const store = new Store(homeLayout(home.path));
  const ofModel = { schema: 1, inputs: {}, by: "Ollama llama3.2", dropped: 0 };
  const why = { key: "error.other", values: { found: "?" } };
  await store.writeStage(LIVE, refinedFile(0), { ...ofModel, block: 0, findings: null, why });
  await store.writeStage(LIVE, refinedFile(12), { ...ofModel, block: 12 });
  await store.writeStage(LIVE, mergedFile(0, 5), { ...ofModel, first: 0, last: 5, sentences: [] });
  await store.writeStage(LIVE, NAMES.prose, { ...ofModel, summary: null, highlights: [], why });
  await store.writeStage(LIVE, NAMES.provisional, { schema: 1 });
  const { refined, merged, prose, provisional } = (await store.session(LIVE))!;
  assert.deepEqual([...refined].map(([block, { value }]) => [block, value.why]), [[0, why]]);
  assert.deepEqual([...merged.keys()], ["00-05"]);
  assert.equal(prose?.value.summary, null);
  assert.equal(provisional, undefined);
  assert.deepEqual(await home.names("outbox", live.id, "stages"), [
    "00-05.merged.json",
    "00.refined.json",
    "12.refined.json",
    "prose.json",
    "provisional.json",
  ]);
});
