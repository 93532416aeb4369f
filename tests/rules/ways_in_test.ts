import assert from "node:assert/strict";
import { join } from "node:path";
import { composePipeline } from "../../src/app/compose.ts";
import type { Log } from "../../src/log.ts";
import { silentLog } from "../../src/log.ts";
import { diskFiles, type Files, homeLayout, Store } from "../../src/store/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";
import { HastyClock } from "../support/manual_clock.ts";
import { contentsOf } from "../support/outbox_contents.ts";
import { testParts } from "../support/pipeline.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";

const STARTED = "2026-01-19T14:30:00";
const WAV = spokenWav({ seconds: 3, startedAt: STARTED });
const OLD = new Date("2026-01-19T16:00:00");

async function dropAt(home: TemporaryHome, name: string, bytes: Uint8Array | string, time = OLD) {
  await home.drop(name, bytes);
  await Deno.utime(join(home.path, "inbox", name), time, time);
}

Deno.test("Ways in: what a sidecar tells becomes the session's, and the sidecar goes then", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "REC0001.wav", WAV);
  await home.drop(
    "rec0001.WAV.greffier.json",
    JSON.stringify({
      name: "Comité",
      title: "Comité d'été",
      date: "2026-07-01T09:05",
      language: "en",
      participants: ["Zoé Müller", "Paul"],
    }),
  );
  await using app = testApp(home);
  const { published: [line] } = await app.run({});
  assert.equal(line?.id, "2026-07-01_0905_comite");
  assert.deepEqual(await home.names("inbox"), []);
  const session = await home.json("outbox", line!.id, "session.json");
  assert.deepEqual(session.participants, ["Zoé Müller", "Paul"]);
  assert.equal(session.pinned.settings.transcription.language, "en");
  const report = await home.text("outbox", line!.id, "report.md");
  assert.match(report, /^# Comité d.été/m);
  const [listed] = await app.list();
  assert.deepEqual([listed.name, listed.title], ["Comité", "Comité d'été"]);
  assert.match(report, /Participants.*Zoé Müller, Paul/);
});

Deno.test("Ways in: a language that was told stays when the meeting is transcribed anew", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "appel.wav", WAV);
  await home.drop("appel.wav.greffier.json", '{"language": "en"}');
  await using app = testApp(home);
  const { published: [line] } = await app.run({});
  await app.redo(line!.id, "transcribe");
  const session = await home.json("outbox", line!.id, "session.json");
  assert.equal(session.pinned.settings.transcription.language, "en");
});

Deno.test("Ways in: a wrong sidecar sets its recording aside with the reason, and both are kept", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "appel.wav", WAV);
  await home.drop("appel.wav.greffier.json", '{"language": "de"}');
  await dropAt(home, "Comité/1.wav", WAV);
  await home.drop("Comité.greffier.json", "{");
  await using app = testApp(home);
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.length, rejected.length], [0, 2]);
  assert.deepEqual(await home.names("inbox"), []);
  assert.deepEqual(await home.names("rejected"), [
    "Comité",
    "Comité.greffier.json",
    "Comité.why.txt",
    "appel.wav",
    "appel.wav.greffier.json",
    "appel.wav.why.txt",
  ]);
  assert.match(
    await home.text("rejected", "appel.wav.why.txt"),
    /appel\.wav\.greffier\.json.*language.*"de"/,
  );
  assert.equal(await home.text("rejected", "appel.wav.greffier.json"), '{"language": "de"}');
});

Deno.test("Ways in: what a sidecar told is given back with a recording that turns out to be none", async () => {
  await using home = await temporaryHome();
  const broken = new Uint8Array(20_000).map((_, at) => at * 7919);
  broken.set(new TextEncoder().encode("fLaC"));
  await dropAt(home, "appel.flac", broken);
  await home.drop("appel.flac.greffier.json", '{"name": "L’appel"}');
  await dropAt(home, "Comité/1.wav", WAV);
  await dropAt(home, "Comité/2.flac", broken);
  await home.drop("Comité.greffier.json", '{"participants": ["Paul"]}');
  await using app = testApp(home);
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.length, rejected.length], [0, 2]);
  assert.deepEqual(await home.names("inbox"), []);
  const names = (await home.names("rejected")).filter((name) => !name.endsWith(".why.txt"));
  assert.deepEqual(names, [
    "1.wav",
    "2.flac",
    "Comité.greffier.json",
    "appel.flac",
    "appel.flac.greffier.json",
  ]);
  assert.equal(await home.text("rejected", "appel.flac.greffier.json"), '{"name": "L’appel"}');
  assert.equal(await home.text("rejected", "Comité.greffier.json"), '{"participants": ["Paul"]}');
});

