import assert from "node:assert/strict";
import { join } from "node:path";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { flags, MEETING, openMeeting, ownWords, runUntil, watchedRun } from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { contentsOf } from "../support/outbox_contents.ts";

async function removeTranscripts(home: { readonly path: string }): Promise<void> {
  const stages = join(home.path, "outbox", MEETING, "stages");
  for await (const { name } of Deno.readDir(stages)) {
    if (name.endsWith(".transcript.json")) await Deno.remove(join(stages, name));
  }
}

Deno.test("Audio gone: a sealed meeting without its sound is not reopened for what only the sound can give back", async () => {
  await using home = await openMeeting();
  await watchedRun(home);
  await Deno.remove(join(home.path, "outbox", MEETING, "audio"), { recursive: true });
  await removeTranscripts(home);
  const before = await contentsOf(home.path);
  assert.deepEqual((await watchedRun(home)).jobs, []);
  assert.deepEqual(await contentsOf(home.path), before);
});

Deno.test("Audio gone: redo refuses what it could not make again, and deletes nothing", async () => {
  await using home = await openMeeting();
  await watchedRun(home);
  await Deno.remove(join(home.path, "outbox", MEETING, "audio"), { recursive: true });
  const before = await contentsOf(home.path);
  await using app = testApp(home);
  for (const stage of ["ingest", "transcribe", undefined] as const) {
    await assert.rejects(app.redo(MEETING, stage), { name: "GreffierError" });
  }
  assert.deepEqual(await contentsOf(home.path), before);
  await app.redo(MEETING, "summarise");
  assert.equal((await watchedRun(home)).drained.published.length, 1);
});

Deno.test("Audio gone: when it vanishes during the work, each window says so once, and what was written stays", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 150, startedAt: "2026-01-19T14:30:00" }));
  {
    await using app = testApp(home, { transcriber: createFakeTranscriber({ transcribe: ownWords }) });
    await runUntil(app, (progress) => progress.kind === "finished" && progress.stage === "transcribe");
  }
  await Deno.remove(join(home.path, "inbox", MEETING, "source.wav"));
  const { drained, jobs } = await watchedRun(home);
  assert.equal(drained.withFailures.length, 1);
  const transcribed = jobs.filter((job) => job.startsWith("transcribe/"));
  assert.equal(transcribed.length, new Set(transcribed).size);
  assert.match(await home.text("outbox", MEETING, "transcript.txt"), /Le dossier Zo[a-p]+ avance/);
});

Deno.test("A model that was missing when a meeting was taken, for its name was mistyped, is forgotten once it is mended", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 12, startedAt: "2026-01-19T14:30:00" }));
  {
    await using app = testApp(home, { engines: undefined, flags: flags({ "transcription.model": "faute" }) });
    const { waiting } = await app.run({});
    assert.ok(waiting.length > 0);
  }
  assert.equal((await watchedRun(home)).drained.published.length, 1);
  const { pinned } = await home.json("outbox", MEETING, "session.json");
  assert.equal(pinned.model.name, "greffier-demo");
  assert.notEqual(pinned.model.revision, "");
});

Deno.test("A corrections.json that cannot be used is explained, and the explanation follows the file", async () => {
  await using home = await openMeeting();
  const path = join(home.path, "outbox", MEETING, "corrections.json");
  const cases: [string, RegExp][] = [
    [`{ "titel": "x" }`, /titel/],
    [`{ "actions": [{ "at": "x" }] }`, /actions\\?\.0\\?\.at/],
    [`{ "title": `, /virgule/],
    [`[]`, /accolade/],
  ];
  for (const [text, reason] of cases) {
    await Deno.writeTextFile(path, text);
    await watchedRun(home);
    const report = await home.text("outbox", MEETING, "report.md");
    assert.match(report, reason);
    assert.doesNotMatch(report, /Invalid|Unrecognized|expected/);
  }
});

Deno.test("Audio gone: a meeting whose folder was taken out of the inbox, sound and all, is left as it is", async () => {
  await using home = await openMeeting();
  await Deno.remove(join(home.path, "inbox", MEETING), { recursive: true });
  const before = await contentsOf(home.path);
  const { drained, jobs } = await watchedRun(home);
  assert.deepEqual([drained.waiting, jobs], [[], []]);
  assert.deepEqual(await contentsOf(home.path), before);
});
