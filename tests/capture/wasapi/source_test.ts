import assert from "node:assert/strict";
import { StreamLostError, type StreamRequest } from "../../../src/capture/audio_source.ts";
import { RESULTS } from "../../../src/windows/mod.ts";
import { BUFFER_FLAGS, type CapturedPacket } from "../../../src/capture/wasapi/core_audio.ts";
import { createWasapiSource } from "../../../src/capture/wasapi/mod.ts";
import { GreffierError } from "../../../src/errors.ts";
import type { Side } from "../../../src/model/mod.ts";
import { amplitudeAt, collect, earOf, hearing, samplesOf } from "../../support/listening.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { until } from "../../support/until.ts";
import { encode, extensibleFormat, FakeCoreAudio, type FakeEndpoint } from "./fake_core_audio.ts";

/** A PC with loudspeakers, a headset and their microphones; the loudspeakers and their microphone have all roles. */
function setUp() {
  const clock = new ManualClock();
  const core = new FakeCoreAudio(clock);
  const source = createWasapiSource({ clock, core: () => core });
  const speakers = core.add("output", "Haut-parleurs", "default", "communications");
  const headset = core.add("output", "Casque");
  const microphone = core.add("input", "Micro", "default", "communications");
  const headsetMicrophone = core.add("input", "Micro du casque");
  /** The work, while time goes by. */
  const meanwhile = async <T>(work: Promise<T>): Promise<T> => {
    let settled = false;
    const watched = work.finally(() => settled = true);
    watched.catch(() => {});
    await until(() => settled, () => clock.advance(10));
    return await watched;
  };
  const open = (side: Side, more: Partial<StreamRequest> = {}) =>
    source.open({ side, device: null, process: null, ...more });
  return { clock, core, source, speakers, headset, microphone, headsetMicrophone, meanwhile, open };
}

/** What a refused opening says. */
async function refusal(opening: Promise<AsyncDisposable>): Promise<GreffierError> {
  let error: unknown;
  try {
    await (await opening)[Symbol.asyncDispose]();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof GreffierError, `${error}`);
  return error;
}

/** Reads until the stream is lost. */
async function lossOf(stream: AsyncIterable<unknown>): Promise<StreamLostError> {
  try {
    for await (const _ of stream);
  } catch (error) {
    assert.ok(error instanceof StreamLostError, `${error}`);
    return error;
  }
  assert.fail("the stream ended without a loss");
}

/** Packets of full-scale sound, one each hundredth of a second from `after` seconds on. */
function loud(
  { clock, core }: { clock: ManualClock; core: FakeCoreAudio },
  { format }: FakeEndpoint,
  packets: readonly Partial<CapturedPacket & { readonly after: number }>[],
): CapturedPacket[] {
  const ahead = core.counterMs() - clock.monotonic();
  return packets.map(({ after = 0, flags = 0, ...given }, at) => ({
    bytes: encode(format, 480, () => [1, 1]),
    frames: 480,
    flags,
    counterMs: ahead + clock.monotonic() + after * 1000 + at * 10,
    ...given,
  }));
}

Deno.test("a device is told with both its roles and its mix format", async () => {
  const { core, source, headset, speakers, microphone } = setUp();
  core.use(headset, "communications");
  speakers.format = extensibleFormat({ tag: 1, bits: 32, validBits: 24, channels: 8, rate: 192_000 });
  microphone.format = new Uint8Array(18);
  headset.refusal = RESULTS.AUDCLNT_E_DEVICE_IN_USE;
  assert.deepEqual(
    (await source.devices()).map(({ name, flow, roles, format }) => [name, flow, roles, format]),
    [
      ["Haut-parleurs", "output", ["default"], { encoding: "pcm", bits: 32, channels: 8, rate: 192_000 }],
      ["Casque", "output", ["communications"], null],
      ["Micro", "input", ["default", "communications"], null],
      ["Micro du casque", "input", [], { encoding: "float", bits: 32, channels: 2, rate: 48_000 }],
    ],
  );
});

