import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { NewerFileError } from "../../src/errors.ts";
import type { RefinerSource } from "../../src/jobs/mod.ts";
import { say } from "../../src/texts/mod.ts";
import { createFakeRefiner } from "../support/fake_refiner.ts";
import { homeOfVersion, homeVersions } from "../support/fixture_home.ts";
import { type TemporaryHome, testApp } from "../support/home.ts";
import { LIVE, liveSession } from "../support/live_session.ts";
import { copyOf, editJson, MEETING, openMeeting, watchedRun } from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";

/** Every file of a home's two boxes, by path, with the hash of its bytes. */
async function bytesOf(home: TemporaryHome, ...below: string[]): Promise<Record<string, string>> {
  const found: [string, string][] = [];
  const walk = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = join(folder, name);
      if (isDirectory) await walk(path);
      else {
        const hash = createHash("sha256").update(await Deno.readFile(path)).digest("hex");
        found.push([relative(home.path, path).replaceAll("\\", "/"), hash]);
      }
    }
  };
  for (const box of below.length > 0 ? below : ["inbox", "outbox"]) await walk(join(home.path, box));
  return Object.fromEntries(found.sort());
}

/** As a program of the next version would write it. */
const raise = (value: Record<string, unknown>) => {
  value.schema = 2;
  value.something = { new: [1, 2, 3] };
};

/** Every command that may write in a home. Returns what became of the run. */
async function everyCommand(home: TemporaryHome, id: string) {
  await using app = testApp(home);
  await app.list();
  await app.status();
  const drained = await app.run({});
  const end = new AbortController();
  const watching = app.watch({ finish: end.signal, onHeld: () => queueMicrotask(() => end.abort()) });
  await watching;
  for (const stage of ["ingest", "render"] as const) {
    await assert.rejects(app.redo(id, stage), (error: unknown) => error instanceof NewerFileError);
  }
  await app.ask([id], "Où en est le dossier ?").catch(() => {});
  await app.status();
  return drained;
}

const RECORDS = [
  ["outbox", MEETING, "session.json"],
  ["outbox", MEETING, "stages", "windows.json"],
  ["outbox", MEETING, "stages", "language.json"],
  ["outbox", MEETING, "stages", "000000-000002.transcript.json"],
  ["outbox", MEETING, "stages", "00.summary.json"],
  ["outbox", MEETING, "stages", "synthesis.json"],
  ["outbox", MEETING, "stages", "views.json"],
] as const;

Deno.test("Versions: an open meeting of which a newer greffier wrote any file is left as it is, and holds up nothing", async (t) => {
  await using open = await openMeeting();
  const records = [...RECORDS, ["inbox", MEETING, "session.json"], ["inbox", MEETING, "ended"]];
  for (const path of records) {
    await t.step(path.join("/"), async () => {
      await using home = await copyOf(open);
      await editJson(home, path, raise);
      const before = await bytesOf(home);
      const drained = await everyCommand(home, MEETING);
      assert.deepEqual(await bytesOf(home), before);
      const [waits] = drained.waiting;
      assert.equal(waits!.cause.key, "file.newer");
      assert.ok(say(waits!.cause, "fr").includes(join(home.path, ...path)));

      await home.drop("Autre.wav", spokenWav({ seconds: 12, startedAt: "2026-01-21T09:00:00", seed: 3 }));
      const { drained: { published } } = await watchedRun(home);
      assert.deepEqual(published.map(({ id }) => id), ["2026-01-21_0900_autre"]);
      const { [path.join("/")]: newer } = await bytesOf(home);
      assert.equal(newer, before[path.join("/")]);
      await using app = testApp(home);
      assert.deepEqual((await app.status()).leftAlone?.map(({ cause }) => cause.key), ["file.newer"]);
    });
  }
});

