import assert from "node:assert/strict";
import { join } from "node:path";
import { readTaskXml } from "../../src/desktop/schedule/windows/task_xml.ts";
import { temporaryHome } from "../support/home.ts";
import { runProgram } from "../support/run_program.ts";
import { windowsPath, wine } from "../support/wine.ts";

Deno.test("what is scheduled is registered by schtasks.exe, and is gone when it is removed", async (t) => {
  await using windows = await wine();
  await using desk = await temporaryHome();
  const home = join(desk.path, "Réunions d'équipe & cie");
  await Deno.mkdir(home);
  // All tests share the folder of Windows: here names are told apart by their hash, as on a PC of two people.
  const folder = join(
    windows.greffier.variables!.WINEPREFIX!,
    ...["drive_c", "windows", "system32", "tasks", "greffier"],
  );
  const greffier = async (...words: string[]) => {
    const { code, stdout, stderr } = await runProgram(windows.greffier, ["schedule", ...words], { home });
    return { code, said: (stdout + stderr).replaceAll("\u00a0", " ") };
  };
  let hash: string | undefined;
  const registered = async (name: string) => {
    try {
      const bytes = await Deno.readFile(join(folder, `${name}-${hash}`));
      return readTaskXml(new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  };

  await t.step("a dry run shows the definition and the command", async () => {
    const { code, said } = await greffier("add", "nightly", "--at", "3h15", "--dry-run");
    assert.equal(code, 0, said);
    assert.match(said, /<StartBoundary>\d{4}-\d\d-\d\dT03:15:00<\/StartBoundary>/);
    assert.ok(
      said.includes(`<WorkingDirectory>${windowsPath(home).replace("&", "&amp;")}</WorkingDirectory>`),
      said,
    );
    hash = /\\greffier\\nightly-([0-9a-f]{8})/.exec(said)?.[1];
    assert.match(said, /schtasks\.exe \/Create \/TN \\greffier\\nightly-[0-9a-f]{8} \/XML greffier\.xml \/F/);
    assert.equal(await registered("nightly"), undefined);
  });

  await t.step("what is added starts this program on this home", async () => {
    const meeting = [
      "--name",
      'Comité « été » & "œuvre"',
      "--days",
      "lun,jeu",
      "--at",
      "9h55",
      "--duration",
      "90",
    ];
    for (const words of [["nightly"], ["watch"], ["meeting", ...meeting]]) {
      const { code, said } = await greffier("add", ...words);
      assert.equal(code, 0, said);
      assert.match(said, /^C'est programmé sous le nom (nightly|watch|comite-ete-oeuvre) :/);
    }
    // Of a definition the Task Scheduler of Wine keeps what it is called and its settings, no triggers and no actions.
    for (
      const [name, args, makeUp] of [
        ["nightly", ["run"], true],
        ["watch", ["tray"], true],
        [
          "comite-ete-oeuvre",
          ["start", "--name", 'Comité « été » & "œuvre"', "--set", "session.max_duration_hours=1.5"],
          false,
        ],
      ] as const
    ) {
      const { note, settings } = (await registered(name))!;
      assert.deepEqual([note!.home, note!.args], [windowsPath(home), args]);
      assert.equal(settings.get("StartWhenAvailable"), String(makeUp));
      assert.equal(settings.get("StopIfGoingOnBatteries"), "false");
      assert.equal(settings.get("ExecutionTimeLimit"), "PT0S");
    }
  });

  await t.step("removing takes each away", async () => {
    for (const name of ["nightly", "watch", 'Comité « été » & "œuvre"']) {
      const { code, said } = await greffier("remove", name);
      assert.equal(code, 0, said);
    }
    for (const name of ["nightly", "watch", "comite-ete-oeuvre"]) {
      assert.equal(await registered(name), undefined, name);
    }
  });
});
