import assert from "node:assert/strict";
import { join } from "node:path";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { checkoutProgram } from "../support/program.ts";
import { PulseServer, sine } from "../support/pulse_server.ts";
import { programCommand, type ProgramRun, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

interface Office extends AsyncDisposable {
  readonly home: TemporaryHome;
  greffier(...args: string[]): Promise<ProgramRun>;
  /** Starts one and does not wait for its end. */
  begin(...args: string[]): Deno.ChildProcess;
}

/** A home, and a PC on which something plays. */
async function office(): Promise<Office> {
  const server = await PulseServer.start();
  const home = await temporaryHome();
  const playing = await server.play("haut_parleurs", sine(440, 0.2, 120));
  const { HOME: _home, ...variables } = server.environment;
  const environment = { home: home.path, variables };
  const greffier = (...args: string[]) => runProgram(checkoutProgram(), args, environment);
  return {
    home,
    greffier,
    begin: (...args) => programCommand(checkoutProgram(), args, environment).spawn(),
    async [Symbol.asyncDispose]() {
      // A test that fails must not leave a recorder behind, nor who writes its report.
      await greffier("stop", "--wait");
      await until(async () => !(await home.names()).includes("greffier.owner"));
      await playing[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}

const recorderOf = async (home: TemporaryHome, id: string): Promise<number> =>
  (await home.json("inbox", id, "levels.json")).pid;

/** The process that runs the pipeline of a home, once there is one. */
async function ownerOf(home: TemporaryHome, unlike?: number): Promise<number> {
  let pid: number | undefined;
  await until(async () => {
    if (!(await home.names()).includes("greffier.owner")) return false;
    // It may be read while it is written.
    pid = await home.json("greffier.owner").then((owner) => owner.pid, () => undefined);
    return pid !== undefined && pid !== 0 && pid !== unlike;
  });
  return pid!;
}

Deno.test("of two starts in the same instant one wins, and the other is told its name", async () => {
  await using set = await office();
  const runs = await Promise.all(
    ["Un", "Deux"].map((name) => set.greffier("start", "--background", "--name", name)),
  );
  const [won, lost] = runs.toSorted((a, b) => a.code - b.code);
  assert.deepEqual([won!.code, lost!.code], [0, 1], won!.stderr);
  assert.match(plain(won!.stdout), /^Enregistrement de « (Un|Deux) » : [\s\S]*en arrière-plan/);
  assert.match(
    plain(lost!.stderr),
    /^« (Un|Deux) » \(.*\) est déjà en cours d'enregistrement\..*greffier stop/,
  );
  assert.equal((await set.home.names("inbox")).length, 1);
});

Deno.test("a recorder that is killed leaves an interrupted recording, which goes on in the same meeting", async () => {
  await using set = await office();
  const { home, greffier } = set;
  const { stdout } = await greffier("start", "--background", "--json", "--name", "Point");
  const { id } = JSON.parse(stdout);
  Deno.kill(await ownerOf(home), "SIGKILL");
  Deno.kill(await recorderOf(home, id), "SIGKILL");
  await until(async () => JSON.parse((await greffier("list", "--json")).stdout)[0].live === "interrupted");
  for (const command of ["stop", "pause", "resume"]) {
    const { code, stderr } = await greffier(command);
    assert.equal(code, 1);
    assert.match(plain(stderr), /« Point » .* a été interrompu\. .*greffier resume --session/);
  }
  // It stays the same meeting under a name that a person gave its folder.
  await Deno.rename(join(home.path, "inbox", id), join(home.path, "inbox", "Point du lundi"));
  const resumed = await greffier("resume", "--session", "point", "--background");
  assert.equal(resumed.code, 0, resumed.stderr);
  const stopped = await greffier("stop", "--wait", "--json");
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.equal(JSON.parse(stopped.stdout).id, id);
  const gaps = (await home.names("outbox", id, "audio")).filter((name) => name.endsWith(".gap.json"));
  const records = await Promise.all(gaps.map((name) => home.json("outbox", id, "audio", name)));
  const ofAll = records.filter(({ channels }) => channels.length === 2).map(({ cause }) => cause);
  assert.deepEqual(ofAll, ["interrupted"]);
  const over = await greffier("resume", "--session", id);
  assert.equal(over.code, 1);
  assert.match(plain(over.stderr), /« Point » .* est terminé, il ne peut plus être repris/);
});

/** Reads what a process tells, until all of it has those words. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, words: string): Promise<void> {
  for (let told = ""; !told.includes(words);) told += (await reader.read()).value ?? assert.fail(told);
}

Deno.test("a recorder that is killed under the eyes of start is started again, in the same meeting", async () => {
  await using set = await office();
  const { home, greffier } = set;
  const window = set.begin("start", "--name", "Point");
  const reader = window.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await readUntil(reader, "greffier stop");
  const [{ id }] = JSON.parse((await greffier("list", "--json")).stdout);
  const killed = await recorderOf(home, id);
  Deno.kill(killed, "SIGKILL");
  await readUntil(reader, "un autre a pris la suite");
  assert.notEqual(await recorderOf(home, id), killed);
  window.kill("SIGTERM");
  await readUntil(reader, "report.html");
  const [, { code }] = await Promise.all([reader.cancel(), window.status, window.stderr.cancel()]);
  assert.equal(code, 0);
});

Deno.test("a recording goes on when the window it was started in is gone", async () => {
  await using set = await office();
  const { home, greffier } = set;
  const window = set.begin("start", "--name", "Point");
  const reader = window.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await readUntil(reader, "greffier stop");
  window.kill("SIGKILL");
  await Promise.all([reader.cancel(), window.stderr.cancel(), window.status]);
  const [{ id, live }] = JSON.parse((await greffier("list", "--json")).stdout);
  assert.equal(live, "recording");
  const before = (await home.json("inbox", id, "levels.json")).position;
  await until(async () => (await home.json("inbox", id, "levels.json")).position > before);
  const stopped = await greffier("stop", "--wait");
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.match(plain(stopped.stdout), /Compte rendu : .*report\.html/);
});

Deno.test("a recorder that is killed in the background is started again, in the same meeting", async () => {
  await using set = await office();
  const { home, greffier } = set;
  const { id } = JSON.parse((await greffier("start", "--background", "--json")).stdout);
  await ownerOf(home);
  const killed = await recorderOf(home, id);
  Deno.kill(killed, "SIGKILL");
  await until(async () => {
    const { pid, state } = await home.json("inbox", id, "levels.json");
    return pid !== killed && state === "recording";
  });
  const stopped = await greffier("stop", "--wait", "--json");
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.equal(JSON.parse(stopped.stdout).id, id);
});

Deno.test("a window that is closed leaves the recording, and its report, to processes that nobody sees", async () => {
  await using set = await office();
  const { home, greffier } = set;
  const window = set.begin("start", "--name", "Point");
  const reader = window.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await readUntil(reader, "greffier stop");
  const [{ id }] = JSON.parse((await greffier("list", "--json")).stdout);
  await ownerOf(home);
  window.kill("SIGHUP");
  const [{ code }] = await Promise.all([window.status, reader.cancel(), window.stderr.cancel()]);
  assert.equal(code, 130);
  await ownerOf(home, window.pid);
  const stopped = await greffier("stop");
  assert.equal(stopped.code, 0, stopped.stderr);
  await until(async () => (await home.names("outbox", id)).includes("sealed.json"));
});

Deno.test("devices lists both sides, and the test of one tells the level of what plays", async () => {
  await using set = await office();
  const listed = JSON.parse((await set.greffier("devices", "--json")).stdout).devices;
  const flows = listed.map(({ flow }: { flow: string }) => flow);
  assert.ok(flows.includes("input") && flows.includes("output"), flows.join(" "));
  const { stdout } = await set.greffier("devices", "--test", "--device", "Haut-parleurs", "--json");
  const { source, devices: [speakers, ...others] } = JSON.parse(stdout);
  assert.deepEqual([source, speakers.device.name, others], ["pulseaudio", "Haut-parleurs d’essai", []]);
  // A sine of amplitude 0.2: -14 dB at its peak, 3 dB less on average.
  assert.ok(Math.abs(speakers.peak - -14) < 1 && Math.abs(speakers.rms - -17) < 1, JSON.stringify(speakers));
});

Deno.test("without a sound server, start says so and leaves nothing", async () => {
  await using home = await temporaryHome();
  const { code, stderr } = await runProgram(checkoutProgram(), ["start"], {
    home: home.path,
    variables: { PULSE_SERVER: "unix:/nowhere/native", GREFFIER_AUDIO_CAPTURE_TYPE: "pulseaudio" },
  });
  assert.equal(code, 1);
  assert.match(plain(stderr), /Le serveur de son .* ne répond pas/);
  assert.deepEqual([...await home.names("inbox"), ...await home.names("outbox")], []);
});