Deno.test("a packet marked silent is silence, whatever its bytes are", async () => {
  const pc = setUp();
  pc.microphone.script = loud(pc, pc.microphone, [{}, { flags: BUFFER_FLAGS.silent }, {}]);
  await using stream = await pc.open("microphone");
  const { packets } = await pc.meanwhile(collect(earOf(stream), pc.clock, { seconds: 0.03 }));
  assert.deepEqual(packets.map(({ samples }) => [samples.length, samples[0]]), [[480, 1], [480, 0], [
    480,
    1,
  ]]);
});

Deno.test("a discontinuity of a microphone is told, but not that of its first packet", async () => {
  const pc = setUp();
  const { discontinuity } = BUFFER_FLAGS;
  pc.microphone.script = loud(pc, pc.microphone, [
    { flags: discontinuity },
    {},
    { flags: discontinuity },
    { flags: discontinuity, after: 3 },
  ]);
  await using stream = await pc.open("microphone");
  const { packets } = await pc.meanwhile(collect(earOf(stream), pc.clock, { seconds: 0.04 }));
  assert.deepEqual(packets.map((packet) => packet.discontinuity), [false, false, true, true]);
});

Deno.test("sound that begins after a silence of a loopback is no discontinuity", async () => {
  const pc = setUp();
  const { discontinuity } = BUFFER_FLAGS;
  pc.speakers.script = loud(pc, pc.speakers, [
    {},
    { flags: discontinuity },
    { flags: discontinuity, after: 3 },
    {},
  ]);
  await using stream = await pc.open("system");
  const { packets } = await pc.meanwhile(collect(earOf(stream), pc.clock, { seconds: 0.04 }));
  assert.deepEqual(packets.map((packet) => packet.discontinuity), [false, true, false, false]);
});

Deno.test("what a loopback lost while the program stood still is a discontinuity", async () => {
  const pc = setUp();
  pc.speakers.script = loud(pc, pc.speakers, [{}, { flags: BUFFER_FLAGS.discontinuity, after: 58 }]);
  await using stream = await pc.open("system");
  const ear = earOf(stream);
  await pc.meanwhile(collect(ear, pc.clock, { seconds: 0.01 }));
  const reading = collect(ear, pc.clock, { seconds: 0.01 });
  await until(() => pc.clock.sleepers > 0, () => pc.clock.advance(1));
  pc.clock.advance(60_000);
  const { packets } = await pc.meanwhile(reading);
  assert.equal(packets[0].discontinuity, true);
});

Deno.test("a packet without a time is placed where it was received, and never before the one before it", async () => {
  const pc = setUp();
  const { timestampError } = BUFFER_FLAGS;
  const [first, second, third] = loud(pc, pc.microphone, [{}, {}, {}]);
  pc.microphone.script = [first, { ...second, flags: timestampError }, { ...third, flags: timestampError }];
  await using stream = await pc.open("microphone");
  pc.clock.advance(200);
  const packets = stream[Symbol.asyncIterator]();
  const times = [];
  for (let count = 0; count < 3; count++) times.push((await packets.next()).value!.atMs);
  assert.deepEqual(times, [0, 190, 190]);
});

Deno.test("what nobody plays sends nothing, and what comes after keeps its time", async () => {
  const { clock, speakers, meanwhile, open } = setUp();
  speakers.busy = false;
  await using stream = await open("system");
  assert.equal(stream.silentWhenIdle, true);
  const packet = meanwhile(stream[Symbol.asyncIterator]().next());
  await until(() => clock.monotonic() >= 5_000);
  speakers.busy = true;
  const { value } = await packet;
  assert.ok(value!.atMs >= 4_900 && value!.atMs <= clock.monotonic() - 10, `${value!.atMs} ms`);
});

