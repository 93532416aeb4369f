import assert from "node:assert/strict";
import { join } from "node:path";
import type { CorrectRequest, RedoStage } from "../../src/app.ts";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { cutShort } from "../support/cut_short.ts";
import { type TemporaryHome, testApp } from "../support/home.ts";
import { copyOf, flags, made, MEETING, openMeeting, watchedRun } from "../support/meeting.ts";
import { contentsOf } from "../support/outbox_contents.ts";

const OUTBOX = ["outbox", MEETING] as const;

/** A home with one sealed meeting. */
async function sealedMeeting(): Promise<TemporaryHome> {
  const home = await openMeeting();
  await watchedRun(home);
  return home;
}

/** The right to work on a home, held by another. */
async function claimed(home: TemporaryHome): Promise<AsyncDisposable> {
  const store = new Store(homeLayout(home.path));
  const claim = await store.claim({ pid: 1, command: "watch", since: "2026-01-19T14:30:00" });
  assert.ok(claim);
  return claim;
}

/** A file of the meeting's folder in the outbox. */
const inOutbox = (home: TemporaryHome, ...name: string[]) => join(home.path, ...OUTBOX, ...name);

Deno.test("Open and sealed: new settings, vocabulary and templates leave a sealed meeting alone", async () => {
  await using home = await sealedMeeting();
  const before = await contentsOf(home.path);
  await Deno.mkdir(join(home.path, "templates"));
  await Deno.writeTextFile(join(home.path, "templates", "report.md.eta"), "autre modèle\n");
  await Deno.writeTextFile(join(home.path, "vocabulary.txt"), "Atlas\n");
  const { jobs } = await watchedRun(home, {
    flags: flags({ "transcription.language": "en", "output.formats": "txt" }),
  });
  assert.deepEqual(jobs, []);
  assert.deepEqual(await contentsOf(home.path), before);
});

Deno.test("Open and sealed: a deleted file reopens its meeting, with its pinned settings, and it is sealed as before", async (t) => {
  await using whole = await sealedMeeting();
  const before = await contentsOf(whole.path);
  const transcript = (await whole.names(...OUTBOX, "stages")).find((name) =>
    name.endsWith(".transcript.json")
  )!;
  const cases: [string[], string[]][] = [
    [["stages", "windows.json"], ["ingest", "render"]],
    [["stages", "language.json"], ["language", "render"]],
    [["stages", transcript], ["render", `transcribe/${transcript.split(".")[0]}`]],
    [["stages", "01.summary.json"], ["summarise/1"]],
    [["stages", "synthesis.json"], ["synthesise"]],
    [["stages", "views.json"], ["render"]],
    [["report.html"], ["render"]],
  ];
  for (const [name, jobs] of cases) {
    await t.step(name.join("/"), async () => {
      await using home = await copyOf(whole);
      await Deno.remove(inOutbox(home, ...name));
      const run = await watchedRun(home, {
        flags: flags({ "transcription.language": "en", "output.formats": "txt" }),
      });
      // The final views are not rendered again when the same content comes out at once.
      assert.deepEqual(made(run).filter((job) => job !== "render"), jobs.filter((job) => job !== "render"));
      assert.deepEqual(await contentsOf(home.path), before);
    });
  }
});

Deno.test("Open and sealed: corrections that come, change or go reopen a sealed meeting; touching them does not", async () => {
  await using home = await sealedMeeting();
  const path = inOutbox(home, "corrections.json");
  await Deno.writeTextFile(path, JSON.stringify({ title: "Comité Atlas" }));
  assert.deepEqual((await watchedRun(home)).jobs, ["render", "publish"]);
  assert.match(await home.text(...OUTBOX, "report.md"), /Comité Atlas/);

  await Deno.utime(path, new Date("2030-01-01"), new Date("2030-01-01"));
  assert.deepEqual((await watchedRun(home)).jobs, []);

  await Deno.writeTextFile(path, JSON.stringify({ title: "Comité Borée" }));
  assert.deepEqual((await watchedRun(home)).jobs, ["render", "publish"]);
  assert.match(await home.text(...OUTBOX, "report.md"), /Comité Borée/);
  assert.equal((await home.json(...OUTBOX, "session.json")).last.title, "Comité Borée");

  await Deno.remove(path);
  assert.deepEqual((await watchedRun(home)).jobs, ["render", "publish"]);
  assert.doesNotMatch(await home.text(...OUTBOX, "report.md"), /Comité/);
  assert.equal((await home.json(...OUTBOX, "session.json")).last.title, undefined);
});