Deno.test("Versions: a sealed meeting of which a newer greffier wrote any file is not reopened, whatever it lacks", async (t) => {
  await using sealed = await openMeeting();
  await watchedRun(sealed);
  for (const path of [...RECORDS, ["outbox", MEETING, "sealed.json"]]) {
    await t.step(path.join("/"), async () => {
      await using home = await copyOf(sealed);
      await editJson(home, path, raise);
      await Deno.remove(join(home.path, "outbox", MEETING, "report.md"));
      const before = await bytesOf(home);
      await everyCommand(home, MEETING);
      assert.deepEqual(await bytesOf(home), before);
    });
  }
});

Deno.test("Versions: a list says which meeting it does not show, and doctor does not take it for a broken one", async () => {
  await using home = await openMeeting();
  await watchedRun(home);
  await editJson(home, ["outbox", MEETING, "session.json"], raise);
  await using app = testApp(home);
  const why: string[] = [];
  assert.deepEqual(await app.list({ onNewer: (text) => why.push(say(text, "en")) }), []);
  assert.match(why.join(), /A newer version of greffier wrote this file: ".*session\.json"/);
  const findings = (await app.doctor()).filter(({ area }) => area === "meetings");
  assert.deepEqual(findings.map(({ level, text }) => [level, text.key]), [["warning", "file.newer"]]);
});

Deno.test("Versions: a setting that only a newer greffier knows, pinned in a meeting, leaves that meeting alone", async () => {
  await using home = await openMeeting();
  for (const box of ["inbox", "outbox"]) {
    await editJson(home, [box, MEETING, "session.json"], (session) => {
      session.pinned.settings.analysis.tomorrow = true;
    });
  }
  const before = await bytesOf(home);
  const drained = await everyCommand(home, MEETING);
  assert.deepEqual(drained.waiting.map(({ cause }) => cause.key), ["file.newer"]);
  assert.deepEqual(await bytesOf(home), before);
});

Deno.test("Versions: a recording that a newer greffier makes is neither repaired, ended nor resumed", async () => {
  await using home = await openMeeting();
  await using live = await liveSession(home, { id: "2026-01-22_1000_suivi" });
  await live.chunk();
  await live.die();
  await editJson(home, ["inbox", live.id, "session.json"], raise);
  await Deno.writeFile(join(live.inbox, "000001.wav.part"), new Uint8Array(900));
  const before = await bytesOf(home, "inbox/" + live.id, "outbox/" + live.id);
  await using app = testApp(home);
  await app.run({});
  await assert.rejects(app.recordings.resume(live.id));
  assert.deepEqual(await bytesOf(home, "inbox/" + live.id, "outbox/" + live.id), before);
  assert.notEqual(live.id, LIVE);
});

/** A language model for the meetings that were written by one. */
const refiners: RefinerSource = {
  of: ({ settings }) => settings.analysis.llm_backend === "none" ? undefined : createFakeRefiner(),
};

Deno.test("Versions: what every released version left is read, and gives the same report", async (t) => {
  for (const version of await homeVersions()) {
    await t.step(version, async () => {
      await using before = await homeOfVersion(version);
      await using home = await homeOfVersion(version);
      const ids = (await home.names("outbox")).filter((name) => /^\d{4}-/.test(name));
      await using app = testApp(home);
      assert.deepEqual((await app.list()).map(({ id }) => id).sort(), ids);
      assert.equal((await app.status()).leftAlone, undefined);
      for (const id of ids) await Deno.remove(join(home.path, "outbox", id, "report.md"));
      const { jobs, drained } = await watchedRun(home, { refiners });
      assert.deepEqual(drained.waiting, []);
      assert.deepEqual(drained.withFailures, []);
      assert.deepEqual(drained.published.map(({ id }) => id).sort(), ids);
      // Nothing is heard or summarised again.
      assert.deepEqual([...new Set(jobs)].sort(), ["publish", "render"]);
      for (const id of ids) {
        assert.equal(
          await home.text("outbox", id, "report.md"),
          await before.text("outbox", id, "report.md"),
        );
      }
      assert.deepEqual(await home.names("inbox"), []);
    });
  }
});