Deno.test("all that lies ready is taken before the next wait", async () => {
  const { clock, open } = setUp();
  await using stream = await open("microphone");
  clock.advance(1_000);
  const packets = stream[Symbol.asyncIterator]();
  // Nothing moves the clock: a wait in between would never end.
  for (let count = 0; count < 100; count++) assert.equal((await packets.next()).done, false);
});

for (
  const [what, format] of Object.entries({
    "8-bit mono": extensibleFormat({ tag: 1, bits: 8, channels: 1, rate: 8_000 }),
    "16-bit stereo": extensibleFormat({ tag: 1, bits: 16, channels: 2, rate: 44_100 }),
    "24-bit, 8 channels": extensibleFormat({ tag: 1, bits: 24, channels: 8, rate: 192_000 }),
    "24 bits in 32": extensibleFormat({ tag: 1, bits: 32, validBits: 24, channels: 2, rate: 96_000 }),
    "float": extensibleFormat({ tag: 3, bits: 32, channels: 4, rate: 48_000 }),
    "double": extensibleFormat({ tag: 3, bits: 64, channels: 1, rate: 16_000 }),
  })
) {
  Deno.test(`a microphone of ${what} is heard as loud as it is`, async () => {
    const { clock, microphone, meanwhile, open } = setUp();
    microphone.format = format;
    microphone.tone = { hz: 500, amplitude: 0.5 };
    await using stream = await open("microphone");
    const heard = await meanwhile(collect(earOf(stream), clock, { seconds: 0.1 }));
    const peak = Math.max(...heard.packets.flatMap(({ samples }) => [...samples]));
    assert.equal(stream.rate, new DataView(format.buffer).getUint32(4, true));
    assert.ok(Math.abs(peak - 0.5) < 0.01, `${peak}`);
  });
}

Deno.test("a device whose format nobody knows is refused, and released", async () => {
  const { core, microphone, open } = setUp();
  // Dolby AC-3 over S/PDIF.
  microphone.format = extensibleFormat({ tag: 0x92, bits: 16, channels: 2, rate: 48_000 });
  const { text } = await refusal(open("microphone"));
  assert.equal(text.key, "capture.formatUnknown");
  assert.equal(core.held, 0);
});

Deno.test("a device that cannot be started is released", async () => {
  const { core, microphone, open } = setUp();
  const { openEndpoint } = core;
  core.openEndpoint = (...request) => {
    const client = openEndpoint.apply(core, request);
    microphone.failure = RESULTS.AUDCLNT_E_DEVICE_IN_USE;
    return client;
  };
  assert.equal((await refusal(open("microphone"))).text.key, "capture.busy");
  assert.equal(core.held, 0);
});

Deno.test("a device that Windows took away is unplugged when it is gone, and has another format when it is not", async () => {
  const { core, microphone, meanwhile, open } = setUp();
  await using byFormat = await open("microphone");
  microphone.failure = RESULTS.AUDCLNT_E_DEVICE_INVALIDATED;
  assert.equal((await meanwhile(lossOf(byFormat))).reason, "format-changed");

  microphone.format = extensibleFormat({ tag: 1, bits: 16, channels: 1, rate: 16_000 });
  await using again = await open("microphone", { device: microphone.id });
  assert.equal(again.rate, 16_000);
  core.unplug(microphone);
  const { reason, text } = await meanwhile(lossOf(again));
  assert.equal(reason, "unplugged");
  assert.equal(text.values.device, "Micro");
});

Deno.test("a silent loopback whose output is gone is lost, though Windows says nothing", async () => {
  const { speakers, meanwhile, open } = setUp();
  speakers.busy = false;
  await using stream = await open("system");
  speakers.active = false;
  assert.equal((await meanwhile(lossOf(stream))).reason, "unplugged");
});

Deno.test("a lost stream gives its loss again, and no more packets", async () => {
  const { clock, core, headsetMicrophone, meanwhile, open } = setUp();
  await using stream = await open("microphone");
  core.use(headsetMicrophone, "communications");
  const loss = await meanwhile(lossOf(stream));
  assert.equal(loss.reason, "default-moved");
  clock.advance(100);
  await assert.rejects(stream[Symbol.asyncIterator]().next(), loss);
});

