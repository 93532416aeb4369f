import assert from "node:assert/strict";
import { join } from "node:path";
import { say } from "../../src/texts/mod.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { HastyClock } from "../support/manual_clock.ts";
import { editJson, MEETING, openMeeting } from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";

Deno.test("Taking: a dropped WAV leaves the inbox empty and its meeting in the outbox", async () => {
  await using home = await temporaryHome();
  await home.drop("Réunion Projet X.wav", spokenWav({ seconds: 12, startedAt: "2026-01-19T14:30:00" }));
  await using app = testApp(home);
  const { published } = await app.run({});
  assert.deepEqual(published.map(({ id }) => id), ["2026-01-19_1430_reunion-projet-x"]);
  assert.deepEqual(await home.names("inbox"), []);
  assert.deepEqual(await home.names("outbox", "2026-01-19_1430_reunion-projet-x", "audio"), ["source.wav"]);
});

Deno.test("Taking: two files of the same name and time, in whatever case, become two meetings", async () => {
  await using home = await temporaryHome();
  const startedAt = "2026-01-19T14:30:00";
  await home.drop("Point.wav", spokenWav({ seconds: 3, startedAt }));
  await home.drop("POINT.wave", spokenWav({ seconds: 3, startedAt, seed: 2 }));
  await using app = testApp(home);
  await app.run({});
  assert.deepEqual(await home.names("outbox"), ["2026-01-19_1430_point", "2026-01-19_1430_point-2"]);
});

Deno.test("Taking: names that no system likes are kept in the report and harmless on disk", async () => {
  const names = [
    // There the system itself refuses to make it.
    ...Deno.build.os === "windows" ? [] : ["CON.wav"],
    "🎙️ réunion 🎧.wav",
    `${"é".repeat(100)}.wav`,
    "a b  c&d'e.wav",
    "double..point.wav",
    "tiret - espace.WAV",
  ];
  await using home = await temporaryHome();
  for (const [index, name] of names.entries()) {
    await home.drop(name, spokenWav({ seconds: 3, seed: index + 1 }));
  }
  await using app = testApp(home);
  const { published, rejected, waiting } = await app.run({});
  assert.deepEqual([rejected, waiting], [[], []]);
  assert.deepEqual(
    published.map(({ name }) => name).sort(),
    names.map((name) => name.replace(/\.wav$/i, "")).sort(),
  );
  for (const { id } of published) assert.match(id, /^[a-z0-9_-]+$/);
});

Deno.test("Taking: a folder dropped whole becomes one meeting, its files in the order of their names", async () => {
  await using home = await temporaryHome();
  await home.drop("Comité/piste 10.wav", spokenWav({ seconds: 3, seed: 3 }));
  await home.drop("Comité/piste 2.wav", spokenWav({ seconds: 4, seed: 2 }));
  await using app = testApp(home);
  const { published: [meeting] } = await app.run({});
  assert.equal(meeting.name, "Comité");
  assert.equal(meeting.last.seconds, 7);
  const session = await home.json("outbox", meeting.id, "session.json");
  assert.deepEqual(session.originals.map(({ name }: { name: string }) => name), [
    "Comité/piste 2.wav",
    "Comité/piste 10.wav",
  ]);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Taking: what else a dropped folder held is set aside with a reason, not lost", async () => {
  await using home = await temporaryHome();
  await home.drop("Comité/piste.wav", spokenWav({ seconds: 3 }));
  await home.drop("Comité/ordre du jour.docx", "des notes");
  await using app = testApp(home);
  const { published, rejected } = await app.run({});
  assert.equal(published.length, 1);
  assert.deepEqual(rejected.map(({ name }) => name), ["Comité"]);
  assert.equal(await home.text("rejected", "Comité", "ordre du jour.docx"), "des notes");
});

Deno.test("Taking: a file that is still being copied waits; once it is whole, it is taken whole", async () => {
  await using home = await temporaryHome();
  const whole = spokenWav({ seconds: 12 });
  await home.drop("copie.wav", whole.subarray(0, 50_000));
  const path = join(home.path, "inbox", "copie.wav");
  let size = 50_000;
  /** Goes on copying each time the program waits, until the file is whole. */
  class CopyingClock extends HastyClock {
    override async sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
      if (size < whole.length) await Deno.writeFile(path, whole.subarray(0, size += 30_000));
      await super.sleep(ms, options);
    }
  }
  await using app = testApp(home, { clock: new CopyingClock() });
  const { published, rejected } = await app.run({});
  assert.deepEqual(rejected, []);
  assert.equal(published[0].last.seconds, 12);
  assert.deepEqual(published[0].last.notices.map(({ key }) => key), ["model.demoOnly"]);
});

