import assert from "node:assert/strict";
import { join } from "node:path";
import { filesOf } from "../../build/carried.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { longPath } from "../support/long_path.ts";
import { executableProgram, type Program } from "../support/program.ts";
import { readOnly } from "../support/read_only.ts";
import type { ProgramRun } from "../support/run_program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary_folder.ts";

/** Homes that are not as they should be, with the real executable. A trouble is told in a sentence, never a trace. */

const RECORDING = spokenWav({ seconds: 3 });

let program: Program;
let place: TemporaryFolder;
Deno.test.beforeAll(async () => {
  place = await temporaryFolder();
  program = await programIn(place.path);
});
Deno.test.afterAll(async () => await place?.[Symbol.asyncDispose]());

/** A copy of the executable that every account may run: the tests' own lies in a folder of whoever runs them. */
async function programIn(folder: string): Promise<Program> {
  const { command, ...program } = await executableProgram();
  const copy = join(folder, "greffier");
  await Deno.copyFile(command, copy);
  for (const path of [folder, copy]) await Deno.chmod(path, 0o755);
  return { ...program, command: copy };
}

const BARE = { PATH: "/usr/bin:/bin", GREFFIER_LANG: "fr", GREFFIER_ANALYSIS_LLM_BACKEND: "none" };

/** Starts the executable with these variables and nothing else. */
async function start(
  { command, args }: Program,
  more: readonly string[],
  env: Readonly<Record<string, string>> = BARE,
): Promise<ProgramRun> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, ...more],
    cwd: "/",
    clearEnv: true,
    env,
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** One sentence that matches, no trace, the exit code, and the recording where it was dropped. */
async function told(run: ProgramRun, code: number, sentence: RegExp, home: TemporaryHome): Promise<void> {
  assert.equal(run.code, code, run.stderr);
  assert.match(run.stderr, sentence);
  assert.doesNotMatch(run.stdout + run.stderr, /^\s+at |\.mjs|\.ts:\d|Error:/m);
  assert.equal(run.stderr.trim().split("\n").length, 1, run.stderr);
  assert.deepEqual(await Deno.readFile(join(home.path, "inbox", "appel.wav")), RECORDING);
}

async function homeWithRecording(): Promise<TemporaryHome> {
  const home = await temporaryHome();
  await home.drop("appel.wav", RECORDING);
  return home;
}

Deno.test("a home that is missing is told by what only looks, and made by what works", async () => {
  await using home = await temporaryHome();
  const missing = join(home.path, "pas", "encore là");
  const looked = await start(program, ["status", "--home", missing]);
  assert.equal(looked.code, 1);
  assert.match(looked.stderr, /pas de dossier greffier à cet endroit.*encore là/);
  assert.deepEqual(await home.names("pas"), []);
  const worked = await start(program, ["run", "--home", missing]);
  assert.equal(worked.code, 0, worked.stderr);
  assert.match(worked.stderr, /Nouveau dossier greffier créé.*encore là/);
});

Deno.test("settings that are cut short are told with their line, and nothing is touched", async () => {
  await using home = await homeWithRecording();
  await Deno.writeTextFile(join(home.path, "greffier.json"), '{\n  "audio": {');
  await told(await start(program, ["run", "--home", home.path]), 2, /greffier\.json, ligne 2/, home);
  assert.deepEqual(await home.names(), ["greffier.json", "inbox"]);
});

Deno.test("a file in the place of a folder, and a folder in the place of a file, are told", async () => {
  for (const name of ["state", "outbox"]) {
    await using home = await homeWithRecording();
    await Deno.writeTextFile(join(home.path, name), "à moi");
    const run = await start(program, ["run", "--home", home.path]);
    await told(run, 1, new RegExp(`là où il faut un dossier.*${name}`), home);
    assert.equal(await home.text(name), "à moi");
  }
  await using home = await homeWithRecording();
  await Deno.mkdir(join(home.path, "greffier.json"));
  const run = await start(program, ["run", "--home", home.path]);
  await told(run, 1, /là où il faut un fichier.*greffier\.json/, home);
});

Deno.test("a session.json that is garbage costs the name, not the recording", async () => {
  await using home = await temporaryHome();
  const id = "2026-01-19_1430_point";
  const garbage = "\0\x01{";
  for (const box of ["inbox", "outbox"]) {
    await Deno.mkdir(join(home.path, box, id), { recursive: true });
    await Deno.writeTextFile(join(home.path, box, id, "session.json"), garbage);
  }
  await Deno.writeFile(join(home.path, "inbox", id, "source.wav"), RECORDING);
  const { stdout, stderr } = await start(program, ["run", "--home", home.path]);
  assert.match(stdout, /1 compte rendu prêt/);
  assert.doesNotMatch(stdout + stderr, /^\s+at /m);
  const [ready] = (await home.names("outbox")).filter((name) => name !== id && /^\d/.test(name));
  assert.deepEqual(await Deno.readFile(join(home.path, "outbox", ready!, "audio", "source.wav")), RECORDING);
  assert.equal(await home.text("outbox", id, "session.json"), garbage);
  assert.equal(await home.text("rejected", id, "session.json"), garbage);
});

/** What is said of a disk that is mounted so, and of a folder whose rights say so. */
const NOT_WRITABLE = /se laisse lire, mais pas écrire|n'a pas le droit d'y accéder/;

Deno.test("a home that can only be read is told, shown, and left as it is", async () => {
  await using home = await homeWithRecording();
  await Deno.chmod(home.path, 0o755);
  await using locked = await readOnly(home.path);
  const before = await filesOf(home.path);
  const there = locked.start(program);
  await told(await start(there, ["run", "--home", home.path]), 1, NOT_WRITABLE, home);
  const shown = await start(there, ["status", "--home", home.path]);
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /appel\.wav/);
  assert.deepEqual(await filesOf(home.path), before);
});

Deno.test("from a disk that can only be read it works in a home elsewhere, and says so without one", async () => {
  await using disk = await temporaryHome();
  await using home = await homeWithRecording();
  const own = await programIn(disk.path);
  await using locked = await readOnly(disk.path);
  for (const folder of [home.path, join(home.path, "inbox")]) await Deno.chmod(folder, 0o777);
  const there = locked.start(own);
  for (const args of [["run"], ["demo"], ["transcribe", join(home.path, "inbox", "appel.wav")]]) {
    const run = await start(there, args);
    await told(run, 1, NOT_WRITABLE, home);
    assert.match(run.stderr, /--home|Documents/);
  }
  const byFlag = await start(there, ["run", "--home", home.path]);
  assert.equal(byFlag.code, 0, byFlag.stderr);
  assert.match(byFlag.stdout, /1 compte rendu prêt/);
  const byVariable = await start(there, ["status"], { ...BARE, GREFFIER_HOME: home.path });
  assert.match(byVariable.stdout, /Comptes rendus prêts\s: 1/);
});

Deno.test("without HOME, and in a home whose path has 250 characters, it works", async () => {
  await using outer = await temporaryFolder();
  const path = longPath(outer.path, 250);
  await Deno.mkdir(join(path, "inbox"), { recursive: true });
  await Deno.writeFile(join(path, "inbox", "appel.wav"), RECORDING);
  const { code, stdout, stderr } = await start(program, ["run", "--home", path]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /1 compte rendu prêt/);
});