Deno.test("a failure that nobody knows ends the stream as the server's, to be tried again", async () => {
  const { microphone, meanwhile, open } = setUp();
  await using stream = await open("microphone");
  microphone.failure = 0x88890099;
  const { reason, cause } = await meanwhile(lossOf(stream));
  assert.equal(reason, "server-gone");
  assert.match(`${cause}`, /0x88890099/);
});

Deno.test("a buffer that is not ready is asked for again", async () => {
  const { clock, microphone, meanwhile, open } = setUp();
  microphone.tone = { hz: 440, amplitude: 0.5 };
  await using stream = await open("microphone");
  microphone.failure = RESULTS.AUDCLNT_E_BUFFER_ERROR;
  const reading = meanwhile(collect(earOf(stream), clock, { seconds: 0.1 }));
  await until(() => clock.monotonic() > 200);
  microphone.failure = null;
  assert.ok(hearing(await reading));
});

Deno.test("the microphone is the one for communications, and only that role is followed", async () => {
  const { clock, core, microphone, headsetMicrophone, meanwhile, open } = setUp();
  core.use(headsetMicrophone, "communications");
  await using stream = await open("microphone");
  assert.equal(stream.device.id, headsetMicrophone.id);
  core.use(headsetMicrophone, "default");
  await meanwhile(collect(earOf(stream), clock, { seconds: 1.2 }));
  core.use(microphone, "communications");
  assert.equal((await meanwhile(lossOf(stream))).reason, "default-moved");
});

Deno.test("outputs that differ by role are heard together, whichever plays, until a role moves", async () => {
  const { clock, core, speakers, headset, meanwhile, open } = setUp();
  core.use(headset, "communications");
  headset.format = extensibleFormat({ tag: 1, bits: 16, channels: 1, rate: 16_000 });
  await using stream = await open("system");
  assert.equal(stream.device.name, "Casque + Haut-parleurs");
  assert.deepEqual(core.opened, [headset.id, speakers.id]);
  assert.equal(stream.silentWhenIdle, true);
  const ear = earOf(stream);
  const amplitudes = async () => {
    const heard = await meanwhile(collect(ear, clock, { seconds: 0.5, skip: 0.5 }));
    return [500, 900].map((hz) => amplitudeAt(heard, hz).toFixed(1));
  };
  speakers.tone = { hz: 500, amplitude: 0.4 };
  assert.deepEqual(await amplitudes(), ["0.4", "0.0"]);
  headset.tone = { hz: 900, amplitude: 0.3 };
  assert.deepEqual(await amplitudes(), ["0.4", "0.3"]);
  speakers.busy = false;
  assert.deepEqual(await amplitudes(), ["0.0", "0.3"]);
  speakers.busy = true;
  assert.deepEqual(await amplitudes(), ["0.4", "0.3"]);
  core.use(speakers, "communications");
  assert.equal((await meanwhile(lossOf(stream))).reason, "default-moved");
});

Deno.test("of two outputs, what begins while only the other plays is whole and at its time", async () => {
  const pc = setUp();
  const { clock, core, headset, speakers, meanwhile, open } = pc;
  core.use(headset, "communications");
  speakers.tone = { hz: 500, amplitude: 0.01 };
  headset.script = loud(pc, headset, [{ after: 1 }, { after: 1 }, { after: 1 }]);
  await using stream = await open("system");
  const heard = await meanwhile(collect(earOf(stream), clock, { seconds: 1.5 }));
  const isLoud = (sample: number) => Math.abs(sample) > 0.5;
  const samples = samplesOf(heard);
  const from = samples.findIndex(isLoud);
  const ms = (index: number) => heard.packets[0].atMs + index / 16;
  assert.ok(Math.abs(ms(from) - 1000) < 5, `begins at ${ms(from)} ms`);
  assert.ok(Math.abs(ms(samples.findLastIndex(isLoud)) - 1030) < 5);
});