Deno.test("Taking: a file that stays cut is salvaged, and the report says so", async () => {
  await using home = await temporaryHome();
  await home.drop("coupé.wav", spokenWav({ seconds: 12 }).subarray(0, 44 + 6 * 32_000));
  await using app = testApp(home);
  const { published: [{ id, last }] } = await app.run({});
  assert.equal(last.seconds, 6);
  assert.ok(last.notices.some(({ key }) => key === "notice.truncated"));
  assert.match(await home.text("outbox", id, "report.md"), /incomplet/);
});

Deno.test("Taking: what is no recording goes to rejected with a sentence that names it, and nothing is lost", async () => {
  const cases: [string, Uint8Array | string][] = [
    ["vide.wav", ""],
    ["texte.wav", "Bonjour à tous"],
    ["musique.mp3", "ID3\u0003"],
    ["rapport.docx", "PK"],
    ["réunion.zip", "PK\u0003\u0004"],
    ["réunion.wav", "PK\u0003\u0004"],
  ];
  await using home = await temporaryHome();
  for (const [name, content] of cases) await home.drop(name, content);
  await using app = testApp(home);
  const { rejected, published } = await app.run({});
  assert.equal(published.length, 0);
  assert.equal(rejected.length, cases.length);
  for (const [name, content] of cases) {
    assert.equal(await home.text("rejected", name), content);
    const why = await home.text("rejected", `${name}.why.txt`);
    assert.ok(why.includes(name), why);
    assert.ok(!why.includes("Error") && !why.includes("    at "), why);
    // What greffier pack makes is for the outbox.
    if (content === "PK\u0003\u0004") assert.match(why, /décompressez-le dans outbox/);
  }
  for (const { cause } of rejected) assert.notEqual(say(cause, "fr"), say(cause, "en"));
});

Deno.test("Taking: what other programs keep in the inbox is left alone", async () => {
  const names = [
    "LISEZMOI.txt",
    "desktop.ini",
    ".DS_Store",
    "~$notes.docx",
    "film.wav.part",
    "son.wav.crdownload",
  ];
  await using home = await temporaryHome();
  for (const name of names) await home.drop(name, "x");
  await using app = testApp(home);
  const { rejected, published, waiting } = await app.run({});
  assert.deepEqual([rejected, published, waiting], [[], [], []]);
  assert.deepEqual(await home.names("inbox"), [...names].sort());
});

Deno.test("Taking: a file that vanishes before it is taken is nobody's business", async () => {
  await using home = await temporaryHome();
  await home.drop("parti.wav", spokenWav({ seconds: 3 }));
  const path = join(home.path, "inbox", "parti.wav");
  class VanishingClock extends HastyClock {
    override async sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
      await Deno.remove(path).catch((error) => {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      });
      await super.sleep(ms, options);
    }
  }
  await using app = testApp(home, { clock: new VanishingClock() });
  const { rejected, published, waiting } = await app.run({});
  assert.deepEqual([rejected, published, waiting], [[], [], []]);
  assert.deepEqual(await home.names("outbox"), []);
});

Deno.test("Taking: a taking whose file was taken away leaves no folder behind", async () => {
  await using home = await temporaryHome();
  await home.drop("a.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T14:30:00" }));
  await using app = testApp(home);
  const { published: [{ id }] } = await app.run({});
  // As if the program had died just after it wrote the session's first file, and the person had then taken the file away.
  const session = await home.json("outbox", id, "session.json");
  await Deno.remove(join(home.path, "outbox", id), { recursive: true });
  await Deno.mkdir(join(home.path, "outbox", id, "stages"), { recursive: true });
  session.last.state = "taking";
  await Deno.writeTextFile(join(home.path, "outbox", id, "session.json"), JSON.stringify(session));
  await using again = testApp(home);
  assert.deepEqual((await again.run({})).published, []);
  assert.deepEqual(await home.names("outbox"), []);
  assert.deepEqual(await home.names("inbox"), []);
});

/** The home of a taking that was cut after it moved the audio and before `ended`, its folder in the inbox renamed since. */
async function cutTaking(folder: string) {
  const home = await openMeeting();
  await Deno.remove(join(home.path, "inbox", MEETING, "ended"));
  await Deno.rename(join(home.path, "inbox", MEETING), join(home.path, "inbox", folder));
  return home;
}

Deno.test("Taking: one that was cut is completed even in a folder that a person renamed meanwhile", async () => {
  await using home = await cutTaking("ma réunion");
  const path = join(home.path, "outbox", MEETING, "session.json");
  const session = JSON.parse(await Deno.readTextFile(path));
  session.last.state = "taking";
  await Deno.writeTextFile(path, JSON.stringify(session));
  await using app = testApp(home);
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.map(({ id }) => id), rejected], [[MEETING], []]);
  assert.deepEqual(await home.names("inbox"), []);
  assert.deepEqual(await home.names("outbox", MEETING, "audio"), ["source.wav"]);
});

