import assert from "node:assert/strict";
import { join } from "node:path";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import type { Program } from "../support/program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";
import { type Wine, wine } from "../support/wine.ts";
import { readLinkFile } from "./support/read_link.ts";

let windows: Wine;
let desk: TemporaryHome;
Deno.test.beforeAll(async () => {
  windows = await wine();
  desk = await temporaryHome();
});
Deno.test.afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
  await desk?.[Symbol.asyncDispose]();
});

/** Runs a program of this Windows from the root, as what is double-clicked may be. */
async function call({ command, args, variables }: Program, ...more: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, ...more],
    cwd: "/",
    clearEnv: true,
    env: { ...variables, GREFFIER_LANG: "fr", GREFFIER_ANALYSIS_LLM_BACKEND: "none" },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** A copy of greffier.exe in a folder of its own. */
async function greffierIn(name: string): Promise<{ readonly folder: string; readonly program: Program }> {
  const folder = join(desk.path, name);
  await Deno.mkdir(folder);
  return { folder, program: await windows.greffierIn(folder) };
}

/** Where each shortcut lies, for this machine and for Windows. */
async function installed(
  program: Program,
): Promise<Map<string, { outcome: string; path: string; own: string }>> {
  const { code, stdout, stderr } = await call(program, "install", "--json");
  assert.equal(code, 0, stderr);
  const prefix = program.variables!.WINEPREFIX!;
  const { shortcuts } = JSON.parse(stdout) as {
    shortcuts: { spot: string; path: string; outcome: string }[];
  };
  return new Map(
    shortcuts.map(({ spot, path, outcome }) => [
      spot,
      { outcome, path, own: join(prefix, "drive_c", ...path.slice("C:\\".length).split("\\")) },
    ]),
  );
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test("install makes the shortcuts of Windows, they hold what they are to start, and uninstall takes them away again", async () => {
  const { folder, program } = await greffierIn("Réunions d'équipe & co (été)");
  const own = program.pathOf!(folder);
  const shortcuts = await installed(program);
  const expected: [string, RegExp, string | undefined, number][] = [
    ["menu", /\\Start Menu\\Programs\\greffier\.lnk$/, undefined, 1],
    ["desktop", /\\Desktop\\greffier\.lnk$/, undefined, 1],
    ["autostart", /\\Programs\\StartUp\\greffier\.lnk$/i, "tray --background", 7],
    ["send-to", /\\SendTo\\greffier\.lnk$/, "add --run --window", 1],
  ];
  for (const [spot, path, args, show] of expected) {
    const found = shortcuts.get(spot)!;
    assert.equal(found.outcome, "made");
    assert.match(found.path, path);
    const { description, ...link } = await readLinkFile(found.own);
    assert.ok(description);
    const told = args === undefined ? {} : { args };
    assert.deepEqual(link, { ...told, show, folder: own, icon: `${own}\\greffier.exe` });
  }
  for (const [spot, { outcome }] of await installed(program)) assert.equal(outcome, "unchanged", spot);

  await Deno.mkdir(join(folder, "outbox"));
  await Deno.writeTextFile(join(folder, "outbox", "compte rendu.md"), "ici");
  const { stdout, stderr } = await call(program, "uninstall");
  assert.match(stdout, /Retiré\s: C:.*\n(.*\n)*Vos réunions restent dans Z:\\.*outbox/, stderr);
  for (const { own } of shortcuts.values()) assert.ok(!await isThere(own), own);
  assert.equal(await Deno.readTextFile(join(folder, "outbox", "compte rendu.md")), "ici");
});

Deno.test("a recording that is sent to greffier's shortcut becomes a report, without a command and without a window", async () => {
  const { folder, program } = await greffierIn("greffier à moi");
  const shortcuts = await installed(program);
  const usb = join(desk.path, "clé & co");
  await Deno.mkdir(usb);
  await Deno.writeFile(
    join(usb, "Appel d'été.wav"),
    spokenWav({ seconds: 3, startedAt: "2026-11-23T14:05:00" }),
  );
  const started = await call(
    { ...program, args: ["start.exe", "/wait"] },
    shortcuts.get("send-to")!.path,
    `${program.pathOf!(usb)}\\Appel d'été.wav`,
  );
  assert.equal(started.code, 0, started.stderr);
  const sealed = join(folder, "outbox", "2026-11-23_1405_appel-d-ete", "sealed.json");
  await until(() => isThere(sealed));
  // Whoever made it has ended.
  await until(async () =>
    JSON.parse((await call(program, "status", "--json")).stdout || "{}").owner === null
  );
  await call(program, "uninstall");
});

Deno.test("after a move install mends its shortcuts; another program's stay, and a folder that will be emptied is refused", async () => {
  const before = await greffierIn("avant");
  await installed(before.program);
  const after = await greffierIn("après");
  const taken = await installed(after.program);
  for (const { outcome, own } of taken.values()) {
    assert.equal(outcome, "taken-over");
    assert.equal((await readLinkFile(own)).folder, after.program.pathOf!(after.folder));
  }
  const { stdout } = await call(before.program, "uninstall");
  assert.match(stdout, /Il n'y avait rien à retirer/);
  assert.match(stdout, /lance autre chose \(Z:\\.*\\après\\greffier\.exe\)\s; il est resté/);

  const desktop = taken.get("desktop")!;
  await Deno.writeTextFile(desktop.own, "pas un raccourci");
  assert.equal((await installed(after.program)).get("desktop")!.outcome, "foreign");
  await call(after.program, "uninstall");
  assert.equal(await Deno.readTextFile(desktop.own), "pas un raccourci");

  const inZip = await greffierIn("Temp1_greffier.zip");
  const refused = await call(inZip.program, "install");
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /Extraire tout/);
});
