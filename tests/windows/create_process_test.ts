import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { commandLine } from "../../src/windows/command_line.ts";
import { temporaryHome } from "../support/home.ts";
import type { Program } from "../support/program.ts";
import { windowsPath, type Wine, wine } from "../support/wine.ts";
import { windowsDeno } from "../support/windows_deno.ts";
import type { SeenApart } from "./support/processes.ts";

let windows: Wine;
let processes: Program;
Deno.test.beforeAll(async () => {
  windows = await wine({ compiled: false });
  const script = windowsPath(join(import.meta.dirname!, "support", "processes.ts"));
  processes = windows.started(await windowsDeno(), ["run", "--allow-all", "--no-check", script]);
});
Deno.test.afterAll(async () => await windows?.[Symbol.asyncDispose]());

async function ask(role: string, args: readonly string[], input = ""): Promise<unknown> {
  const asked = new Deno.Command(processes.command, {
    args: [...processes.args, role, ...args],
    clearEnv: true,
    env: { ...processes.variables },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = asked.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { stdout, stderr } = await asked.output();
  const text = new TextDecoder();
  assert.notEqual(stdout.length, 0, text.decode(stderr));
  return JSON.parse(text.decode(stdout));
}

/** Of what quoting is about, and anything else. */
const argument = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', "\\", " ", "\t", "a", "é", "%", "&", "^"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !text.includes("\0")),
);

Deno.test("Windows takes a command line apart into the arguments that it was made of", async () => {
  const lists = fc.sample(fc.array(argument, { maxLength: 6 }), 300);
  const lines = lists.map((args) => ["C:\\Réunions d'équipe\\greffier.exe", ...args]);
  assert.deepEqual(await ask("split", [], JSON.stringify(lines)), lines);
});

Deno.test("what no command line can hold is refused", () => {
  assert.throws(() => commandLine("greffier.exe", ["a\0b"]), RangeError);
  assert.throws(() => commandLine('gre"ffier.exe', []), RangeError);
});

Deno.test("a process apart has no window, nor have its children, and gets nothing but its arguments", async () => {
  await using home = await temporaryHome();
  const file = join(home.path, "seen.json");
  const args = ["deux mots", 'un "guillemet\\', "", "été à Évry – n° 3"];
  const folder = windowsPath(home.path);
  const started = await ask("start", [folder, windowsPath(file), ...args]) as Record<string, number>;
  const { child, ...seen }: SeenApart = JSON.parse(await Deno.readTextFile(file));
  assert.deepEqual(started, { pid: seen.pid, code: 7, ended: 1 }, "`before` is undefined: it ran");
  assert.deepEqual(seen, {
    pid: seen.pid,
    args,
    cwd: folder,
    hasWindow: false,
    console: [seen.pid],
    terminals: [false, false, false],
  });
  assert.equal(child.hasWindow, false);
  assert.deepEqual(child.console, [seen.pid, child.pid], "the child has no console of its own");
});
