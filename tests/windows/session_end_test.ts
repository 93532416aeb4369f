import assert from "node:assert/strict";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { PulseServer } from "../support/pulse_server.ts";
import { readRecorded } from "../support/recorded.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";
import { type Wine, wine } from "../support/wine.ts";
import { type XServer, xServer } from "../support/x_server.ts";

let screen: XServer;
let sound: PulseServer;
let windows: Wine;
Deno.test.beforeAll(async () => {
  // Without a screen Wine makes no window, and it is windows that hear of the end of a session.
  screen = await xServer({ width: 320, height: 240 });
  sound = await PulseServer.start();
  windows = await wine({ variables: { ...sound.environment, ...screen.environment } });
});
Deno.test.afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
  await sound?.[Symbol.asyncDispose]();
  await screen?.[Symbol.asyncDispose]();
});

const greffier = (home: TemporaryHome, ...args: string[]) =>
  runProgram(windows.greffier, args, { home: home.path });

/** Starts something in the background; `over` resolves when no process of it is left. */
async function leave(home: TemporaryHome, ...args: string[]): Promise<{ readonly over: Promise<unknown> }> {
  const starting = programCommand(windows.greffier, args, { home: home.path }).spawn();
  const over = new Response(starting.stderr).text(); // Wine passes it on to every process below
  const stdout = await new Response(starting.stdout).text();
  assert.equal((await starting.status).code, 0, stdout);
  return { over };
}

/** The person signs out. */
async function endSession(): Promise<void> {
  const { command, variables } = windows.greffier;
  await new Deno.Command(command, {
    args: ["wineboot.exe", "--end-session"],
    clearEnv: true,
    env: { ...variables },
    ...{ stdin: "null", stdout: "null", stderr: "null" },
  }).output();
}

Deno.test("who signs out while a meeting is recorded finds it interrupted, in whole chunks, and makes a report of all of it", async () => {
  await using home = await temporaryHome();
  const recording = await leave(home, "start", "--only", "microphone", "--background");
  const [id] = await home.names("inbox");
  // Once its first chunk is taken in, whoever writes the report listens too.
  await until(async () => (await home.names("outbox", id!, "stages")).includes("windows.json"));
  const chunksOf = async () => (await home.names("inbox", id!)).filter((name) => /^\d{6}\.wav$/.test(name));
  const before = await chunksOf();
  const { position } = await home.json("inbox", id!, "levels.json");
  await endSession();
  await recording.over;

  assert.ok((await chunksOf()).length > before.length, "the chunk that was open is whole");
  assert.ok(!(await home.names("inbox", id!)).includes("ended"), "it can be resumed");
  const { open, owner } = JSON.parse((await greffier(home, "status", "--json")).stdout);
  assert.deepEqual([open[0].recording.state, owner], ["interrupted", null]);

  const { position: last } = await home.json("inbox", id!, "levels.json");
  assert.ok(last >= position);
  const stopped = await greffier(home, "stop", "--session", id!, "--wait");
  assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
  const { startedAt } = await home.json("outbox", id!, "session.json");
  const { length, gaps } = await readRecorded(`${home.path}/outbox/${id}/audio`, startedAt);
  assert.deepEqual(gaps.filter(({ to, from }) => to > from), []);
  // What the recorder says it heard is on the disk, but for what was on its way there.
  assert.ok(length >= last - 16_000, `${length} of ${last} samples`);
});