Deno.test("Ways in: stopped at any operation of a rejecting, the sidecar is kept and tells nothing of the next drop", async () => {
  for (let failing = 1;; failing++) {
    await using home = await temporaryHome();
    await dropAt(home, "appel.wav", "Ceci n'est pas un enregistrement, quoi qu'en dise son nom.");
    await home.drop("appel.wav.greffier.json", '{"name": "Un autre"}');
    let isBroken = false;
    const files = watchedFiles(diskFiles, ({ number, name }) => {
      if (number < failing) return;
      isBroken = true;
      throw Object.assign(new Error(name), { code: "EIO" });
    });
    {
      await using broken = testApp(home, { files });
      await broken.run({}).catch((error) => assert.ok(isBroken, String(error)));
    }
    const isGone = !(await home.names("inbox")).includes("appel.wav");
    if (isGone) await dropAt(home, "appel.wav", WAV);
    await using app = testApp(home);
    const { published } = await app.run({});
    assert.deepEqual(published.map(({ name }) => name), isGone ? ["appel"] : [], `at operation ${failing}`);
    assert.deepEqual(await home.names("inbox"), []);
    const rejected = await home.names("rejected");
    const expected = ["appel.wav", "appel.wav.greffier.json", "appel.wav.why.txt"];
    assert.deepEqual(rejected, expected, `at operation ${failing}`);
    assert.equal((await home.names("state")).includes("rejecting.json"), false);
    if (!isBroken) break;
  }
});

Deno.test("Ways in: a sidecar without its recording waits and is no meeting", async () => {
  await using home = await temporaryHome();
  await home.drop("appel.wav.greffier.json", '{"name": "Le point"}');
  await using app = testApp(home);
  const { published, rejected, waiting } = await app.run({});
  assert.deepEqual([published, rejected, waiting], [[], [], []]);
  assert.deepEqual(await home.names("inbox"), ["appel.wav.greffier.json"]);
  await dropAt(home, "appel.wav", WAV);
  const second = await app.run({});
  assert.deepEqual(second.published.map(({ name }) => name), ["Le point"]);
});

Deno.test("Ways in: stopped at any operation of a taking, what a sidecar told is there once and the sidecar gone", async () => {
  const fill = async (home: TemporaryHome) => {
    await dropAt(home, "Comité/1.wav", WAV);
    await home.drop("Comité/Thumbs.db", "x");
    await home.drop("Comité.greffier.json", '{"participants": ["Paul"], "name": "Le comité"}');
  };
  await using whole = await temporaryHome();
  await fill(whole);
  await using undisturbed = testApp(whole);
  await undisturbed.run({});
  const expected = await contentsOf(whole.path);
  for (let failing = 1;; failing++) {
    await using home = await temporaryHome();
    await fill(home);
    let isBroken = false;
    let isTaken = false;
    const files = watchedFiles(diskFiles, ({ number, name, path }) => {
      if (path.endsWith("windows.json.part")) isTaken = true;
      if (number < failing || isTaken) return;
      isBroken = true;
      throw Object.assign(new Error(name), { code: "EIO" });
    });
    {
      await using broken = testApp(home, { files });
      await broken.run({}).catch((error) => assert.ok(isBroken, String(error)));
    }
    await using app = testApp(home);
    await app.run({});
    assert.deepEqual(await contentsOf(home.path), expected, `stopped at operation ${failing}`);
    if (!isBroken) break;
  }
});

Deno.test("Ways in: the name of a call tells its title, its time and who took part", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "[Camille Roy]_0612345678-101_20260305091502(33).wav", WAV);
  await dropAt(home, "20260306-1010 poste 102 +33698765432.wav", WAV);
  await using app = testApp(home, {
    flags: [{ key: "inbox.file_names", value: "{date}-{heure} poste {poste} {numero}", flag: "--set" }],
  });
  const { published } = await app.run({});
  assert.deepEqual(published.map(({ id, name, startedAt }) => [id, name, startedAt]).sort(), [
    ["2026-03-05_0915_appel-de-camille-roy", "Appel de Camille Roy", "2026-03-05T09:15:02"],
    ["2026-03-06_1010_appel-avec-33698765432", "Appel avec +33698765432", "2026-03-06T10:10:00"],
  ]);
  const session = await home.json("outbox", "2026-03-05_0915_appel-de-camille-roy", "session.json");
  assert.deepEqual(session.participants, ["Camille Roy", "0612345678", "101"]);
});