Deno.test("Open and sealed: a renamed voice, an action's owner or a name remakes no block; a word and a passage remake theirs", async () => {
  await using home = await sealedMeeting();
  const transcripts = (await home.names(...OUTBOX, "stages")).filter((name) =>
    name.endsWith(".transcript.json")
  );
  const { segments: [first] } = await home.json(...OUTBOX, "stages", transcripts[0]);
  const { segments: [last] } = await home.json(...OUTBOX, "stages", transcripts.at(-1)!);
  const correct = async (request: CorrectRequest) => {
    await using app = testApp(home);
    await app.correct(MEETING, request);
    return made(await watchedRun(home)).filter((job) => !job.startsWith("print"));
  };
  assert.deepEqual(
    await correct({
      speakers: [["0", "Mme Martin"]],
      names: [["Paul", "Paul Martin"]],
      title: "Comité",
      addAction: "Relire",
      participants: ["Paul"],
    }),
    ["render"],
  );
  assert.match(await home.text(...OUTBOX, "report.md"), /Comité/);

  const [, , word] = first.text.split(" ");
  assert.deepEqual(await correct({ words: [[word, "Zanzibar"]] }), ["render", "summarise/0", "synthesise"]);
  assert.match(await home.text(...OUTBOX, "transcript.txt"), /Le dossier Zanzibar avance/);

  assert.deepEqual(await correct({ passage: last.text, text: "Le dossier Pondichéry est clos." }), [
    "render",
    "summarise/2",
    "synthesise",
  ]);
  assert.match(await home.text(...OUTBOX, "transcript.txt"), /Le dossier Pondichéry est clos/);
  assert.deepEqual((await watchedRun(home)).jobs, []);
});

Deno.test("Open and sealed: an open meeting is corrected as a sealed one is, and sealed with its corrections", async () => {
  await using home = await openMeeting();
  await using app = testApp(home);
  await app.correct(MEETING, { title: "Comité", speakers: [["0", "Mme Martin"]] });
  const run = await watchedRun(home);
  assert.deepEqual(made(run).filter((job) => !job.startsWith("print")), ["render"]);
  assert.match(await home.text(...OUTBOX, "report.md"), /Comité/);
  assert.match(await home.text(...OUTBOX, "transcript.srt"), /Mme Martin/);
  assert.deepEqual((await watchedRun(home)).jobs, []);
});

Deno.test("Open and sealed: a corrected meeting is reopened at once when somebody works on the home", async () => {
  await using home = await sealedMeeting();
  await using app = testApp(home);
  await app.correct(MEETING, { title: "Comité" });
  assert.deepEqual(await home.names("inbox"), []);
  await using _other = await claimed(home);
  await app.correct(MEETING, { title: "Comité Atlas" });
  assert.deepEqual(await home.names("inbox"), [MEETING]);
});

Deno.test("Open and sealed: the house's vocabulary mends views and no block; redo render takes the present one", async () => {
  await using home = await openMeeting();
  const transcripts = (await home.names(...OUTBOX, "stages")).filter((name) =>
    name.endsWith(".transcript.json")
  );
  const { segments: [{ text }] } = await home.json(...OUTBOX, "stages", transcripts[0]);
  const [, , word] = text.split(" ");
  await watchedRun(home);
  await Deno.writeTextFile(join(home.path, "vocabulary.txt"), `${word.toUpperCase()} => Zanzibar\n`);
  await using app = testApp(home);
  await app.redo(MEETING, "render");
  assert.deepEqual(made(await watchedRun(home)).filter((job) => !job.startsWith("print")), ["render"]);
  for (const view of ["transcript.txt", "report.md", "transcript.srt"]) {
    assert.match(await home.text(...OUTBOX, view), /Zanzibar/, view);
    assert.doesNotMatch(await home.text(...OUTBOX, view), new RegExp(word), view);
  }
  assert.ok((await home.text(...OUTBOX, "stages", transcripts[0])).includes(word));
});

