import assert from "node:assert/strict";
import { cutShort } from "../support/cut_short.ts";
import { join } from "node:path";
import { message, RejectedError, WaitingError } from "../../src/errors.ts";
import { createExtractiveSummariser } from "../../src/summarisers/mod.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";
import { copyOf, MEETING, openMeeting, ownWords, runUntil, watchedRun } from "../support/meeting.ts";
import { testPipeline } from "../support/pipeline.ts";
import { spokenWav } from "../support/spoken_wav.ts";

const OUTBOX = ["outbox", MEETING] as const;

async function homeWith(seconds: number): Promise<TemporaryHome> {
  const home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds, startedAt: "2026-01-19T14:30:00" }));
  return home;
}

Deno.test("Failure: the third failure settles a window, the report says so, and the rest is written", async () => {
  await using home = await homeWith(80);
  const tries = new Map<number, number>();
  const transcriber = createFakeTranscriber({
    transcribe(samples) {
      tries.set(samples.length, (tries.get(samples.length) ?? 0) + 1);
      if (samples.length === Math.min(...tries.keys()) && tries.size > 1) {
        throw new Error("the model tripped");
      }
      return ownWords(samples);
    },
  });
  const { drained, jobs } = await watchedRun(home, { transcriber });
  assert.deepEqual([drained.published, drained.rejected, drained.waiting], [[], [], []]);
  assert.deepEqual(drained.withFailures.map(({ id, last }) => [id, last.failures]), [[MEETING, 1]]);
  const counts = Object.values(
    Object.groupBy(jobs.filter((job) => job.startsWith("transcribe/")), (job) => job),
  );
  assert.deepEqual(counts.map((same) => same!.length).sort(), [...Array(counts.length - 1).fill(1), 3]);
  const report = await home.text(...OUTBOX, "report.md");
  assert.match(report, /la transcription a échoué.*the model tripped/);
  assert.match(report, /Le dossier/);
  assert.deepEqual(
    (await home.names(...OUTBOX, "stages")).filter((name) => name.endsWith(".error.json")),
    [],
  );
});

Deno.test("Failure: a missing model waits for ever and settles nothing; once it is there, all is written", async () => {
  await using home = await homeWith(40);
  const away = () => {
    throw new WaitingError(message("error.other", { found: "no model" }));
  };
  const transcriber = createFakeTranscriber({ transcribe: away, detect: away });
  for (let run = 0; run < 5; run++) {
    const { drained } = await watchedRun(home, { transcriber });
    assert.deepEqual(drained.waiting.map(({ name, cause }) => [name, cause.values.found]), [[
      "Point",
      "no model",
    ]]);
    assert.deepEqual([drained.published, drained.withFailures], [[], []]);
  }
  const error = await home.json(...OUTBOX, "stages", "language.error.json");
  assert.deepEqual([error.attempts, error.kind], [0, "waiting"]);
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ id }) => id), [MEETING]);
  assert.deepEqual(
    (await home.names(...OUTBOX, "stages")).filter((name) => name.endsWith(".error.json")),
    [],
  );
});

Deno.test("Failure: a full disk waits for ever and settles nothing; once there is room, all is written", async () => {
  await using home = await homeWith(40);
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name !== "write" || !path.includes(".transcript.json")) return;
    throw Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
  });
  for (let run = 0; run < 5; run++) {
    const { drained } = await watchedRun(home, { files });
    assert.deepEqual([drained.published, drained.withFailures, drained.rejected], [[], [], []]);
    assert.ok(drained.waiting.length > 0);
  }
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ last }) => last.failures), [0]);
});

Deno.test("Failure: a stop counts as nothing", async () => {
  await using home = await homeWith(40);
  const hanging = createFakeTranscriber({
    transcribe: (_samples, _language, signal) =>
      new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason), { once: true })
      ),
  });
  for (let run = 0; run < 4; run++) {
    await using app = testApp(home, { transcriber: hanging });
    await runUntil(
      app,
      ({ kind, ...progress }) => kind === "started" && "stage" in progress && progress.stage === "transcribe",
    );
  }
  assert.deepEqual(
    (await home.names(...OUTBOX, "stages")).filter((name) => name.endsWith(".error.json")),
    [],
  );
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ last }) => last.failures), [0]);
});

