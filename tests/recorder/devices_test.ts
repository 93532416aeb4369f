import assert from "node:assert/strict";
import type { GapRecord } from "../../src/model/mod.ts";
import { silences } from "../support/recorded.ts";
import { makeRig, type Rig } from "./rig.ts";

const RATE = 16_000;
const seconds = (samples: number) => Math.round(samples / RATE * 10) / 10;

async function finished(rig: Rig) {
  rig.close();
  await rig.ended();
  return await rig.recorded();
}

/** The losses of one channel, those that touch as one, in seconds. */
function lossesOf(gaps: readonly Omit<GapRecord, "schema">[], channel: 0 | 1, cause: string) {
  const found: { from: number; to: number }[] = [];
  for (const gap of gaps) {
    if (gap.channels.length !== 1 || gap.channels[0] !== channel || gap.cause !== cause) continue;
    const last = found.at(-1);
    if (last && last.to === gap.from) last.to = gap.to;
    else found.push({ from: gap.from, to: gap.to });
  }
  return found.map(({ from, to }) => ({ from: seconds(from), to: seconds(to) }));
}

Deno.test("a device that is unplugged is missing in its channel until it is back, and the other never stops", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(15);
  for (const _ of [1, 2]) rig.source.system.unplug();
  await rig.pass(20);
  const { channels, notices } = await rig.levels();
  assert.deepEqual(channels.map(({ state, device }) => [state, device?.name]), [
    ["hearing", "Micro 1"],
    ["lost", undefined],
  ]);
  assert.deepEqual(notices.map(({ key }) => key), ["recorder.lost.system"]);
  rig.source.system.plug();
  await rig.pass(2.5);
  assert.equal((await rig.levels()).channels[1].state, "hearing");
  await rig.pass(10);
  const { chunks, gaps } = await finished(rig);
  assert.deepEqual(silences(chunks, 0), []);
  const [silence, ...others] = silences(chunks, 1);
  assert.deepEqual(others, []);
  const [loss, ...more] = lossesOf(gaps, 1, "device");
  assert.deepEqual(more, []);
  assert.deepEqual(loss, { from: seconds(silence.from), to: seconds(silence.to) });
  assert.ok(loss.from >= 14.9 && loss.to <= 37.2, JSON.stringify(loss));
  assert.ok(gaps.every(({ channels, cause }) => channels[0] === 1 && cause === "device"));
});

Deno.test("another default, and another format, are followed at once", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(5);
  rig.source.system.moveDefault();
  await rig.pass(5);
  assert.equal((await rig.levels()).channels[1].device?.name, "Casque 2");
  rig.source.microphone.changeFormat(16_000);
  await rig.pass(5);
  const { chunks, gaps } = await finished(rig);
  for (const channel of [0, 1] as const) {
    const missing = silences(chunks, channel).reduce((sum, { from, to }) => sum + to - from, 0);
    assert.ok(missing < 0.25 * RATE, `${missing / RATE} s of channel ${channel} are missing`);
  }
  assert.ok(gaps.every(({ cause, channels }) => cause === "device" && channels.length === 1));
});

Deno.test("when every device is gone the chunk is closed, and the time until one is back is a gap of all", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(5);
  for (const side of [rig.source.system, rig.source.microphone]) {
    side.unplug();
    side.unplug();
  }
  await rig.pass(30);
  assert.ok((await rig.home.names("inbox", "2026-11-23_1405_point")).includes("000000.wav"));
  rig.source.microphone.plug();
  await rig.pass(5);
  rig.source.system.plug();
  await rig.pass(10);
  const { chunks, gaps, length } = await finished(rig);
  const whole = gaps.filter(({ channels }) => channels.length === 2);
  assert.equal(whole.length, 1);
  assert.equal(whole[0].cause, "device");
  assert.ok(Math.abs(whole[0].from / RATE - 5) < 0.3);
  assert.ok(whole[0].to / RATE > 34.9 && whole[0].to / RATE < 37.2);
  assert.deepEqual(silences(chunks, 0), []);
  assert.equal(lossesOf(gaps, 1, "device").length, 1);
  assert.equal(seconds(length), 50.1);
});