Deno.test("Open and sealed: corrections written while the meeting is being sealed are not lost", async () => {
  await using home = await openMeeting();
  await using app = testApp(home);
  await app.run({
    onProgress(progress) {
      if (progress.kind !== "started" || progress.stage !== "publish") return;
      Deno.writeTextFileSync(inOutbox(home, "corrections.json"), JSON.stringify({ title: "Comité Atlas" }));
    },
  });
  await watchedRun(home);
  assert.match(await home.text(...OUTBOX, "report.md"), /Comité Atlas/);
});

Deno.test("Open and sealed: audio that a person took away is not missing", async () => {
  await using home = await sealedMeeting();
  await Deno.remove(inOutbox(home, "audio"), { recursive: true });
  assert.deepEqual((await watchedRun(home)).jobs, []);

  // What can be made again without it, is.
  await Deno.remove(inOutbox(home, "stages", "00.summary.json"));
  assert.deepEqual((await watchedRun(home)).jobs, ["summarise/0", "publish"]);
});

Deno.test("Open and sealed: redo makes again what it names and what follows from it, with the present settings", async (t) => {
  await using whole = await sealedMeeting();
  const stages: Record<RedoStage, RegExp> = {
    ingest: /^(ingest|language|transcribe|summarise|synthesise|render)/,
    transcribe: /^(language|transcribe|summarise|synthesise|render)/,
    summarise: /^(summarise|synthesise|render)/,
    synthesise: /^(synthesise|render)/,
    render: /^render/,
  };
  const everyJob = ["ingest", "language", "transcribe", "summarise", "synthesise", "render"];
  for (const [stage, expected] of Object.entries(stages) as [RedoStage, RegExp][]) {
    await t.step(stage, async () => {
      await using home = await copyOf(whole);
      await using app = testApp(home, { flags: flags({ "output.formats": "txt" }) });
      const { deleted } = await app.redo(MEETING, stage);
      assert.ok(deleted.includes("stages/views.json") || deleted.includes("views.json"), String(deleted));
      assert.deepEqual(await home.names("inbox"), [MEETING]);
      const { jobs, drained } = await watchedRun(home);
      const names = new Set(jobs.filter((job) => job !== "publish").map((job) => job.split("/")[0]));
      assert.deepEqual([...names].sort(), everyJob.filter((job) => expected.test(job)).sort());
      assert.equal(drained.published.length, 1);
      // The setting of that day: no report in HTML any more.
      assert.ok(!(await home.names(...OUTBOX)).includes("report.html"));
      assert.ok((await home.names(...OUTBOX)).includes("transcript.txt"));
    });
  }
});

Deno.test("Open and sealed: redo of a meeting that nobody knows says so", async () => {
  await using home = await sealedMeeting();
  await using app = testApp(home);
  await assert.rejects(app.redo("2026-01-19_1430_pont"), /greffier list/);
});

Deno.test("Open and sealed: a meeting that is neither is opened again, finished and sealed", async () => {
  await using home = await sealedMeeting();
  const before = await contentsOf(home.path);
  await Deno.remove(inOutbox(home, "sealed.json"));
  assert.deepEqual((await watchedRun(home)).jobs, ["publish"]);
  assert.deepEqual(await contentsOf(home.path), before);
});

Deno.test("Open and sealed: a folder that a person renamed in the inbox is known by the id inside", async () => {
  await using home = await openMeeting();
  await Deno.rename(join(home.path, "inbox", MEETING), join(home.path, "inbox", "ma réunion"));
  const { jobs, drained } = await watchedRun(home);
  assert.deepEqual(jobs, ["publish"]);
  assert.deepEqual(drained.rejected, []);
  assert.deepEqual(await home.names("outbox"), [MEETING]);
  assert.deepEqual(await home.names("inbox"), []);
  assert.deepEqual(await home.names(...OUTBOX, "audio"), ["source.wav"]);
});

