import assert from "node:assert/strict";
import { join, relative } from "node:path";
import type { App } from "../../src/app.ts";
import { composePipeline } from "../../src/app/compose.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { RESCAN_MS, watchInbox } from "../../src/watchers/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { type TemporaryHome, temporaryHome, testApp, type TestAppOptions } from "../support/home.ts";
import { liveSession } from "../support/live_session.ts";
import { HastyClock, ManualClock } from "../support/manual_clock.ts";
import { contentsOf } from "../support/outbox_contents.ts";
import { testParts } from "../support/pipeline.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";

/** A clock on which only the rescan waits, for a test to move it. */
class RescanClock extends HastyClock {
  readonly slow = new ManualClock();

  override sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
    return ms === RESCAN_MS ? this.slow.sleep(ms, options) : super.sleep(ms, options);
  }
}

const WAV = spokenWav({ seconds: 12, startedAt: "2026-01-19T14:30:00" });

/** Drops a file that has the same time in every home. */
async function dropPoint(home: TemporaryHome): Promise<void> {
  await home.drop("Point.wav", WAV);
  const written = new Date("2026-01-19T16:00:00");
  await Deno.utime(join(home.path, "inbox", "Point.wav"), written, written);
}

/** Watches a home while `act` runs; it is given the ids published so far. */
async function watching(
  app: App,
  act: (published: readonly string[]) => Promise<void>,
): Promise<void> {
  const published: string[] = [];
  const stop = new AbortController();
  const watch = app.watch({
    finish: stop.signal,
    onProgress(progress) {
      if (progress.kind === "published") published.push(progress.session);
    },
  });
  try {
    await act(published);
  } finally {
    stop.abort();
    await watch;
  }
}

Deno.test("Wake: with the watcher silenced, the rescan gives the same result as a run", async () => {
  await using silenced = await temporaryHome();
  await using whole = await temporaryHome();
  const clock = new RescanClock();
  await using app = testApp(silenced, { clock, watchInbox: false });
  await watching(app, async (published) => {
    await until(() => clock.slow.sleepers > 0);
    await dropPoint(silenced);
    clock.slow.advance(RESCAN_MS - 1);
    assert.equal(clock.slow.sleepers, 1);
    clock.slow.advance(1);
    await until(() => published.length === 1);
  });
  await dropPoint(whole);
  await using run = testApp(whole);
  await run.run({});
  assert.deepEqual(await contentsOf(silenced.path), await contentsOf(whole.path));
});

Deno.test("Wake: the rescan also finds what a person deleted from a sealed meeting", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", WAV);
  const clock = new RescanClock();
  await using app = testApp(home, { clock, watchInbox: false });
  await watching(app, async (published) => {
    await until(() => published.length === 1 && clock.slow.sleepers > 0);
    const report = join(home.path, "outbox", published[0], "report.md");
    await Deno.remove(report);
    clock.slow.advance(RESCAN_MS);
    await until(() => published.length === 2);
    assert.ok((await Deno.stat(report)).isFile);
  });
});

/** An app that counts its looks at the inbox. */
function counting(home: { readonly path: string }, options: TestAppOptions = {}) {
  let scans = 0;
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "list" && path === join(home.path, "inbox")) scans++;
  }, { all: true });
  return { app: testApp(home, { files, ...options }), scans: () => scans };
}

Deno.test("Wake: a file dropped into a watched folder is found by its event", async () => {
  await using home = await temporaryHome();
  const { app, scans } = counting(home, { clock: new RescanClock(), watchInbox: true });
  await using _app = app;
  await watching(app, async (published) => {
    // The watcher tells nobody when it is ready: a name that is left alone is written until an event comes of it.
    await until(() => scans() > 1, () => home.drop("LISEZMOI.txt", String(performance.now())));
    await home.drop("Point.wav", WAV);
    await until(() => published.length === 1);
  });
  assert.deepEqual(await home.names("inbox"), ["LISEZMOI.txt"]);
});

Deno.test("Wake: a thousand rings cause one scan", async () => {
  await using home = await temporaryHome();
  let scans = 0;
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "list" && path === join(home.path, "inbox")) scans++;
  }, { all: true });
  const clock = new ManualClock();
  const { pipeline, bell } = composePipeline({ ...testParts(home, files), clock });
  const stop = new AbortController();
  const running = pipeline.run({ until: "never", finish: stop.signal });
  const settled = async () => {
    let before = -1;
    let calm = 0;
    await until(() => {
      calm = scans === before ? calm + 1 : 0;
      before = scans;
      return calm > 300;
    });
  };
  await until(() => scans === 1);
  await settled();
  const first = scans;
  for (let count = 0; count < 1000; count++) bell.ring();
  await until(() => scans > first);
  await settled();
  assert.equal(scans - first, 1);
  stop.abort();
  await running;
});

