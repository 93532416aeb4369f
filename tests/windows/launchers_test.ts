import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryHome } from "../support/home.ts";
import { windowsPath, wine } from "../support/wine.ts";

const LAUNCHERS = join(import.meta.dirname!, "..", "..", "launchers");

/** What each launcher must say, where nothing can be heard and nobody can answer. */
const SAYS: readonly (readonly [name: string, words: RegExp])[] = [
  ["list_sessions.bat", /Pas encore de réunion dans Z:\\.*Réunions d'équipe & co \(été\) !\s/],
  ["start_bot_assistant_reunion.bat", /--ask-name pose la question dans une fenêtre/],
  ["start_bot_assistant_reunion_rapide.bat", /Aucun micro n'a été trouvé/],
  ["install.bat", /greffier est à portée de main\s: Z:\\.*\\greffier\.exe\n[^]*Bureau\s: raccourci créé/],
  ["uninstall.bat", /Retiré\s: C:\\.*\\greffier\.lnk\n[^]*Vos réunions restent dans Z:\\/],
];

Deno.test("each launcher does its work by a double-click, from a folder with spaces, accents, & ( and !, and waits to be read", async () => {
  await using windows = await wine();
  await using desk = await temporaryHome();
  const folder = join(desk.path, "Réunions d'équipe & co (été) !");
  await Deno.mkdir(folder);
  const { command, variables } = await windows.greffierIn(folder);
  const names = Array.from(Deno.readDirSync(LAUNCHERS), ({ name }) => name).sort();
  assert.deepEqual(names, SAYS.map(([name]) => name).toSorted());
  for (const name of names) {
    const text = await Deno.readTextFile(join(LAUNCHERS, name));
    await Deno.writeTextFile(join(folder, name), text.replaceAll(/\r?\n/g, "\r\n"));
  }
  const open = async (name: string) => {
    const { code, stdout, stderr } = await new Deno.Command(command, {
      args: [windowsPath(join(folder, name))],
      cwd: "/",
      clearEnv: true,
      env: { ...variables, GREFFIER_LANG: "fr", GREFFIER_ANALYSIS_LLM_BACKEND: "none" },
      stdin: "null",
    }).output();
    const text = new TextDecoder();
    return { code, stdout: text.decode(stdout), said: text.decode(stdout) + text.decode(stderr) };
  };
  for (const [name, words] of SAYS) {
    const { said, stdout } = await open(name);
    assert.match(said, words, name);
    assert.match(stdout, /Press any key/, `${name} closes before its words are read`);
  }
  await Deno.remove(join(folder, "greffier.exe"));
  for (const name of names) {
    const { code, said } = await open(name);
    assert.match(said, /sortez tout le dossier de l'archive[^]*Press any key/, name);
    assert.equal(code, 1, name);
  }
});