for (const folder of [MEETING, "ma réunion"]) {
  Deno.test(`Open and sealed: a session.json that broke in the inbox is healed from the outbox's, in "${folder}"`, async () => {
    await using home = await openMeeting();
    const session = await home.text("inbox", MEETING, "session.json");
    await Deno.writeTextFile(join(home.path, "inbox", MEETING, "session.json"), "\0\0\0\0");
    await Deno.rename(join(home.path, "inbox", MEETING), join(home.path, "inbox", folder));
    await using app = testApp(home);
    let healed = "";
    const { published, rejected } = await app.run({
      onProgress(progress) {
        if (progress.kind === "started") {
          healed = Deno.readTextFileSync(join(home.path, "inbox", folder, "session.json"));
        }
      },
    });
    assert.equal(healed, session);
    assert.deepEqual([published.map(({ id }) => id), rejected], [[MEETING], []]);
    assert.deepEqual(await home.names("rejected"), []);
    assert.deepEqual(await home.names(...OUTBOX, "audio"), ["source.wav"]);
  });
}

Deno.test("Open and sealed: a session.json that broke in the outbox is written again", async () => {
  await using home = await openMeeting();
  await Deno.writeTextFile(inOutbox(home, "session.json"), "");
  assert.deepEqual((await watchedRun(home)).jobs, ["render", "publish"]);
  assert.equal((await home.json(...OUTBOX, "session.json")).last.state, "final");
});

Deno.test("Open and sealed: one meeting that cannot be reopened does not keep the others from being written", async () => {
  await using home = await sealedMeeting();
  await Deno.remove(inOutbox(home, "session.json"));
  await Deno.remove(inOutbox(home, "report.md"));
  await using other = await openMeeting();
  await Deno.rename(join(other.path, "inbox", MEETING, "source.wav"), join(home.path, "inbox", "autre.wav"));
  const { drained } = await watchedRun(home);
  assert.equal(drained.published.length, 1);
});

Deno.test("Open and sealed: what a person put beside an open meeting goes with it to the outbox", async () => {
  await using home = await openMeeting();
  await Deno.writeTextFile(join(home.path, "inbox", MEETING, "ordre du jour.txt"), "1. Atlas");
  await watchedRun(home);
  assert.equal(await home.text(...OUTBOX, "ordre du jour.txt"), "1. Atlas");
});

for (const how of ["a sweep", "redo"]) {
  Deno.test(`Open and sealed: a reopening by ${how} that was cut anywhere is finished, and sealed as before`, async () => {
    await using whole = await sealedMeeting();
    const before = await contentsOf(whole.path);
    for (let operation = 1, cut = true; cut; operation++) {
      await using home = await copyOf(whole);
      if (how === "redo") cut = await cutShort(home, operation, (app) => app.redo(MEETING, "synthesise"));
      else {
        await Deno.remove(inOutbox(home, "report.md"));
        cut = await cutShort(home, operation, (app) => app.run({}));
      }
      const { drained } = await watchedRun(home);
      assert.deepEqual(drained.waiting, [], `cut at operation ${operation}`);
      // A file that was being written when the program died may lie there: nobody takes it for anything.
      const after = Object.entries(await contentsOf(home.path)).filter(([name]) => !name.endsWith(".part"));
      assert.deepEqual(Object.fromEntries(after), before, `cut at operation ${operation}`);
      assert.deepEqual(await home.names("inbox"), [], `cut at operation ${operation}`);
    }
  });
}

Deno.test("Open and sealed: a copy or a renamed folder in the outbox is a person's, and is never reopened", async () => {
  await using home = await sealedMeeting();
  const renamed = join(home.path, "outbox", "Point du lundi");
  await Deno.rename(join(home.path, ...OUTBOX), renamed);
  await Deno.remove(join(renamed, "report.html"));
  const before = await contentsOf(home.path);
  const { jobs, drained } = await watchedRun(home);
  assert.deepEqual([jobs, drained.waiting], [[], []]);
  assert.deepEqual(await contentsOf(home.path), before);
  assert.deepEqual(await home.names("inbox"), []);
  await Deno.remove(join(renamed, "sealed.json"));
  assert.deepEqual((await watchedRun(home)).jobs, []);
  assert.deepEqual(await home.names("inbox"), []);
});
