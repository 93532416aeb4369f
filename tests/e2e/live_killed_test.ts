import assert from "node:assert/strict";
import { join } from "node:path";
import type { WindowsRecord } from "../../src/model/mod.ts";
import { cutShort } from "../support/cut_short.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";
import { LIVE, type LiveSession, liveSession } from "../support/live_session.ts";
import { contentsOf } from "../support/outbox_contents.ts";

/** A recording of which two chunks and a gap are there. */
async function begin(home: TemporaryHome): Promise<LiveSession> {
  const live = await liveSession(home);
  await live.chunk();
  await live.gap("pause", 20);
  await live.chunk();
  await live.note({ at: 4, text: "à revoir" });
  return live;
}

async function finish(live: LiveSession): Promise<void> {
  await live.chunk();
  await live.chunk();
  await live.end();
}

async function run(home: TemporaryHome): Promise<void> {
  await using app = testApp(home);
  await app.run({});
}

/** Cuts a run at ever later operations, some at a time, until one comes to its end; returns how many were cut. */
async function everyCut(
  step: number,
  prepare: (home: TemporaryHome) => Promise<LiveSession>,
  judge: (home: TemporaryHome, live: LiveSession, number: number) => Promise<void>,
): Promise<number> {
  for (let number = 1, cuts = 0;; number += step) {
    await using home = await temporaryHome();
    await using live = await prepare(home);
    if (!await cutShort(home, number, (app) => app.run({}))) return cuts;
    cuts++;
    await judge(home, live, number);
  }
}

Deno.test("A live session whose pipeline dies anywhere at its end comes out as an undisturbed one", async () => {
  const prepare = async (home: TemporaryHome) => {
    const live = await begin(home);
    await run(home);
    await finish(live);
    return live;
  };
  await using whole = await temporaryHome();
  await using _live = await prepare(whole);
  await run(whole);
  const expected = await contentsOf(whole.path);
  const cuts = await everyCut(2, prepare, async (home, _, number) => {
    await run(home);
    assert.deepEqual(await contentsOf(home.path), expected, `cut before operation ${number}`);
  });
  assert.ok(cuts > 30, `${cuts} runs were cut`);
});

Deno.test("A live session whose pipeline dies anywhere while it is recorded loses nothing and says nothing twice", async () => {
  const cuts = await everyCut(3, begin, async (home, live, number) => {
    await run(home);
    await finish(live);
    await run(home);
    const { chunks, windows, gaps, unreadable }: WindowsRecord = await home.json(
      ...["outbox", LIVE, "stages", "windows.json"],
    );
    const when = `cut before operation ${number}`;
    assert.deepEqual(await home.names("inbox"), [], when);
    assert.deepEqual(chunks.map(({ number }) => number), [0, 2, 3, 4], when);
    assert.equal(gaps?.length, 1);
    assert.equal(unreadable, undefined);
    for (const chunk of chunks) {
      const within = windows.filter(({ from, to }) => from <= chunk.from && chunk.to <= to);
      assert.equal(within.length, 1, when);
    }
    const stages = await home.names("outbox", LIVE, "stages");
    assert.deepEqual(
      stages.filter((name) => name.includes("transcript")),
      windows.map(({ id }) => `${id}.transcript.json`).sort(),
      when,
    );
    assert.ok(!stages.some((name) => name.endsWith(".part") || name.includes("error")), when);
    const { last } = await home.json("outbox", LIVE, "session.json");
    assert.deepEqual([last.state, last.failures, last.ended], ["final", 0, "stopped"], when);
    assert.match(await Deno.readTextFile(join(live.outbox, "report.md")), /à revoir/);
  });
  assert.ok(cuts > 15, `${cuts} runs were cut`);
});