Deno.test("Ways in: a folder without an order of names goes by time, begins when the first did, and nothing in it hinders", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "Comité/fin.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T15:00:00" }));
  await dropAt(
    home,
    "Comité/début.wav",
    spokenWav({ seconds: 4, channels: 2, rate: 8000, startedAt: "2026-01-19T14:30:00" }),
  );
  await home.drop("Comité/Thumbs.db", "x");
  await home.drop("Comité/.DS_Store", "x");
  await using app = testApp(home);
  const { published: [line], rejected } = await app.run({});
  assert.deepEqual([line?.id, rejected.length, line?.last.seconds], ["2026-01-19_1430_comite", 0, 7]);
  const session = await home.json("outbox", line!.id, "session.json");
  assert.deepEqual(session.originals.map(({ name }: { name: string }) => name), [
    "Comité/début.wav",
    "Comité/fin.wav",
  ]);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Ways in: recordings dropped side by side are meetings of their own, whatever their names count", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "REC001.wav", WAV);
  await dropAt(home, "REC002.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T15:00:00" }));
  await using app = testApp(home);
  assert.equal((await app.run({})).published.length, 2);
});

Deno.test("Ways in: a file that has its room but not its bytes yet is waited for", async () => {
  await using home = await temporaryHome();
  await home.drop("copie.wav", new Uint8Array(WAV.length));
  const path = join(home.path, "inbox", "copie.wav");
  let waits = 0;
  class CopyingClock extends HastyClock {
    override async sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
      if (++waits === 4) await Deno.writeFile(path, WAV);
      await super.sleep(ms, options);
    }
  }
  await using app = testApp(home, { clock: new CopyingClock() });
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.length, rejected.length], [1, 0]);
});

Deno.test("Ways in: a recording whose bytes a cloud does not give now waits and is not set aside", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "nuage.wav", WAV);
  let isOffline = true;
  const files: Files = {
    ...diskFiles,
    async openToRead(path) {
      const reader = await diskFiles.openToRead(path);
      if (!path.endsWith("nuage.wav") || !isOffline) return reader;
      return {
        ...reader,
        read: () => Promise.reject(new Error("The cloud file provider is not running. (os error 362)")),
      };
    },
  };
  await using app = testApp(home, { files });
  const { published, rejected, waiting } = await app.run({});
  assert.deepEqual([published, rejected], [[], []]);
  assert.deepEqual(waiting.map(({ name }) => name), ["nuage.wav"]);
  assert.deepEqual(await home.names("inbox"), ["nuage.wav"]);
  isOffline = false;
  assert.equal((await app.run({})).published.length, 1);
});

Deno.test("Ways in: an inbox that goes away is told once, and goes on where it was when it is back", async () => {
  await using home = await temporaryHome();
  await dropAt(home, "Point.wav", spokenWav({ seconds: 35, startedAt: STARTED }));
  const inbox = join(home.path, "inbox");
  const away = join(home.path, "away");
  const said: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (text) => void said.push(`warn ${text}`),
    info: (text) => void said.push(`info ${text}`),
  };
  let looks = 0;
  const files = watchedFiles(diskFiles, async ({ name, path }) => {
    if (name === "list" && path === inbox) looks++;
    // The share goes in the middle of the work, when the windows are known.
    if (name === "rename" && path.endsWith("windows.json")) await Deno.rename(inbox, away);
  }, { all: true });
  const store = new Store(homeLayout(home.path), files);
  const stop = new AbortController();
  const published: string[] = [];
  const { pipeline, bell } = composePipeline({
    ...testParts(home, files),
    store,
    log,
    onProgress(progress) {
      if (progress.kind === "published") published.push(progress.session);
    },
  });
  await store.makeFolders();
  const running = pipeline.run({ until: "never", finish: stop.signal });
  try {
    await until(() => said.some((line) => line.includes("could not be read")), () => bell.ring());
    const before = looks;
    await until(() => looks > before + 3, () => bell.ring());
    assert.deepEqual(published, []);
    await Deno.rename(away, inbox);
    await until(() => published.length === 1, () => bell.ring());
  } finally {
    stop.abort();
    await running;
  }
  const told = said.filter((line) => /the home (could not|can) be read/.test(line));
  assert.equal(told.length, 2, told.join("\n"));
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Ways in: status tells of an inbox that is away, and of none in a home that is new", async () => {
  await using home = await temporaryHome();
  await using app = testApp(home);
  await app.init();
  await Deno.rename(join(home.path, "inbox"), join(home.path, "away"));
  const { leftAlone = [] } = await app.status();
  assert.deepEqual(leftAlone.map(({ cause }) => cause.key), ["inbox.away"]);
  await using fresh = await temporaryHome();
  await Deno.remove(join(fresh.path, "inbox"));
  await using other = testApp(fresh);
  assert.equal((await other.status()).leftAlone, undefined);
});
