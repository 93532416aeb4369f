import assert from "node:assert/strict";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { Panel } from "../support/panel.ts";
import { checkoutProgram } from "../support/program.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";

const program = checkoutProgram();

const hasOwner = async (home: TemporaryHome) => (await home.names()).includes("greffier.owner");

Deno.test("the icon of the real program: shown by a real bus, called by a second start, and quit by its menu", async () => {
  await using panel = await Panel.start();
  await using home = await temporaryHome();
  const variables = { DBUS_SESSION_BUS_ADDRESS: panel.daemon.address };
  const environment = { home: home.path, variables };
  await using tray = programCommand(program, ["tray"], environment).spawn();
  await until(async () => await panel.seen() !== undefined);
  const seen = await panel.seen();
  assert.deepEqual([seen?.state, seen?.tooltip.replaceAll("\u00a0", " ")], ["ready", "greffier · prêt"]);

  const second = await runProgram(program, ["tray"], environment);
  assert.equal(second.code, 0, second.stderr);
  assert.match(second.stdout, /greffier travaille déjà ici, près de l'horloge/);
  await until(async () => (await panel.notices()).length > 0);
  assert.equal((await panel.notices())[0]!.title, "greffier est là");

  await until(() => hasOwner(home));
  await panel.choose("Quitter");
  const { code, stdout } = await tray.output();
  assert.equal(code, 0);
  assert.match(new TextDecoder().decode(stdout), /greffier a quitté/);
  await until(async () => !await hasOwner(home));
});

Deno.test("without a place for an icon the real program sees to a watch, and quit ends both", async () => {
  await using home = await temporaryHome();
  const environment = { home: home.path, variables: { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere/bus" } };
  const started = await runProgram(program, ["tray", "--background"], environment);
  assert.equal(started.code, 0, started.stderr);
  await until(() => hasOwner(home));
  const quit = await runProgram(program, ["quit"], environment);
  assert.equal(quit.code, 0, quit.stderr);
  await until(async () => !await hasOwner(home));
  await until(async () => !(await home.names("state")).includes("tray.owner"));
});
