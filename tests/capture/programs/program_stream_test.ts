import assert from "node:assert/strict";
import { type AudioStream, StreamLostError, type StreamRequest } from "../../../src/capture/audio_source.ts";
import { openProgram } from "../../../src/capture/programs/program_stream.ts";
import { GreffierError } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { pcm, type Running, type Script, ScriptedPrograms } from "../../support/scripted_programs.ts";
import { until } from "../../support/until.ts";

const REQUEST: StreamRequest = { side: "microphone", device: null, process: null };
const DEVICE = { id: "mic-1", name: "Micro" };

/** Opens a program that begins with `stdout`, at 1,000 ms of the clock. */
async function opened(
  stdout: Uint8Array<ArrayBuffer>,
): Promise<{ stream: AudioStream; running: Running; clock: ManualClock }> {
  const clock = new ManualClock();
  clock.advance(1000);
  const programs = new ScriptedPrograms(() => ({ stdout, code: null }));
  const parts = { spawn: programs.spawn, clock, log: silentLog };
  const stream = await openProgram({ program: "rec", args: [] }, DEVICE, REQUEST, parts);
  return { stream, running: programs.started[0], clock };
}

async function next(
  stream: AudioStream,
): Promise<{ samples: number[]; atMs: number; discontinuity: boolean }> {
  const { value, done } = await stream[Symbol.asyncIterator]().next();
  assert.equal(done, false);
  return { ...value, samples: [...value.samples] };
}

async function refusalOf(script: Script | null, request: Partial<StreamRequest> = {}) {
  const programs = new ScriptedPrograms(() => script);
  const parts = { spawn: programs.spawn, clock: new ManualClock(), log: silentLog };
  try {
    await openProgram({ program: "rec", args: [] }, DEVICE, { ...REQUEST, ...request }, parts);
  } catch (error) {
    assert.ok(error instanceof GreffierError, `${error}`);
    return error.text;
  }
  return assert.fail("it was opened");
}

const tone = (length: number, value = 1) => pcm(...new Array<number>(length).fill(value));

Deno.test("a packet is stamped with the time it was read less its length", async () => {
  const { stream, running, clock } = await opened(pcm(0, 16384, -32768, 32767, ...new Array(636).fill(0)));
  await using _ = stream;
  const { samples, atMs, discontinuity } = await next(stream);
  assert.deepEqual(samples.slice(0, 5), [0, 0.5, -1, 32767 / 32768, 0]);
  assert.deepEqual([samples.length, atMs, discontinuity], [640, 960, false]);
  clock.advance(100);
  running.write(tone(640));
  assert.equal((await next(stream)).atMs, 1060);
});

Deno.test("packets are 40 ms long, whatever the blocks that come, also cut within a sample", async () => {
  const bytes = pcm(...Array.from({ length: 1600 }, (_, i) => i));
  const { stream, running } = await opened(bytes.slice(0, 1281));
  await using _ = stream;
  const given = [await next(stream)];
  running.write(bytes.slice(1281, 1282));
  running.write(bytes.slice(1282, 2001));
  running.write(bytes.slice(2001));
  given.push(await next(stream));
  running.end(0);
  given.push(await next(stream));
  assert.deepEqual(given.map(({ samples }) => samples.length), [640, 640, 320]);
  assert.deepEqual(
    given.flatMap(({ samples }) => samples.map((sample) => sample * 32768)),
    Array.from({ length: 1600 }, (_, i) => i),
  );
  await assert.rejects(next(stream), StreamLostError);
});

Deno.test("a long block is given in packets that follow each other", async () => {
  const { stream } = await opened(tone(1920));
  await using _ = stream;
  const stamps = [(await next(stream)).atMs, (await next(stream)).atMs, (await next(stream)).atMs];
  assert.deepEqual(stamps, [880, 920, 960]);
});

Deno.test("no packet begins before the one before it, nor ends after it was read", async () => {
  const { stream, running, clock } = await opened(tone(640));
  await using _ = stream;
  assert.equal((await next(stream)).atMs, 960);
  // It had waited behind the first: 120 ms of sound a millisecond later.
  clock.advance(1);
  running.write(tone(1920));
  const stamps = [(await next(stream)).atMs, (await next(stream)).atMs, (await next(stream)).atMs];
  assert.deepEqual(stamps, [960, 960, 961]);
});

Deno.test("the packets go on with another reader of the same stream", async () => {
  const { stream } = await opened(tone(1280));
  await using _ = stream;
  for await (const { samples } of stream) {
    assert.equal(samples.length, 640);
    break;
  }
  assert.equal((await next(stream)).atMs, 960);
});