Deno.test("Taking: one that was cut is completed even when its folder in the outbox is gone", async () => {
  await using home = await cutTaking(MEETING);
  await Deno.remove(join(home.path, "outbox", MEETING), { recursive: true });
  await using app = testApp(home);
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.map(({ id }) => id), rejected], [[MEETING], []]);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Taking: a recording dropped under the name of one whose taking was cut does not take its place", async () => {
  await using home = await cutTaking(MEETING);
  await editJson(home, ["outbox", MEETING, "session.json"], (session) => session.last.state = "taking");
  const first = await Deno.readFile(join(home.path, "inbox", MEETING, "source.wav"));
  const second = spokenWav({ seconds: 5, seed: 2, startedAt: "2026-01-20T09:00:00" });
  await home.drop("Point.wav", second);
  await using app = testApp(home);
  const { published } = await app.run({});
  assert.deepEqual(published.map(({ id }) => id).sort(), [MEETING, "2026-01-20_0900_point"]);
  const audio = (id: string) => Deno.readFile(join(home.path, "outbox", id, "audio", "source.wav"));
  assert.deepEqual(await audio(MEETING), first);
  assert.deepEqual(await audio("2026-01-20_0900_point"), second);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Taking: ids in use are looked up once a scan, however many files are dropped at once", async () => {
  const looks = async (drops: number) => {
    await using home = await temporaryHome();
    for (let seed = 1; seed <= drops; seed++) {
      await home.drop(`Point ${seed}.wav`, spokenWav({ seconds: 1, seed }));
    }
    let count = 0;
    const files = watchedFiles(diskFiles, ({ name, path }) => {
      if (name === "list" && path === join(home.path, "outbox")) count++;
    }, { all: true });
    await using app = testApp(home, { files });
    assert.equal((await app.run({})).published.length, drops);
    return count;
  };
  assert.equal(await looks(9), await looks(3));
});

Deno.test("Taking: a folder into which a file is still being copied under another name waits for it", async () => {
  await using home = await temporaryHome();
  await home.drop("Comité/piste 1.wav", spokenWav({ seconds: 3 }));
  const whole = spokenWav({ seconds: 4, seed: 2 });
  const path = join(home.path, "inbox", "Comité", "piste 2.wav");
  let size = 0;
  /** Goes on copying each time the program waits, and gives the file its name when it is whole. */
  class CopyingClock extends HastyClock {
    override async sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
      if (size < whole.length) {
        size = Math.min(whole.length, size + 40_000);
        await Deno.writeFile(`${path}.filepart`, whole.subarray(0, size));
        if (size === whole.length) await Deno.rename(`${path}.filepart`, path);
      }
      await super.sleep(ms, options);
    }
  }
  await home.drop("Comité/piste 2.wav.filepart", "");
  await using app = testApp(home, { clock: new CopyingClock() });
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.map(({ last }) => last.seconds), rejected], [[7], []]);
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("Taking: an empty folder, just made by a person who will fill it, is not rejected at once", async () => {
  await using home = await temporaryHome();
  const folder = join(home.path, "inbox", "Nouveau dossier");
  await Deno.mkdir(folder);
  let waits = 0;
  class FillingClock extends HastyClock {
    override async sleep(ms: number, options?: { readonly signal?: AbortSignal }): Promise<void> {
      if (++waits === 10) await Deno.writeFile(join(folder, "piste.wav"), spokenWav({ seconds: 3 }));
      await super.sleep(ms, options);
    }
  }
  await using app = testApp(home, { clock: new FillingClock() });
  const { published, rejected } = await app.run({});
  assert.deepEqual([published.map(({ name }) => name), rejected], [["Nouveau dossier"], []]);
});

Deno.test("Taking: a link is set aside as it is, even one that points nowhere, and what it points to stays", async () => {
  await using home = await temporaryHome();
  const target = join(home.path, "ailleurs.wav");
  await Deno.writeFile(target, spokenWav({ seconds: 3 }));
  await Deno.symlink("../ailleurs.wav", join(home.path, "inbox", "lien.wav"), { type: "file" });
  await Deno.symlink("nulle part.wav", join(home.path, "inbox", "perdu.wav"), { type: "file" });
  await using app = testApp(home);
  const { rejected, published } = await app.run({});
  assert.deepEqual([rejected.map(({ name }) => name), published], [["lien.wav", "perdu.wav"], []]);
  assert.deepEqual(await home.names("inbox"), []);
  assert.ok((await home.names("rejected")).includes("perdu.wav"));
  assert.ok((await Deno.stat(target)).isFile);
});
