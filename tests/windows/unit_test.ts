import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporary_folder.ts";
import { windowsPath, type Wine, wine } from "../support/wine.ts";
import { windowsDeno } from "../support/windows_deno.ts";

const TESTS = join(import.meta.dirname!, "..");

/** Tests of what Windows alone has. */
const FACTS = join(TESTS, "windows", "support", "facts.ts");

/** Tests whose subject differs from one system to another: files, names, locks, settings, texts for launchers. */
const CHOSEN = [
  "clock_test.ts",
  "config",
  "desktop/install/program_place_test.ts",
  "doctor",
  "errors",
  "errors_test.ts",
  "rules/one_pipeline_test.ts",
  "rules/writing_test.ts",
  "store",
];

let windows: Wine;
Deno.test.beforeAll(async () => {
  windows = await wine({ compiled: false });
});
Deno.test.afterAll(async () => await windows?.[Symbol.asyncDispose]());

/** The address that a file of this machine has in Windows. */
const toFileUrl = (path: string) => new URL(`file:///${windowsPath(path).replaceAll("\\", "/")}`).href;

/** The files of {@linkcode CHOSEN}. */
async function chosenFiles(): Promise<string[]> {
  const found: string[] = [];
  const walk = async (path: string): Promise<void> => {
    if (path.endsWith("_test.ts")) found.push(path);
    else if ((await Deno.stat(path)).isDirectory) {
      for await (const { name } of Deno.readDir(path)) await walk(join(path, name));
    }
  };
  for (const name of CHOSEN) await walk(join(TESTS, name));
  return found.sort();
}

async function inWindows(path: string, args: readonly string[]) {
  const { command, args: all, variables } = windows.started(path, args);
  const { stdout, stderr } = await new Deno.Command(command, {
    args: [...all],
    cwd: join(TESTS, ".."),
    clearEnv: true,
    env: { ...variables, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", GREFFIER_TEST_DRIVE: "G:\\" },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  return { stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** Windows' own libraries stay open once they are used: what the sanitizer of tests takes for a leak. */
const LIBRARY_ALONE = /^Leaks detected:\n {2}- A dynamic library was loaded[^\n]*$/;

/** What deno test said of each test: the lines of TAP version 14, steps left to their tests. */
function results(tap: string): { readonly passed: number; readonly failed: string[] } {
  const found = [...tap.matchAll(/^not ok \d+ - (.*)\n {2}---\n {2}(\{.*\})$/gm)];
  const failed = found.filter(([, , details]) => !LIBRARY_ALONE.test(JSON.parse(details!).message));
  const all = [...tap.matchAll(/^(not )?ok \d+ - /gm)].length;
  return { passed: all - failed.length, failed: failed.map(([, name]) => name!) };
}

Deno.test("what differs from one system to another does what its tests say on Windows", async () => {
  // Whoever logs on to Windows has a folder for temporary files; a new user of Wine has not.
  await inWindows("cmd.exe", ["/c", "md", "%TEMP%"]);
  await using drive = await temporaryFolder();
  await Deno.symlink(drive.path, join(windows.greffier.variables!.WINEPREFIX!, "dosdevices", "g:"));
  // One module for all: Deno loads the program anew for each that it is given, which takes Wine longer than the tests.
  await using folder = await temporaryFolder();
  const all = join(folder.path, "all_test.ts");
  const lines = [...await chosenFiles(), FACTS].map((path) => `import "${toFileUrl(path)}";\n`);
  await Deno.writeTextFile(all, lines.join(""));
  const options = ["test", "--allow-all", "--no-check", "--node-modules-dir=manual", "--reporter=tap"];
  const { stdout, stderr } = await inWindows(await windowsDeno(), [...options, windowsPath(all)]);
  const { passed, failed } = results(stdout);
  assert.ok(passed > 150, `only ${passed} tests ran:\n${stdout}\n${stderr}`);
  assert.deepEqual(failed, [], `${stdout}\n${stderr}`);
});
