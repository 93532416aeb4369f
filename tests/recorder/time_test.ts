import assert from "node:assert/strict";
import { join } from "node:path";
import { silences } from "../support/recorded.ts";
import { ID, makeRig, type Rig } from "./rig.ts";

const RATE = 16_000;
const seconds = (samples: number) => Math.round(samples / RATE * 10) / 10;

/** Ends a recording and gives it, its gaps in seconds. */
async function finished(rig: Rig) {
  rig.close();
  await rig.ended();
  const recorded = await rig.recorded();
  const gaps = recorded.gaps.map(({ from, to, channels, cause }) => ({
    from: seconds(from),
    to: seconds(to),
    channels,
    cause,
  }));
  return { ...recorded, gaps, seconds: seconds(recorded.length) };
}

Deno.test("a pause leaves nothing of what was said after its file appeared, and ends when the file is removed", async () => {
  await using rig = await makeRig();
  const path = join(rig.home.path, "inbox", ID, "pause");
  await rig.start();
  await rig.pass(12);
  // Made between two looks, and noticed after what came later was read.
  rig.clock.advance(50);
  await rig.store.request(ID, "pause");
  await Deno.utime(path, new Date(), new Date(rig.clock.now()));
  rig.clock.advance(30);
  rig.source.pump();
  await rig.pass(5);
  assert.equal((await rig.levels()).state, "paused");
  assert.deepEqual((await rig.levels()).channels.map(({ rms }) => rms), [-100, -100]);
  assert.ok(Math.abs((await rig.levels()).position / RATE - 17) < 0.6);
  await rig.store.withdraw(ID, "pause");
  await rig.pass(10);
  const { chunks, gaps, seconds: length } = await finished(rig);
  assert.equal(gaps.length, 1);
  assert.deepEqual(gaps[0], { from: 12.1, to: 17.2, channels: [0, 1], cause: "pause" });
  const paused = chunks.findLast(({ from }) => from < 13 * RATE);
  assert.equal(paused?.to, 12.05 * RATE, "to the sample");
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
  assert.equal(length, 27.2);
});

Deno.test("a pause file with a strange time pauses from when it was seen", async () => {
  for (const strange of [-86_400_000, 86_400_000]) {
    await using rig = await makeRig();
    await rig.start();
    await rig.pass(3);
    await rig.store.request(ID, "pause");
    await Deno.utime(
      join(rig.home.path, "inbox", ID, "pause"),
      new Date(),
      new Date(rig.clock.now() + strange),
    );
    await rig.pass(3);
    await rig.store.withdraw(ID, "pause");
    await rig.pass(3);
    const { gaps } = await finished(rig);
    assert.equal(gaps.length, 1);
    assert.ok(Math.abs(gaps[0].from - 3) < 0.25 && Math.abs(gaps[0].to - 6.1) < 0.25, JSON.stringify(gaps));
  }
});

Deno.test("two pauses with little between them are two gaps; one that lasts is the end of the recording", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(2);
  for (let pauses = 0; pauses < 2; pauses++) {
    await rig.store.request(ID, "pause");
    await rig.pass(1);
    await rig.store.withdraw(ID, "pause");
    await rig.pass(0.5);
  }
  await rig.store.request(ID, "pause");
  await rig.pass(5);
  const { gaps, chunks, seconds: length } = await finished(rig);
  assert.deepEqual(gaps.map(({ cause }) => cause), ["pause", "pause", "pause"]);
  assert.equal(gaps[2].to, length);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("a sleep that the clock does not count is a gap of its length", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(20);
  rig.clock.fallAsleep(1_800_000);
  await rig.pass(20);
  const { gaps, seconds: length, chunks } = await finished(rig);
  assert.deepEqual(gaps.length, 1);
  assert.equal(gaps[0].cause, "sleep");
  assert.equal(gaps[0].to - gaps[0].from, 1800);
  assert.ok(Math.abs(gaps[0].from - 20) < 0.2);
  assert.equal(length, 1840.1);
  assert.equal(chunks.reduce((sum, { from, to }) => sum + to - from, 0) / RATE, 40.1);
});

