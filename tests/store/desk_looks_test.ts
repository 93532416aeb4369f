import assert from "node:assert/strict";
import { join } from "node:path";
import { DeskLooks, diskFiles, homeLayout } from "../../src/store/mod.ts";
import { NOTHING_KNOWN } from "../../src/model/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { levelsAt } from "../support/levels.ts";
import { LIVE, LIVE_STARTED, liveSession } from "../support/live_session.ts";
import { testPinned } from "../support/pipeline.ts";

const NOW = Date.parse("2026-01-19T15:00:00Z");

/** A home to look at, and how often its disk was asked. */
async function looking() {
  const home = await temporaryHome();
  let asked = 0;
  const files = watchedFiles(diskFiles, () => void asked++, { all: true });
  const looks = new DeskLooks(files, homeLayout(home.path));
  return {
    home,
    looks,
    look: (sinceMs = 0, nowMs = NOW) => looks.look({ nowMs, sinceMs }),
    /** Operations of the next look. */
    async cost() {
      asked = 0;
      await looks.look({ nowMs: NOW, sinceMs: 0 });
      return asked;
    },
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

/** A meeting of the outbox; sealed at `atMs`, or not. */
async function meeting(home: TemporaryHome, id: string, atMs?: number, state = "final"): Promise<void> {
  const folder = join(home.path, "outbox", id);
  await Deno.mkdir(join(folder, "stages"), { recursive: true });
  const session = {
    ...{ schema: 1, id, name: `nom de ${id}`, origin: "dropped", startedAt: LIVE_STARTED, originals: [] },
    ...{ consent: null, pinned: testPinned(), last: { ...NOTHING_KNOWN, state } },
  };
  await Deno.writeTextFile(join(folder, "session.json"), JSON.stringify(session));
  if (atMs !== undefined) await seal(home, id, atMs);
}

async function seal(home: TemporaryHome, id: string, atMs: number): Promise<void> {
  const path = join(home.path, "outbox", id, "sealed.json");
  await Deno.writeTextFile(path, "{}");
  await Deno.utime(path, new Date(atMs), new Date(atMs));
}

/** The same meeting in the inbox, ended. */
async function open(home: TemporaryHome, id: string): Promise<void> {
  const folder = join(home.path, "inbox", id);
  await Deno.mkdir(folder);
  const text = await Deno.readTextFile(join(home.path, "outbox", id, "session.json"));
  await Deno.writeTextFile(join(folder, "session.json"), text);
  await Deno.writeTextFile(join(folder, "ended"), "{}");
}

Deno.test("a recording at work is seen with what its recorder last said, an interrupted one as such", async () => {
  await using made = await looking();
  await using session = await liveSession(made.home);
  const [waiting] = (await made.look()).live;
  assert.deepEqual([waiting!.id, waiting!.name, waiting!.levels, waiting!.running], [
    LIVE,
    "Point",
    undefined,
    true,
  ]);
  await session.write("levels.json", levelsAt(NOW));
  await session.write("pause", "");
  const [live] = (await made.look()).live;
  assert.deepEqual([live!.levels?.chunks, live!.running, live!.pauseAsked, live!.stopAsked], [
    6,
    true,
    true,
    false,
  ]);
  await session.die();
  assert.equal((await made.look(0, NOW + 1000)).live[0]!.running, true, "it spoke a second ago");
  assert.equal((await made.look(0, NOW + 5000)).live[0]!.running, false);
});

Deno.test("what waits is counted: dropped files, and meetings without a whole report", async () => {
  await using made = await looking();
  const { home } = made;
  await home.drop("appel.wav", "");
  await home.drop("LISEZMOI.txt", "");
  await meeting(home, "2026-01-19_1000_point", undefined, "partial");
  await open(home, "2026-01-19_1000_point");
  assert.equal((await made.look()).pending, 2);
});

Deno.test("a report is found when its meeting leaves the inbox, or came and went between two looks", async () => {
  await using made = await looking();
  const { home } = made;
  await meeting(home, "2026-01-18_1000_vieux", NOW - 5000);
  await meeting(home, "2026-01-19_1000_point", undefined, "partial");
  await open(home, "2026-01-19_1000_point");
  const first = await made.look(NOW - 1000);
  assert.deepEqual([first.reports, first.lastReport?.name], [[], "nom de 2026-01-18_1000_vieux"]);

  await seal(home, "2026-01-19_1000_point", NOW);
  await Deno.remove(join(home.path, "inbox", "2026-01-19_1000_point"), { recursive: true });
  const second = await made.look(NOW - 1000);
  assert.deepEqual(second.reports.map(({ id }) => id), ["2026-01-19_1000_point"]);
  assert.equal(second.lastReport?.id, "2026-01-19_1000_point");

  await meeting(home, "2026-01-17_0900_bref", NOW + 1);
  const third = await made.look(NOW - 1000);
  assert.deepEqual(third.reports.map(({ id }) => id), ["2026-01-19_1000_point", "2026-01-17_0900_bref"]);
  assert.deepEqual((await made.look(NOW + 10)).reports, [], "the person has looked");
});

Deno.test("a report that a language model still works on can be read, and is found once", async () => {
  await using made = await looking();
  const { home } = made;
  const id = "2026-01-19_1000_point";
  await meeting(home, id, undefined, "provisional");
  await open(home, id);
  assert.equal((await made.look()).pending, 1, "its report is not whole");
  await Deno.writeTextFile(join(home.path, "outbox", id, "stages", "provisional.json"), "{}");
  const whole = await made.look();
  assert.deepEqual([whole.pending, whole.reports.map(({ id }) => id)], [0, [id]]);
  await seal(home, id, NOW);
  await Deno.remove(join(home.path, "inbox", id), { recursive: true });
  assert.equal((await made.look()).reports.length, 1);
});

Deno.test("reports that came while nobody looked are found at the first look", async () => {
  await using made = await looking();
  await meeting(made.home, "2026-01-18_1000_lu", NOW - 5000);
  await meeting(made.home, "2026-01-18_1100_nuit", NOW - 100);
  const { reports, lastReport } = await made.look(NOW - 1000);
  assert.deepEqual(reports.map(({ id }) => id), ["2026-01-18_1100_nuit"]);
  assert.equal(lastReport?.id, "2026-01-18_1100_nuit");
});

Deno.test("what was rejected since the person looked is named", async () => {
  await using made = await looking();
  const folder = join(made.home.path, "rejected");
  await Deno.mkdir(folder);
  for (const [name, atMs] of [["vieux.wav", NOW - 5000], ["neuf.wav", NOW]] as const) {
    await Deno.writeTextFile(join(folder, name), "");
    await Deno.writeTextFile(join(folder, `${name}.why.txt`), "");
    await Deno.utime(join(folder, `${name}.why.txt`), new Date(atMs), new Date(atMs));
  }
  assert.deepEqual((await made.look(NOW - 1000)).rejected, ["neuf.wav"]);
  assert.deepEqual((await made.look(NOW)).rejected, []);
});

Deno.test("a look asks the disk as little with a thousand meetings as with none", async () => {
  await using empty = await looking();
  await empty.look();
  await using full = await looking();
  for (let number = 0; number < 1000; number++) {
    await Deno.mkdir(join(full.home.path, "outbox", `2026-01-18_1000_point-${number}`), { recursive: true });
  }
  await meeting(full.home, "2026-01-18_1000_lu", NOW);
  await full.look();
  assert.equal(await full.cost(), await empty.cost());
  assert.ok(await full.cost() <= 4, `${await full.cost()} operations`);
});

Deno.test("a report is opened as a page; without one, its folder is", async () => {
  await using made = await looking();
  const id = "2026-01-18_1000_lu";
  await meeting(made.home, id, NOW);
  const folder = join(made.home.path, "outbox", id);
  assert.equal(await made.looks.reportPath(id), folder);
  await Deno.writeTextFile(join(folder, "report.md"), "");
  assert.equal(await made.looks.reportPath(id), join(folder, "report.md"));
  await Deno.writeTextFile(join(folder, "report.html"), "");
  assert.equal(await made.looks.reportPath(id), join(folder, "report.html"));
});

Deno.test("what a newer greffier wrote hides nothing else; of a meeting that is not whole it is told", async () => {
  await using at = await looking();
  const { home, look } = at;
  const newer = async (path: string) => {
    const session = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify({ ...session, schema: 99 }));
  };
  await meeting(home, "2026-01-19_0900_tard", NOW - 1000);
  await newer(join(home.path, "outbox", "2026-01-19_0900_tard", "session.json"));
  await meeting(home, "2026-01-19_1000_lu", NOW - 2000);
  assert.deepEqual((await look()).leftAlone, []);
  assert.deepEqual((await look()).reports.map(({ id }) => id), ["2026-01-19_1000_lu"]);
  for (const place of ["outbox", "inbox"]) {
    const id = `2026-01-19_1100_${place}`;
    await meeting(home, id);
    await open(home, id);
    await newer(join(home.path, place, id, "session.json"));
  }
  const { leftAlone, pending } = await look();
  assert.deepEqual(leftAlone.map(({ key }) => key), ["file.newer", "file.newer"]);
  assert.equal(pending, 2);
});
