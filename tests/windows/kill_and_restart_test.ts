import assert from "node:assert/strict";
import { join } from "node:path";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { contentsOf } from "../support/outbox_contents.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";
import { wine } from "../support/wine.ts";

const RECORDING = join(import.meta.dirname!, "..", "..", "demo", "recordings", "reunion-projet-atlas.wav");
const DROPPED_AT = new Date("2026-11-23T14:05:00");
const ID = "2026-11-23_1405_point";

async function dropped(): Promise<TemporaryHome> {
  const home = await temporaryHome();
  const path = join(home.path, "inbox", "Point.wav");
  await Deno.copyFile(RECORDING, path);
  await Deno.utime(path, DROPPED_AT, DROPPED_AT);
  return home;
}

Deno.test("greffier.exe that the task manager ends while it writes a meeting down goes on where it was: nothing is missing or twice", async () => {
  await using windows = await wine();
  await using whole = await dropped();
  assert.equal((await runProgram(windows.greffier, ["run"], { home: whole.path })).code, 0);

  await using home = await dropped();
  const running = programCommand(windows.greffier, ["run"], { home: home.path }).spawn();
  const output = Promise.all([running.stdout, running.stderr].map((stream) => new Response(stream).text()));
  await until(async () =>
    (await home.names("outbox", ID, "stages")).some((name) => name.endsWith(".transcript.json"))
  );
  await windows.endProcess((await home.json("greffier.owner")).pid);
  await running.status;
  await output;
  assert.ok(!(await home.names("outbox", ID)).includes("sealed.json"), "it was ended too late to tell");

  const { code, stdout, stderr } = await runProgram(windows.greffier, ["run"], { home: home.path });
  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(await contentsOf(home.path), await contentsOf(whole.path));
});