Deno.test("a sleep that the clock counts is a gap too, when the devices kept nothing", async () => {
  await using rig = await makeRig({ microphone: { keepsMs: 300 }, system: { keepsMs: 300 } });
  await rig.start();
  await rig.pass(20);
  rig.clock.fallAsleep(600_000, { counted: true });
  await rig.pass(20);
  const { gaps, seconds: length } = await finished(rig);
  assert.deepEqual(gaps.map(({ cause, channels }) => ({ cause, channels })), [
    { cause: "sleep", channels: [0, 1] },
  ]);
  assert.ok(Math.abs(gaps[0].from - 20) < 0.5 && Math.abs(gaps[0].to - 620) < 0.5, JSON.stringify(gaps));
  assert.equal(length, 640.1);
});

Deno.test("a recorder that stood still for a minute loses nothing that the devices kept", async () => {
  for (const exact of [true, false]) {
    const sound = exact ? {} : { sound: () => 0.2 };
    await using rig = await makeRig({ microphone: { exact, ...sound }, system: { packetMs: 20, ...sound } });
    await rig.start();
    await rig.pass(20);
    rig.clock.advance(60_000);
    rig.source.pump();
    await rig.pass(20);
    const { gaps, chunks, seconds: length } = await finished(rig);
    assert.deepEqual(gaps, []);
    assert.equal(length, 100.1);
    for (const channel of [0, 1]) {
      if (exact) assert.deepEqual(silences(chunks, channel), []);
      else {
        // The first packet tells a time that is a step of the test's clock too late.
        const zeros = chunks.flatMap(({ from, samples }) =>
          [...samples[channel].keys()].filter((frame) =>
            samples[channel][frame] === 0 && from + frame > 0.1 * RATE
          )
        );
        assert.deepEqual(zeros, []);
      }
    }
  }
});

Deno.test("a clock that is set, forwards or back, is told of and moves nothing", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(12);
  rig.clock.set(rig.clock.now() + 3_600_000);
  await rig.pass(12);
  rig.clock.set(rig.clock.now() - 7_200_000);
  await rig.pass(12);
  const { gaps, chunks, seconds: length } = await finished(rig);
  assert.deepEqual(gaps.map(({ from, to, cause }) => ({ length: to - from, cause })), [
    { length: 0, cause: "clock" },
    { length: 0, cause: "clock" },
  ]);
  assert.ok(Math.abs(gaps[0].from - 12) < 0.3 && Math.abs(gaps[1].from - 24) < 0.3);
  assert.equal(length, 36.1);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("a recording ends at its longest, and says so five minutes before", async () => {
  await using rig = await makeRig({ session: { max_duration_hours: 0.1 } });
  await rig.start();
  await rig.pass(50);
  assert.deepEqual((await rig.levels()).notices, []);
  await rig.pass(11);
  assert.deepEqual((await rig.levels()).notices.map(({ key, values }) => [key, values.n]), [
    ["recorder.longest", 5],
  ]);
  assert.equal(await rig.ended(), "max-duration");
  assert.ok(Math.abs((await rig.recorded()).length / RATE - 360) < 0.3);
});

Deno.test("a forgotten recording ends after a long silence of everybody, and says so before; a pause is no silence", async () => {
  await using rig = await makeRig({
    session: { stop_after_silence_minutes: 2, silence_notice_minutes: 0 },
    microphone: { sound: (index) => index < 30 * RATE ? 0.3 : 0.0001 },
    system: { sound: () => 0 },
  });
  await rig.start();
  await rig.pass(60);
  await rig.store.request(ID, "pause");
  await rig.pass(130);
  await rig.store.withdraw(ID, "pause");
  await rig.pass(30);
  assert.deepEqual((await rig.levels()).notices, []);
  await rig.pass(40);
  assert.deepEqual((await rig.levels()).notices.map(({ key }) => key), ["recorder.allSilent"]);
  assert.equal(await rig.ended(), "silence");
  assert.ok(Math.abs((await rig.recorded()).length / RATE - (190 + 120)) < 1);
});

Deno.test("a side that is silent for long is told of, once it was heard or not", async () => {
  await using rig = await makeRig({
    session: { silence_notice_minutes: 1 },
    microphone: { sound: (index) => index < 20 * RATE ? 0.3 : 0 },
    system: { sound: () => 0, silentWhenIdle: true },
  });
  rig.source.system.playing = false;
  await rig.start();
  await rig.pass(61);
  const keys = async () => (await rig.levels()).notices.map(({ key }) => key);
  assert.deepEqual(await keys(), ["recorder.silent.system"]);
  await rig.pass(21);
  assert.deepEqual(await keys(), ["recorder.silent.microphone", "recorder.silent.system"]);
});