Deno.test("of two outputs, all that came while the program stood still is heard, each at its time", async () => {
  const pc = setUp();
  const { clock, core, headset, speakers, meanwhile, open } = pc;
  core.use(headset, "communications");
  speakers.tone = { hz: 500, amplitude: 0.01 };
  headset.script = loud(pc, headset, [{ after: 0.4 }, { after: 0.4 }, { after: 1.2 }]);
  await using stream = await open("system");
  const ear = earOf(stream);
  await meanwhile(collect(ear, clock, { seconds: 0.1 }));
  clock.advance(1_500);
  const heard = await meanwhile(collect(ear, clock, { seconds: 1.3 }));
  const at = [...samplesOf(heard)].flatMap((sample, n) => Math.abs(sample) > 0.5 ? [n] : [])
    .map((n) => heard.packets[0].atMs + n / 16);
  assert.ok(Math.abs(at.length - 480) < 10, `${at.length} samples`);
  assert.ok(Math.abs(at[0] - 400) < 5 && Math.abs(at[400] - 1220 - 5) < 5, `${at[0]} and ${at[400]} ms`);
});

Deno.test("of two outputs, the one that is lost ends the stream with its reason and its name", async () => {
  const { clock, core, headset, speakers, meanwhile, open } = setUp();
  core.use(headset, "communications");
  speakers.tone = { hz: 500, amplitude: 0.4 };
  await using stream = await open("system");
  const ear = earOf(stream);
  await meanwhile(collect(ear, clock, { seconds: 0.3 }));
  speakers.failure = RESULTS.AUDCLNT_E_DEVICE_INVALIDATED;
  const { reason, text } = await meanwhile(lossOf(stream));
  assert.deepEqual([reason, text.values.device], ["format-changed", "Haut-parleurs"]);
  await assert.rejects(ear.packets.next(), StreamLostError);
  core.unplug(headset);
  await using again = await open("system");
  assert.equal(again.device.name, "Haut-parleurs");
});

Deno.test("outputs that differ where one cannot be opened: the one for communications, by its own name", async () => {
  const { core, headset, speakers, open } = setUp();
  core.use(headset, "communications");
  speakers.refusal = RESULTS.AUDCLNT_E_DEVICE_IN_USE;
  await using stream = await open("system");
  assert.deepEqual({ ...stream.device }, { id: headset.id, name: "Casque" });
  assert.equal(core.held, 1);
  headset.refusal = RESULTS.AUDCLNT_E_DEVICE_IN_USE;
  const { text } = await refusal(open("system"));
  assert.deepEqual([text.key, text.values.device], ["capture.busy", "Casque"]);
  assert.equal(core.held, 1);
});

Deno.test("an output faster than the resampler takes is heard at a rate that it takes, as loud and on time", async () => {
  const { clock, speakers, meanwhile, open } = setUp();
  speakers.format = extensibleFormat({ tag: 1, bits: 24, channels: 2, rate: 384_000 });
  speakers.tone = { hz: 8_000, amplitude: 0.5 };
  await using stream = await open("system");
  assert.equal(stream.rate, 192_000);
  const heard = await meanwhile(collect(earOf(stream), clock, { seconds: 0.2 }));
  assert.ok(Math.abs(amplitudeAt(heard, 8_000) - 0.5) < 0.005);
  assert.ok(heard.packets.every(({ atMs }, n) => Math.abs(atMs - n * 10) < 0.01));
});

Deno.test("outputs that come to differ end the stream of the one, so that both can be heard", async () => {
  const { core, headset, meanwhile, open } = setUp();
  await using stream = await open("system");
  core.use(headset, "default");
  assert.equal((await meanwhile(lossOf(stream))).reason, "default-moved");
});

