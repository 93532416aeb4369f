import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { LIVE, liveSession } from "../support/live_session.ts";
import { MEETING, ownWords, watchedRun } from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";

const STARTED = { startedAt: "2026-01-19T14:30:00" };

Deno.test("States: partial before the end, provisional after, final when all is done", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  const states: string[] = [];
  const run = () =>
    watchedRun(home, {
      files: watchedFiles(diskFiles, async ({ name, path }) => {
        if (name !== "syncFolder" || path !== live.outbox) return;
        const { state } = (await home.json("outbox", LIVE, "session.json")).last;
        if (states.at(-1) !== state) states.push(state);
      }),
    });
  const { drained } = await run();
  assert.deepEqual(drained.published, []);
  assert.match(await home.text("outbox", LIVE, "report.md"), /Partiel/);
  await live.chunk();
  await live.end();
  await run();
  assert.deepEqual(states, ["partial", "provisional", "final"]);
});

Deno.test("States: a provisional report is there while the transcription goes on, and names what is pending", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 40, ...STARTED }));
  const release = Promise.withResolvers<void>();
  const transcriber = createFakeTranscriber({
    async transcribe(samples) {
      await release.promise;
      return ownWords(samples);
    },
  });
  await using app = testApp(home, { transcriber });
  const provisional: string[] = [];
  let transcribing = false;
  const { published } = await app.run({
    onProgress(progress) {
      if (progress.kind === "started" && progress.stage === "transcribe") transcribing = true;
      if (progress.kind !== "finished" || progress.stage !== "render") return;
      const read = (name: string) => readFileSync(join(home.path, "outbox", MEETING, name), "utf8");
      if (JSON.parse(read("session.json")).last.state !== "provisional") return;
      provisional.push(read("report.md"));
      if (transcribing && provisional.at(-1)?.includes("transcrire")) release.resolve();
    },
  });
  assert.equal(published.length, 1);
  assert.match(provisional.at(-1)!, /Provisoire/);
  assert.match(provisional.at(-1)!, /Reste à faire\s: transcrire 40\ss, résumer 40\ss, rédiger la synthèse/);
  assert.doesNotMatch(await home.text("outbox", MEETING, "report.md"), /Provisoire|Reste à faire/);
});

Deno.test("States: views are rendered when a block or the state changes, not at every window", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 300, ...STARTED }));
  const { jobs } = await watchedRun(home);
  const windows = jobs.filter((job) => job.startsWith("transcribe/")).length;
  const renders = jobs.filter((job) => job === "render").length;
  assert.ok(windows >= 10, `${windows} windows`);
  // Once each at most: nothing known, windows known, language known, block done, all done.
  assert.ok(renders <= 5, `${renders} renderings`);
});
