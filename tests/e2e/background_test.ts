import assert from "node:assert/strict";
import { join } from "node:path";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { checkoutProgram } from "../support/program.ts";
import { PulseServer, sine } from "../support/pulse_server.ts";
import { readRecorded } from "../support/recorded.ts";
import { type ProgramRun, runProgram } from "../support/run_program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

/** Runs the program in a home; both streams are read to their end, so nothing that it leaves behind holds them. */
const greffierIn = (home: TemporaryHome, variables: Record<string, string> = {}) => (...args: string[]) =>
  runProgram(checkoutProgram(), args, { home: home.path, variables });

const isFree = async (home: TemporaryHome) => !(await home.names()).includes("greffier.owner");

/** As a service manager ends what is left of a person's session: it says so twice, in the same instant. */
function signOut(...pids: number[]): void {
  for (const pid of pids) {
    for (const signal of ["SIGTERM", "SIGHUP"] as const) Deno.kill(pid, signal);
  }
}

Deno.test("a watch in the background returns once it holds the home, makes reports, and ends when it is asked to", async () => {
  await using home = await temporaryHome();
  const greffier = greffierIn(home);
  const started = await greffier("watch", "--background");
  assert.deepEqual([started.code, started.stderr], [0, ""]);
  assert.match(plain(started.stdout), /^greffier attend maintenant les enregistrements, sans fenêtre/);
  const { pid, command } = await home.json("greffier.owner");
  assert.equal(command, "watch");
  const second = await greffier("watch", "--background");
  assert.equal(second.code, 0);
  assert.match(
    plain(second.stderr),
    new RegExp(`^Un autre greffier travaille déjà .*watch, .*processus ${pid}`),
  );
  await home.drop("Point.wav", spokenWav({ seconds: 3, startedAt: "2026-11-23T14:05:00" }));
  await until(async () => (await home.names("outbox", "2026-11-23_1405_point")).includes("sealed.json"));
  const asked = await greffier("quit", "--json");
  assert.deepEqual([asked.code, JSON.parse(asked.stdout).asked], [0, true]);
  await until(() => isFree(home));
  const none = await greffier("quit");
  assert.equal(none.code, 0);
  assert.match(plain(none.stdout), /^Aucun greffier n'attend/);
});

Deno.test("why a command in the background cannot begin is told where it was started", async () => {
  await using home = await temporaryHome();
  await Deno.writeTextFile(join(home.path, "greffier.json"), `{"analysis": {"template": "inconnu"}}`);
  const { code, stdout, stderr } = await greffierIn(home)("watch", "--background");
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /inconnu/);
  assert.match(await home.text("logs", "greffier.jsonl"), /inconnu/);
});

Deno.test("when the person signs out, a watch ends in order, and a recording in whole chunks", async () => {
  await using server = await PulseServer.start();
  await using home = await temporaryHome();
  await using other = await temporaryHome();
  await using _playing = await server.play("haut_parleurs", sine(440, 0.2, 60));
  const { HOME: _home, ...variables } = server.environment;
  const greffier = greffierIn(home, variables);
  const told: ProgramRun = await greffier("start", "--background", "--only", "system", "--json");
  assert.equal(told.code, 0, told.stderr);
  const { id } = JSON.parse(told.stdout);
  assert.equal((await greffierIn(other)("watch", "--background")).code, 0);
  await until(async () => (await home.json("inbox", id, "levels.json")).position > 3 * 16_000);
  await until(async () => !await isFree(home));
  const { pid: recorder, position } = await home.json("inbox", id, "levels.json");
  signOut(recorder, (await home.json("greffier.owner")).pid, (await other.json("greffier.owner")).pid);
  await until(async () => await isFree(home) && await isFree(other));
  await until(async () => (await home.names("inbox", id)).includes("ended"));
  assert.equal((await home.json("inbox", id, "ended")).reason, "closed");
  const { startedAt } = await home.json("inbox", id, "session.json");
  const { length, gaps, others } = await readRecorded(join(home.path, "inbox", id), startedAt);
  assert.deepEqual(gaps, []);
  assert.ok(length >= position, `${length} of ${position}`);
  assert.ok(!others.some((name) => name.endsWith(".wav.part")), others.join(" "));
  assert.equal((await greffier("run")).code, 0);
});
