import assert from "node:assert/strict";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";
import { type Wine, wine } from "../support/wine.ts";

let windows: Wine;
Deno.test.beforeAll(async () => {
  windows = await wine();
});
Deno.test.afterAll(async () => await windows?.[Symbol.asyncDispose]());

const plain = (text: string) => text.replaceAll("\u00a0", " ");

async function greffier(home: TemporaryHome, ...args: string[]) {
  const { code, stdout, stderr } = await runProgram(windows.greffier, args, { home: home.path });
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

/** A command that leaves a process behind; `stderr` closes when that one ends, for Wine passes it on to all below. */
async function leaving(home: TemporaryHome, ...args: string[]) {
  const starting = programCommand(windows.greffier, args, { home: home.path }).spawn();
  const stderr = new Response(starting.stderr).text();
  // It closes: the process that is left holds no pipe of its parent's.
  const stdout = plain(await new Response(starting.stdout).text());
  return { code: (await starting.status).code, stdout, stderr };
}

const sealed = (home: TemporaryHome, id: string) => async () =>
  (await home.names("outbox", id)).includes("sealed.json");

Deno.test("a watch in the background returns once it holds the home, makes reports, and ends when it is asked to", async () => {
  await using home = await temporaryHome();
  const started = await leaving(home, "watch", "--background");
  assert.equal(started.code, 0);
  assert.match(started.stdout, /^greffier attend maintenant les enregistrements, sans fenêtre/);
  const { pid, command } = await home.json("greffier.owner");
  assert.equal(command, "watch");
  const second = await greffier(home, "watch", "--background");
  assert.equal(second.code, 0);
  assert.match(second.stderr, new RegExp(`Un autre greffier travaille déjà .*watch, .*processus ${pid}`));
  await home.drop("Point.wav", spokenWav({ seconds: 3, startedAt: "2026-11-23T14:05:00" }));
  await until(sealed(home, "2026-11-23_1405_point"));
  const asked = await greffier(home, "quit");
  assert.deepEqual([asked.code, asked.stderr], [0, ""]);
  assert.equal(await started.stderr, "");
  assert.ok(!(await home.names()).includes("greffier.owner"));
  assert.ok(!(await home.names("state")).some((name) => /quit|failure/.test(name)));
});
