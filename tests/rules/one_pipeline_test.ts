import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { GreffierError } from "../../src/errors.ts";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { watchedRun } from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";

const SCRIPT = fileURLToPath(new URL("../support/busy_run.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** Whether an error says that the home is taken, and by whom. */
const heldBy = (owner: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GreffierError);
  assert.equal(error.text.key, "lock.held");
  assert.match(String(error.text.values.owner), owner);
  return true;
};

Deno.test("One pipeline: while one runs, a run and a watch of the same home are refused and told who holds it", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 3 }));
  const heard = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const transcriber = createFakeTranscriber({
    async transcribe() {
      heard.resolve();
      await release.promise;
      return { pieces: [], noSpeech: 1 };
    },
  });
  await using first = testApp(home, { transcriber, command: "watch" });
  const running = first.run({});
  await heard.promise;
  await using second = testApp(home);
  assert.deepEqual((await second.status()).owner?.command, "watch");
  await assert.rejects(second.run({}), heldBy(new RegExp(`watch, depuis .* \\(processus ${Deno.pid}\\)`)));
  await assert.rejects(second.watch({}), heldBy(/watch/));
  release.resolve();
  assert.equal((await running).published.length, 1);
  assert.equal((await second.status()).owner, null);
  assert.deepEqual((await second.run({})).waiting, []);
});

Deno.test("One pipeline: redo of a meeting that is being worked on is refused; of a sealed one it is not", async () => {
  await using home = await temporaryHome();
  await home.drop("Avant.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T09:00:00" }));
  await watchedRun(home);
  await home.drop("Point.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T14:30:00" }));
  const heard = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const transcriber = createFakeTranscriber({
    async transcribe() {
      heard.resolve();
      await release.promise;
      return { pieces: [], noSpeech: 1 };
    },
  });
  await using first = testApp(home, { transcriber });
  const running = first.run({});
  await heard.promise;
  await using second = testApp(home);
  await assert.rejects(second.redo("2026-01-19_1430_point"), (error: GreffierError) => {
    assert.equal(error.text.key, "redo.busy");
    return true;
  });
  assert.ok((await second.redo("2026-01-19_0900_avant", "summarise")).deleted.length > 0);
  release.resolve();
  assert.deepEqual((await running).waiting, []);
});

Deno.test("One pipeline: another process is refused too, and a kill leaves no lock", async () => {
  await using home = await temporaryHome();
  await home.drop("Point.wav", spokenWav({ seconds: 3 }));
  await using process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--node-modules-dir=manual", "--config", CONFIG, SCRIPT, home.path],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.getReader();
  assert.match(new TextDecoder().decode((await reader.read()).value), /busy/);

  await assert.rejects(
    watchedRun(home),
    heldBy(new RegExp(`watch, depuis .* \\(processus ${process.pid}\\)`)),
  );
  assert.ok((await home.names()).includes("greffier.owner"));

  process.kill("SIGKILL");
  await process.status;
  await reader.cancel();
  await using app = testApp(home);
  assert.equal((await app.status()).owner, null);
  assert.equal((await watchedRun(home)).drained.published.length, 1);
  assert.ok(!(await home.names()).includes("greffier.owner"));
});

Deno.test("One pipeline: who is refused is told of another account that holds the home", async () => {
  await using home = await temporaryHome();
  const store = new Store(homeLayout(home.path));
  const since = "2026-11-23T09:00:00";
  await using _held = await store.claim({ pid: 4321, command: "watch", since, user: "PC\\Bruno" });
  await assert.rejects(watchedRun(home), heldBy(/processus 4321, compte PC\\Bruno\)/));
});

Deno.test("One pipeline: a look at the home at the same instant takes the lock from nobody", async () => {
  await using home = await temporaryHome();
  await using app = testApp(home);
  await using other = testApp(home);
  for (let round = 0; round < 10; round++) {
    const looks = Array.from({ length: 3 }, () => other.status());
    await app.run({});
    await Promise.all(looks);
  }
});