Deno.test("Failure: a recording that turns out to be unreadable goes to rejected with its reason", async () => {
  await using home = await homeWith(40);
  await using app = testApp(home);
  const { rejected, published } = await app.run({
    onProgress(progress) {
      if (progress.kind !== "taken") return;
      Deno.writeTextFileSync(
        join(home.path, "inbox", progress.session, "source.wav"),
        "Ceci n'est pas un son.",
      );
    },
  });
  assert.deepEqual([published, rejected.map(({ name }) => name)], [[], ["Point"]]);
  assert.equal(await home.text("rejected", "Point.wav"), "Ceci n'est pas un son.");
  assert.match(await home.text("rejected", "Point.wav.why.txt"), /Point\.wav/);
  assert.deepEqual([await home.names("inbox"), await home.names("outbox")], [[], []]);
});

Deno.test("Failure: a rejection loses no audio, no word and no file of a person's, wherever they lie", async () => {
  await using home = await openMeeting();
  await watchedRun(home);
  const path = (...name: string[]) => join(home.path, ...OUTBOX, ...name);
  // A sealed meeting that someone corrected, whose audio broke and whose windows were deleted.
  await Deno.writeTextFile(path("audio", "source.wav"), "cassé");
  await Deno.writeTextFile(path("corrections.json"), JSON.stringify({ title: "Atlas" }));
  await Deno.writeTextFile(path("mes notes.txt"), "à garder");
  await Deno.remove(path("stages", "windows.json"));
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.rejected.map(({ name }) => name), ["Point"]);
  assert.equal(await home.text("rejected", "Point.wav"), "cassé");
  assert.equal(await home.text("rejected", MEETING, "mes notes.txt"), "à garder");
  assert.match(await home.text("rejected", MEETING, "corrections.json"), /Atlas/);
  const kept = await home.names("rejected", MEETING, "stages");
  assert.ok(kept.some((name) => name.endsWith(".transcript.json")));
  assert.deepEqual([await home.names("inbox"), await home.names("outbox")], [[], []]);
});

Deno.test("Failure: a synthesis that fails leaves the words and the blocks, and says so", async () => {
  await using home = await homeWith(40);
  const summariser = {
    ...createExtractiveSummariser(),
    synthesise: () => Promise.reject(new Error("no idea")),
  };
  const { published } = await testPipeline(home, { summariser });
  assert.deepEqual(published.map(({ last }) => [last.state, last.failures]), [["final", 1]]);
  assert.match(await home.text(...OUTBOX, "report.md"), /La synthèse a échoué.*no idea/);
  assert.match(await home.text(...OUTBOX, "transcript.txt"), /Le dossier/);
});

Deno.test("Failure: an error of the summariser that names a bad file rejects nothing", async () => {
  await using home = await homeWith(40);
  const summariser = {
    ...createExtractiveSummariser(),
    summariseBlock: () => Promise.reject(new RejectedError(message("error.other", { found: "?" }))),
  };
  const { published, rejected } = await testPipeline(home, { summariser });
  assert.deepEqual(rejected, []);
  assert.deepEqual(published.map(({ last }) => [last.state, last.failures]), [["final", 1]]);
});

Deno.test("Failure: a rejection that was cut anywhere is finished by the next run", async () => {
  await using whole = await homeWith(3);
  await using taking = testApp(whole);
  await runUntil(taking, ({ kind }) => kind === "taken");
  await Deno.writeTextFile(join(whole.path, "inbox", MEETING, "source.wav"), "Ceci n'est pas un son.");
  for (let operation = 1, cut = true; cut; operation++) {
    await using home = await copyOf(whole);
    cut = await cutShort(home, operation, (app) => app.run({}));
    const { drained } = await watchedRun(home);
    const what = `cut at operation ${operation}`;
    assert.deepEqual(drained.waiting, [], what);
    assert.deepEqual([await home.names("inbox"), await home.names("outbox")], [[], []], what);
    assert.equal(await home.text("rejected", "Point.wav"), "Ceci n'est pas un son.", what);
  }
});

Deno.test("Failure: a dropped folder that cannot be looked into holds up nothing else, and is named", async () => {
  await using home = await homeWith(3);
  await home.drop("Comité/piste.wav", spokenWav({ seconds: 3, seed: 2 }));
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "list" && path === join(home.path, "inbox", "Comité")) {
      throw new Deno.errors.PermissionDenied();
    }
  }, { all: true });
  const { drained } = await watchedRun(home, { files });
  assert.deepEqual(drained.published.map(({ id }) => id), [MEETING]);
  assert.deepEqual(drained.waiting.map(({ name }) => name), ["Comité"]);
  assert.deepEqual(await home.names("inbox", "Comité"), ["piste.wav"]);
});