Deno.test("sound that a device says it lost is a hole of its length, told of", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(5);
  rig.source.microphone.loseSound(400);
  await rig.pass(10);
  const { chunks, gaps } = await finished(rig);
  assert.deepEqual(gaps.map(({ channels, cause }) => ({ channels, cause })), [
    { channels: [0], cause: "discontinuity" },
  ]);
  const [hole, ...others] = silences(chunks, 0);
  assert.deepEqual(others, []);
  assert.ok(Math.abs((hole.to - hole.from) / RATE - 0.4) < 0.03);
  assert.deepEqual({ from: gaps[0].from, to: gaps[0].to }, hole);
  assert.deepEqual(silences(chunks, 1), []);
});

Deno.test("a device that sends nothing while nothing plays is silence, no loss, for as long as it lasts", async () => {
  await using rig = await makeRig({ system: { silentWhenIdle: true } });
  rig.source.system.playing = false;
  await rig.start();
  await rig.pass(20);
  rig.source.system.playing = true;
  await rig.pass(10);
  rig.source.system.playing = false;
  await rig.pass(15);
  rig.source.system.playing = true;
  await rig.pass(10);
  const { chunks, gaps, length } = await finished(rig);
  assert.deepEqual(gaps, []);
  assert.equal(seconds(length), 55.1);
  assert.deepEqual(silences(chunks, 0), []);
  const idle = silences(chunks, 1);
  assert.ok(
    Math.abs(seconds(idle.reduce((sum, { from, to }) => sum + to - from, 0)) - 35) < 0.3,
    JSON.stringify(idle),
  );
});

Deno.test("a microphone that gives nothing any more is lost, and opened again until it does; the other never stops", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(5);
  rig.source.microphone.stalled = true;
  await rig.pass(2.5);
  assert.deepEqual((await rig.levels()).channels.map(({ state }) => state), ["hearing", "hearing"]);
  await rig.pass(2);
  const { channels, notices } = await rig.levels();
  assert.deepEqual(channels.map(({ state }) => state), ["lost", "hearing"]);
  assert.deepEqual(notices.map(({ key }) => key), ["recorder.lost.microphone"]);
  await rig.pass(30);
  assert.equal((await rig.levels()).channels[0].state, "lost");
  rig.source.microphone.stalled = false;
  await rig.pass(5);
  assert.equal((await rig.levels()).channels[0].state, "hearing");
  await rig.pass(5);
  const { chunks, gaps } = await finished(rig);
  assert.deepEqual(silences(chunks, 1), []);
  assert.deepEqual([...new Set(gaps.map(({ cause, channels }) => `${cause} ${channels}`))], ["device 0"]);
  const [loss, ...more] = lossesOf(gaps, 0, "device");
  assert.deepEqual(more, []);
  assert.ok(loss.from >= 4.9 && loss.from < 5.3 && loss.to >= 38.9 && loss.to < 40.5, JSON.stringify(loss));
});

Deno.test("what sends nothing while nothing plays is not opened again for it", async () => {
  let opened = 0;
  await using rig = await makeRig({
    system: { silentWhenIdle: true },
    source: (fake) => ({
      name: "fake",
      sides: fake.sides,
      devices: () => fake.devices(),
      open(request) {
        opened++;
        return fake.open(request);
      },
    }),
  });
  rig.source.system.playing = false;
  await rig.start();
  await rig.pass(30);
  assert.equal(opened, 2);
  assert.equal((await rig.levels()).channels[1].state, "hearing");
  assert.deepEqual((await finished(rig)).gaps, []);
});

Deno.test("a device that changes to a rate of studios is heard on, and one that no sound has is a loss of its channel", async () => {
  const sound = (index: number) => 0.5 * Math.sin(index / 200);
  await using rig = await makeRig({ system: { rate: 48_000, sound } });
  await rig.start();
  await rig.pass(5);
  rig.source.system.changeFormat(384_000);
  await rig.pass(5);
  assert.equal((await rig.levels()).channels[1].state, "hearing");
  assert.ok((await rig.levels()).channels[1].rms > -12);
  rig.source.system.changeFormat(7);
  await rig.pass(5);
  assert.equal((await rig.levels()).channels[1].state, "lost");
  rig.source.system.changeFormat(48_000);
  await rig.pass(5);
  assert.equal((await rig.levels()).channels[1].state, "hearing");
  const { chunks, gaps } = await finished(rig);
  assert.deepEqual(silences(chunks, 0), []);
  assert.ok(gaps.every(({ channels, cause }) => `${channels}` === "1" && cause === "device"));
});
