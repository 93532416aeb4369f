import assert from "node:assert/strict";
import { join } from "node:path";
import { Interruptions } from "../../src/jobs/interruptions.ts";
import { silentLog } from "../../src/log.ts";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { chunkBytes, LIVE, type LiveSession, liveSession, speech } from "../support/live_session.ts";
import { watchedRun } from "../support/meeting.ts";
import { HastyClock } from "../support/manual_clock.ts";

const MINUTE = 60_000;

/** Says that nothing changed in a session's folder since `ms`. */
async function lastChanged(live: LiveSession, ms: number): Promise<void> {
  for await (const { name } of Deno.readDir(live.inbox)) {
    await Deno.utime(join(live.inbox, name), new Date(ms), new Date(ms));
  }
}

/** A run at `minutes` after the last change. */
async function runAfter(home: TemporaryHome, live: LiveSession, minutes: number) {
  const now = Date.parse("2026-01-19T15:00:00Z");
  await lastChanged(live, now - minutes * MINUTE);
  return await watchedRun(home, { clock: new HastyClock(now) });
}

Deno.test("Interrupted: a recording whose recorder is gone ends by itself after a while, and a report comes", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await live.die();
  const early = await runAfter(home, live, 29);
  assert.deepEqual(early.drained.published, []);
  const { drained } = await runAfter(home, live, 31);
  assert.deepEqual(drained.published.map(({ last }) => last.ended), ["abandoned"]);
  const report = await home.text("outbox", LIVE, "report.md");
  assert.match(report, /interrompu et personne ne l'a repris/);
});

Deno.test("Interrupted: as long as its recorder lives, a recording goes on, however long nothing changes", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  const { drained } = await runAfter(home, live, 600);
  assert.deepEqual(drained.published, []);
  assert.deepEqual(await home.names("inbox", LIVE), ["000000.wav", "recorder.lock", "session.json"]);
});

Deno.test("Interrupted: one that somebody asked to stop ends at once when its recorder is gone", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await live.write("stop", "");
  assert.deepEqual((await watchedRun(home)).drained.published, []);
  await live.die();
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ last }) => last.ended), ["stopped"]);
  assert.doesNotMatch(await home.text("outbox", LIVE, "report.md"), /interrompu/);
});

Deno.test("Interrupted: the chunk that was being written is repaired, and its words are in the report", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  const bytes = chunkBytes(speech(7, 2, 160_000), { position: 160_000 });
  await Deno.writeFile(join(live.inbox, "000001.wav.part"), bytes.subarray(0, bytes.length - 3));
  await live.die();
  await runAfter(home, live, 31);
  const { chunks } = await home.json("outbox", LIVE, "stages", "windows.json");
  assert.deepEqual(chunks.map(({ from, to }: { from: number; to: number }) => [from, to]), [
    [0, 160_000],
    [160_000, 160_000 + 7 * 16_000 - 1],
  ]);
  assert.deepEqual(await home.names("outbox", LIVE, "audio"), ["000000.wav", "000001.wav"]);
});

Deno.test("Interrupted: an end that somebody wrote by hand loses no unfinished chunk", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  const bytes = chunkBytes(speech(5, 2, 160_000), { position: 160_000 });
  await Deno.writeFile(join(live.inbox, "000001.wav.part"), bytes);
  await live.end();
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ last }) => [last.ended, last.seconds]), [["stopped", 15]]);
  assert.deepEqual(await home.names("outbox", LIVE, "audio"), ["000000.wav", "000001.wav"]);
});

Deno.test("Interrupted: why a recording ended is in its report and in list, and outlives reopening", async () => {
  const words = {
    "max-duration": /durée maximale/,
    silence: /long silence/,
    closed: /a été fermée/,
  } as const;
  for (const [reason, expected] of Object.entries(words)) {
    await using home = await temporaryHome();
    await using live = await liveSession(home);
    await live.chunk();
    await live.end(reason as keyof typeof words);
    await watchedRun(home);
    assert.match(await home.text("outbox", LIVE, "report.md"), expected);
    await Deno.remove(join(live.outbox, "report.md"));
    await watchedRun(home);
    assert.match(await home.text("outbox", LIVE, "report.md"), expected);
    assert.equal((await home.json("outbox", LIVE, "session.json")).last.ended, reason);
  }
});

Deno.test("Interrupted: a clock set far back does not keep a dead recording open for ever", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await live.die();
  const clock = new HastyClock(Date.parse("2020-01-01T00:00:00Z"));
  const store = new Store(homeLayout(home.path));
  const interruptions = new Interruptions({ store, clock, log: silentLog, afterMs: 30 * MINUTE });
  const session = (await store.session(LIVE))!;
  assert.equal(interruptions.due(session), undefined);
  clock.advance(31 * MINUTE);
  assert.equal(interruptions.due(session), "abandoned");
  assert.equal(await interruptions.end(session), true);
  assert.equal((await store.session(LIVE))?.endedAs?.reason, "abandoned");
});

Deno.test("Interrupted: a recorder that is there and changes nothing is not asked for its lock at every look", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  let asked = 0;
  const clock = new HastyClock();
  const store = {
    endRecording() {
      asked++;
      return Promise.resolve(false);
    },
  };
  const interruptions = new Interruptions({ store, clock, log: silentLog, afterMs: 0 });
  const session = (await new Store(homeLayout(home.path)).session(LIVE))!;
  for (let second = 0; second < 120; second++) {
    assert.equal(await interruptions.end(session), false);
    clock.advance(1000);
  }
  assert.equal(asked, 2);
});