Deno.test("a program that ends is a lost device, with what it said last as the cause", async () => {
  const { stream, running } = await opened(tone(640));
  await using _ = stream;
  await next(stream);
  running.end(2, "rec FAIL sox: rec: read error: Entity killed\n");
  await assert.rejects(next(stream), (error: unknown) => {
    assert.ok(error instanceof StreamLostError);
    assert.equal(error.reason, "unplugged");
    assert.deepEqual(error.text, { key: "capture.lost.unplugged", values: { device: "Micro" } });
    assert.match(String((error.cause as Error).message), /Entity killed/);
    return true;
  });
});

Deno.test("a program that lost its sound server says so", async () => {
  const { stream, running } = await opened(tone(640));
  await using _ = stream;
  await next(stream);
  running.end(1, "default: Connection terminated\n");
  await assert.rejects(next(stream), { reason: "server-gone" });
});

Deno.test("disposal kills the program and ends a reading that waits", async () => {
  const { stream, running } = await opened(tone(640));
  await next(stream);
  const waiting = stream[Symbol.asyncIterator]().next();
  await stream[Symbol.asyncDispose]();
  await stream[Symbol.asyncDispose]();
  assert.equal(running.killed, true);
  assert.equal((await waiting).done, true);
});

Deno.test("what programs say when they cannot begin becomes a sentence", async () => {
  const said = (stderr: string, request?: Partial<StreamRequest>) => refusalOf({ stderr, code: 1 }, request);
  const pulse = "sox FAIL formats: can't open input  `x': can not open audio device: ";
  assert.deepEqual(await said(`${pulse}No such entity\n`, { device: "x" }), {
    key: "capture.deviceUnknown",
    values: { found: "x" },
  });
  assert.equal((await said(`${pulse}No such entity\n`)).key, "capture.noMicrophone");
  assert.equal((await said(`${pulse}No such entity\n`, { side: "system" })).key, "capture.noOutput");
  assert.deepEqual(await said(`/usr/bin/${pulse}Connection refused\n`), {
    key: "capture.noServer",
    values: {
      server: "PulseAudio",
      cause: "can't open input  `x': can not open audio device: Connection refused",
    },
  });
  assert.deepEqual(await said("arecord: main:831: audio open error: Device or resource busy\n"), {
    key: "capture.busy",
    values: { device: "Micro" },
  });
  assert.equal((await said("[in#0] Permission denied\n")).key, "capture.forbidden");
  assert.deepEqual(await said("sox FAIL formats: no handler for given file type `alsa'\n"), {
    key: "capture.programMissing",
    values: { program: "rec, alsa" },
  });
  assert.deepEqual(await said("[dshow @ 0000] Something else\r\n[in#0 @ 0000] I/O error\r\n"), {
    key: "capture.failed",
    values: { device: "Micro", cause: "I/O error" },
  });
  assert.deepEqual(await said(""), {
    key: "capture.failed",
    values: { device: "Micro", cause: "rec: exit code 1" },
  });
});

Deno.test("a program that is not installed is named", async () => {
  assert.deepEqual(await refusalOf(null), { key: "capture.programMissing", values: { program: "rec" } });
});

Deno.test("a program that gives no sound is killed, and said to give none", async () => {
  const clock = new ManualClock();
  const programs = new ScriptedPrograms(() => ({ code: null }));
  const opening = openProgram({ program: "rec", args: [] }, DEVICE, REQUEST, {
    spawn: programs.spawn,
    clock,
    log: silentLog,
  });
  const refused = assert.rejects(opening, (error: unknown) => {
    assert.ok(error instanceof GreffierError);
    assert.deepEqual(error.text, {
      key: "capture.programSilent",
      values: { program: "rec", device: "Micro" },
    });
    return true;
  });
  await until(() => clock.sleepers > 0);
  clock.advance(10_000);
  await refused;
  assert.equal(programs.started[0].killed, true);
});

Deno.test("an opening that nobody waits for any more kills its program", async () => {
  const controller = new AbortController();
  const programs = new ScriptedPrograms(() => ({ code: null }));
  const request = { ...REQUEST, signal: controller.signal };
  const opening = openProgram({ program: "rec", args: [] }, DEVICE, request, {
    spawn: programs.spawn,
    clock: new ManualClock(),
    log: silentLog,
  });
  const refused = assert.rejects(opening, /plus besoin/);
  controller.abort(new Error("plus besoin"));
  await refused;
  assert.equal(programs.started[0].killed, true);
});
