import assert from "node:assert/strict";
import { readDemoRecording } from "../support/demo_recording.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { PulseServer } from "../support/pulse_server.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";
import { type Wine, wine } from "../support/wine.ts";
import { errorPercent, wordErrors } from "../support/word_error_rate.ts";

/** Highest word error rate of what was played: that of the file itself, and three points. */
const MOST_ERRORS = 5;

const RATE = 16_000;

let sound: PulseServer;
let windows: Wine;
Deno.test.beforeAll(async () => {
  sound = await PulseServer.start();
  windows = await wine({ variables: sound.environment });
});
Deno.test.afterAll(async () => {
  await windows?.[Symbol.asyncDispose]();
  await sound?.[Symbol.asyncDispose]();
});

const greffier = (home: TemporaryHome, ...args: string[]) =>
  runProgram(windows.greffier, args, { home: home.path });

/** Says the beginning of the demo's meeting into the microphone; returns its words. */
async function sayIntoMicrophone({ seconds }: { readonly seconds: number }): Promise<string> {
  const { channels: [samples], sentences } = await readDemoRecording("reunion-projet-atlas");
  const said = sentences.filter(({ end }) => end <= seconds);
  const end = Math.ceil((said.at(-1)!.end + 0.3) * RATE);
  await using playing = await sound.play("bouche", { samples: samples!.slice(0, end), rate: RATE });
  await playing.ended;
  return said.map(({ text }) => text).join(" ");
}

/** The one published meeting: what was heard in it, on each channel. */
async function published(home: TemporaryHome): Promise<{ readonly id: string; readonly heard: string[] }> {
  const [id] = await home.names("outbox");
  assert.ok(id !== undefined);
  const names = (await home.names("outbox", id, "stages")).filter((name) =>
    name.endsWith(".transcript.json")
  );
  const windows = await Promise.all(names.map((name) => home.json("outbox", id, "stages", name)));
  const segments: { channel: number; text: string }[] = windows.flatMap(({ segments }) => segments);
  const heard = [0, 1].map((channel) =>
    segments.filter((segment) => segment.channel === channel).map(({ text }) => text).join(" ")
  );
  return { id, heard };
}

Deno.test("devices lists what WASAPI offers, with the microphone that everybody uses", async () => {
  await using home = await temporaryHome();
  const { code, stdout, stderr } = await greffier(home, "devices", "--json");
  assert.equal(code, 0, stderr);
  const { source, devices } = JSON.parse(stdout);
  assert.equal(source, "wasapi");
  const usual = devices.find((device: { flow: string; roles: string[] }) =>
    device.flow === "input" && device.roles.includes("default")
  );
  assert.equal(usual.name, "PulseAudio"); // Wine calls the default so
  assert.ok(usual.format.rate >= 8000);
});

Deno.test("what the microphone hears through WASAPI becomes a report", async () => {
  await using home = await temporaryHome();
  await using recording = programCommand(
    windows.greffier,
    ["start", "--only", "microphone", "--name", "Comité : été à Évry"],
    { home: home.path },
  ).spawn();
  const ended = recording.status;
  const stderr = new Response(recording.stderr).text();
  let stdout = "", over = false;
  const reading = (async () => {
    for await (const text of recording.stdout.pipeThrough(new TextDecoderStream())) stdout += text;
    over = true;
  })();
  await until(() => over || stdout.includes("greffier stop"));
  assert.ok(!over, stdout + (over ? await stderr : ""));
  assert.match(stdout, /Comité : été à Évry.*PulseAudio/);

  const said = await sayIntoMicrophone({ seconds: 35 });
  const status = JSON.parse((await greffier(home, "status", "--json")).stdout);
  assert.equal(status.open[0].recording.state, "recording");
  const stopped = await greffier(home, "stop", "--wait");
  assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
  assert.match(stopped.stdout, /report\.html/);
  await reading;
  assert.equal((await ended).code, 0, await stderr);

  assert.deepEqual(await home.names("inbox"), []);
  const { id, heard: [me, others] } = await published(home);
  const { name, last } = await home.json("outbox", id, "session.json");
  assert.deepEqual([name, last.state, last.language], ["Comité : été à Évry", "final", "fr"]);
  const errors = errorPercent([wordErrors(said, me!)]);
  assert.ok(errors <= MOST_ERRORS, `${errors} % of the words are wrong: ${me}`);
  assert.equal(others, "");
});

/** Starts a recording in the background; `stderr` closes when the last process of it has ended. */
async function startInBackground(home: TemporaryHome): Promise<{ readonly stderr: Promise<string> }> {
  const starting = programCommand(
    windows.greffier,
    ["start", "--only", "microphone", "--background"],
    { home: home.path },
  ).spawn();
  // Wine passes standard error on to every process below.
  const stderr = new Response(starting.stderr).text();
  const stdout = await new Response(starting.stdout).text();
  assert.equal((await starting.status).code, 0, stdout);
  return { stderr };
}

Deno.test("a recording in the background goes on by itself, and stop makes the report", async () => {
  await using home = await temporaryHome();
  const { stderr } = await startInBackground(home);
  const said = await sayIntoMicrophone({ seconds: 17 });
  const stopped = await greffier(home, "stop", "--wait");
  assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
  const { heard: [me] } = await published(home);
  assert.ok(errorPercent([wordErrors(said, me!)]) <= MOST_ERRORS, me);
  await stderr;
});

Deno.test("a recorder that is ended by the task manager is started again, and what was said before is in the report", async () => {
  await using home = await temporaryHome();
  const { stderr } = await startInBackground(home);
  const said = await sayIntoMicrophone({ seconds: 17 });
  const [id] = await home.names("inbox");
  const { pid } = await home.json("inbox", id!, "levels.json");
  await windows.endProcess(pid);
  await until(async () => {
    const { open } = JSON.parse((await greffier(home, "status", "--json")).stdout);
    return open[0].recording.state === "recording" &&
      (await home.json("inbox", id!, "levels.json")).pid !== pid;
  });
  const stopped = await greffier(home, "stop", "--wait");
  assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
  const { heard: [me] } = await published(home);
  assert.ok(errorPercent([wordErrors(said, me!)]) <= MOST_ERRORS, me);
  await stderr;
});