Deno.test("one program alone is refused where Windows cannot, and nothing else is opened", async () => {
  const { core, open } = setUp();
  core.running.push({ id: 42, parentId: 1, name: "ms-teams.exe" });
  core.processRefusal = RESULTS.E_NOTIMPL;
  const { text, cause } = await refusal(open("system", { process: "Teams" }));
  assert.equal(text.key, "capture.processUnsupported");
  assert.match(`${cause}`, /E_NOTIMPL/);
  assert.deepEqual(core.opened, ["only 42"]);
  assert.equal(core.held, 0);
});

Deno.test("the stream of a program that ends is lost, and names it", async () => {
  const { core, meanwhile, open } = setUp();
  core.running.push({ id: 42, parentId: 1, name: "ms-teams.exe" });
  await using stream = await open("system", { process: "teams" });
  assert.equal(stream.device.name, "ms-teams.exe");
  core.running = core.running.filter(({ id }) => id !== 42);
  const { reason, text } = await meanwhile(lossOf(stream));
  assert.deepEqual([reason, text.values.device], ["unplugged", "ms-teams.exe"]);
});

for (
  const [what, side, result, key] of [
    ["a microphone that Windows forbids", "microphone", RESULTS.E_ACCESSDENIED, "capture.forbidden"],
    ["a device that another program keeps", "system", RESULTS.AUDCLNT_E_DEVICE_IN_USE, "capture.busy"],
    ["an output that cannot be heard", "system", RESULTS.AUDCLNT_E_WRONG_ENDPOINT_TYPE, "capture.noLoopback"],
    ["a device that has just gone", "system", RESULTS.AUDCLNT_E_DEVICE_INVALIDATED, "capture.lost.unplugged"],
    ["a service that stops", "microphone", RESULTS.AUDCLNT_E_SERVICE_NOT_RUNNING, "capture.noServer"],
    ["anything else", "microphone", 0x88890099, "capture.failed"],
  ] as const
) {
  Deno.test(`${what} is refused in words`, async () => {
    const { core, speakers, microphone, open } = setUp();
    (side === "microphone" ? microphone : speakers).refusal = result;
    const { text, cause } = await refusal(open(side));
    assert.equal(text.key, key);
    assert.ok(cause instanceof Error);
    assert.equal(core.held, 0);
  });
}

Deno.test("a PC without a device of a side says so, and its devices are none", async () => {
  const clock = new ManualClock();
  const core = new FakeCoreAudio(clock);
  const source = createWasapiSource({ clock, core: () => core });
  const request = { device: null, process: null };
  assert.deepEqual(await source.devices(), []);
  assert.equal(
    (await refusal(source.open({ side: "microphone", ...request }))).text.key,
    "capture.noMicrophone",
  );
  assert.equal((await refusal(source.open({ side: "system", ...request }))).text.key, "capture.noOutput");
  core.down = RESULTS.RPC_S_SERVER_UNAVAILABLE;
  await assert.rejects(source.devices(), { name: "GreffierError", message: /Windows Audio/ });
});

Deno.test("a device asked for by its id that is unplugged is named as people know it", async () => {
  const { core, headset, open } = setUp();
  core.unplug(headset);
  const { text } = await refusal(open("system", { device: headset.id }));
  assert.deepEqual([text.key, text.values.device], ["capture.lost.unplugged", "Casque"]);
});

Deno.test("a microphone's id is no output's", async () => {
  const { microphone, open } = setUp();
  assert.match(
    (await refusal(open("system", { device: microphone.id }))).text.key,
    /^capture\.deviceUnknown/,
  );
});

Deno.test("a stream that opens after it was given up is released", async () => {
  const { core, headset, open } = setUp();
  core.use(headset, "communications");
  const controller = new AbortController();
  const opening = open("system", { signal: controller.signal });
  controller.abort(new Error("plus besoin"));
  await assert.rejects(opening, /plus besoin/);
  assert.equal(core.held, 0);
});