Deno.test("Wake: a rescan that the disk refuses is left to the next; a fault of the program ends the watch with its words", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", WAV);
  await using first = testApp(home);
  const { published: [{ id, folder }] } = await first.run({});
  await Deno.remove(join(folder, "report.md"));
  let refused = 0;
  let fault: Error | undefined = new Deno.errors.PermissionDenied("Access is denied (os error 5)");
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (!fault || name !== "read" || path !== join(folder, "sealed.json")) return;
    refused++;
    throw fault;
  }, { all: true });
  const clock = new RescanClock();
  await using app = testApp(home, { clock, files });
  const rescan = () => clock.slow.advance(RESCAN_MS);
  const published: string[] = [];
  const watch = app.watch({
    onProgress(progress) {
      if (progress.kind === "published") published.push(progress.session);
    },
  });
  await until(() => refused > 0, rescan);
  fault = undefined;
  await until(() => published.length === 1, rescan);
  assert.deepEqual(published, [id]);
  refused = 0;
  fault = new TypeError("a fault of the program");
  const ended = assert.rejects(watch, /a fault of the program/);
  await until(() => refused > 0, rescan);
  await ended;
});

Deno.test("Wake: a watch keeps no list of what it published", async () => {
  await using home = await temporaryHome();
  await dropPoint(home);
  const finish = new AbortController();
  const { pipeline } = composePipeline({
    ...testParts(home),
    onProgress: ({ kind }) => kind === "published" && finish.abort(),
  });
  const { published, rejected, waiting } = await pipeline.run({ until: "never", finish: finish.signal });
  assert.deepEqual([published, rejected, waiting], [[], [], []]);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Wake: a chunk of a recording that goes on is found within a second, and no scan is needed for it", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  let scans = 0;
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "list" && path === join(home.path, "inbox")) scans++;
  }, { all: true });
  const clock = new ManualClock(Date.now());
  const transcribed: string[] = [];
  const { pipeline } = composePipeline({
    ...testParts(home, files),
    clock,
    onProgress(progress) {
      if (progress.kind === "finished" && progress.stage === "transcribe") transcribed.push(progress.job);
    },
  });
  const stop = new AbortController();
  const running = pipeline.run({ until: "never", finish: stop.signal });
  for (let count = 1; count <= 3; count++) {
    await live.chunk();
    await until(() => clock.sleepers > 0);
    clock.advance(1000);
    await until(() => transcribed.length === count);
  }
  assert.equal(scans, 1);
  await live.end();
  await until(async () => (await home.names("inbox")).length === 0, () => clock.advance(1000));
  stop.abort();
  await running;
});

Deno.test("Wake: what a recorder writes all the time rings nobody", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const inbox = join(home.path, "inbox");
  const rung = new Set<string>();
  // The watcher calls with the path that changed, which nobody else looks at.
  const ring = (...paths: unknown[]) => void rung.add(relative(inbox, String(paths[0])));
  await using _watcher = watchInbox(inbox, ring, (error) => assert.fail(String(error)));
  // It tells nobody when it is ready.
  await until(() => rung.size > 0, () => home.drop("before.txt", String(performance.now())));
  for (let count = 0; count < 20; count++) {
    await live.write("levels.json", String(count));
    await Deno.writeTextFile(join(live.inbox, "000000.wav.part"), "x".repeat(count));
  }
  await live.chunk();
  await until(() => rung.has("after.txt"), () => home.drop("after.txt", String(performance.now())));
  assert.deepEqual([...rung].sort(), ["after.txt", "before.txt"]);
});

Deno.test("Wake: a folder that sends no events is looked at time and again", async () => {
  await using home = await temporaryHome();
  const rung = Promise.withResolvers<void>();
  await using _watcher = watchInbox(join(home.path, "inbox"), () => rung.resolve(), rung.reject, {
    poll: true,
  });
  let heard = false;
  rung.promise.then(() => heard = true, () => heard = true);
  // The watcher tells nobody when it has begun: a file is written until one writing rings.
  await until(() => heard, () => home.drop("Point.wav", new TextEncoder().encode(String(performance.now()))));
  await rung.promise;
});
