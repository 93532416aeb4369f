import assert from "node:assert/strict";
import { join } from "node:path";
import { GreffierError, message } from "../../src/errors.ts";
import { readRecorded, silences } from "../support/recorded.ts";
import { ID, makeRig, recordOf, STARTED_AT } from "./rig.ts";

const RATE = 16_000;
const seconds = (samples: number) => Math.round(samples / RATE * 10) / 10;

Deno.test("a recording is chunks of eight to ten seconds without a seam, until it is asked to stop", async () => {
  await using rig = await makeRig();
  await rig.start();
  assert.equal((await rig.levels()).state, "starting");
  await rig.pass(1);
  assert.equal((await rig.levels()).state, "recording");
  await rig.pass(60);
  await rig.store.request(ID, "stop");
  assert.equal(await rig.ended(), "stopped");
  const { chunks, gaps, length, others } = await rig.recorded();
  assert.deepEqual(gaps, []);
  assert.ok(Math.abs(length / RATE - 61.1) < 0.2, `${length / RATE} s`);
  for (const { from, to } of chunks.slice(0, -1)) {
    assert.ok(to - from >= 8 * RATE && to - from <= 10 * RATE, `${seconds(to - from)} s`);
  }
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
  assert.deepEqual(others, ["ended", "levels.json", "recorder.lock", "session.json", "stop"]);
  assert.equal((await rig.home.json("inbox", ID, "ended")).reason, "stopped");
  assert.equal((await rig.levels()).state, "ended");
  assert.equal((await rig.levels()).chunks, chunks.length);
});

Deno.test("one side alone is one channel; a recorder that is told to close ends cleanly", async () => {
  await using rig = await makeRig({ sides: ["system"] });
  await rig.start();
  await rig.pass(12.3);
  rig.close();
  assert.equal(await rig.ended(), "closed");
  const { chunks, length } = await rig.recorded();
  assert.equal(chunks[0].samples.length, 1);
  assert.equal(seconds(length), 12.4);
  assert.deepEqual(silences(chunks, 0), []);
});

Deno.test("devices of other rates, whose clocks run apart, end with the clock", async () => {
  const loud = () => 0.5;
  await using rig = await makeRig({
    microphone: { rate: 44_100, ppm: 300, jitterMs: 30, exact: false, sound: loud },
    system: { rate: 48_000, ppm: -300, packetMs: 21, sound: loud },
  });
  await rig.start();
  await rig.pass(180);
  rig.close();
  await rig.ended();
  const { chunks, gaps, length } = await rig.recorded();
  assert.deepEqual(gaps, []);
  assert.equal(seconds(length), 180.1);
  const quiet = chunks.flatMap(({ samples }) =>
    samples.map((one) => one.filter((value) => value === 0).length)
  );
  assert.ok(quiet.reduce((sum, count) => sum + count) < RATE / 4);
});

Deno.test("a side that cannot be opened ends it before a byte is written, and both devices are free again", async () => {
  const cause = message("capture.busy", { device: "Micro 1" });
  let closed = 0;
  await using rig = await makeRig({
    source: (fake) => ({
      name: "fake",
      sides: fake.sides,
      devices: () => fake.devices(),
      async open(request) {
        if (request.side === "system") throw new GreffierError(cause);
        const stream = await fake.open(request);
        return {
          ...stream,
          [Symbol.asyncDispose]() {
            closed++;
            return stream[Symbol.asyncDispose]();
          },
        };
      },
    }),
  });
  await rig.start();
  await assert.rejects(rig.ended(), (error) => error instanceof GreffierError && error.text === cause);
  assert.equal(closed, 1);
  const { state, cause: told } = await rig.levels();
  assert.deepEqual({ state, told }, { state: "failed", told: cause });
  assert.equal(await rig.store.forgetRecording(ID), true);
});

Deno.test("without the reserve on the disk nothing begins", async () => {
  await using rig = await makeRig({ freeBytes: () => 49e6 });
  await rig.start();
  await assert.rejects(rig.ended(), (error) => (error as GreffierError).text.key === "recorder.noRoom");
  assert.equal((await rig.levels()).state, "failed");
});

Deno.test("levels tell how loud each side is, when it was last heard, and what is heard", async () => {
  await using rig = await makeRig({
    microphone: { sound: (index) => index < 5 * RATE ? 0.5 * Math.sin(index / 5) : 0 },
    system: { sound: () => 0, silentWhenIdle: true },
  });
  await rig.start();
  await rig.pass(4);
  const [microphone, system] = (await rig.levels()).channels;
  assert.deepEqual(microphone.device, { id: "fake-microphone-1", name: "Micro 1" });
  assert.ok(Math.abs(microphone.rms + 9) < 0.2 && Math.abs(microphone.peak + 6) < 0.2);
  assert.ok(Math.abs((microphone.lastHeard ?? 0) - 4) < 0.5);
  assert.deepEqual([system.rms, system.peak, system.lastHeard], [-100, -100, null]);
  await rig.pass(6);
  const { channels: [after], position, bytesPerSecond, state } = await rig.levels();
  assert.equal(after.rms, -100);
  assert.equal(after.lastHeard, 5);
  assert.equal(position, 10 * RATE);
  assert.equal(bytesPerSecond, 64_000);
  assert.equal(state, "recording");
});

Deno.test("a second recorder finds the session taken", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(1);
  assert.equal(await rig.store.openRecording(ID), undefined);
  assert.equal(await rig.store.isRecording(ID), true);
  rig.close();
  await rig.ended();
  assert.equal(await rig.store.isRecording(ID), false);
});

Deno.test("what a crash leaves is a WAV at every moment, and the resumed recording goes on in step with the clock", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(25.6);
  await rig.kill();
  const part = (await rig.home.names("inbox", ID)).find((name) => name.endsWith(".wav.part"));
  assert.ok(part);
  assert.ok((await Deno.stat(join(rig.home.path, "inbox", ID, part))).size > 100_000);
  rig.clock.advance(90_000);
  await rig.store.request(ID, "pause");
  await rig.start();
  assert.deepEqual((await rig.store.home()).drops, []);
  await rig.pass(20);
  rig.close();
  await rig.ended();
  const { chunks, gaps, length, others } = await rig.recorded();
  assert.equal(gaps.length, 1);
  const [{ from, to, cause, channels }] = gaps;
  assert.deepEqual({ cause, channels }, { cause: "interrupted", channels: [0, 1] });
  assert.ok(25.6 - from / RATE < 0.4, `${from / RATE} s of 25.6 s were kept`);
  assert.ok(Math.abs(to / RATE - 115.7) < 0.2, `${to / RATE} s`);
  assert.ok(Math.abs(length / RATE - 135.8) < 0.2, `${length / RATE} s`);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel, { tolerance: 160 }), []);
  assert.ok(!others.includes("pause"));
});

Deno.test("a resume that is refused moves nothing: the next one still knows when the recorder before it died", async () => {
  let refuses = false;
  await using rig = await makeRig({
    source: (fake) => ({
      name: "fake",
      sides: fake.sides,
      devices: () => fake.devices(),
      open(request) {
        if (refuses) throw new GreffierError(message("capture.busy", { device: "Micro 1" }));
        return fake.open(request);
      },
    }),
  });
  await rig.start();
  await rig.pass(20);
  await rig.kill();
  rig.clock.advance(600_000);
  refuses = true;
  await rig.start();
  await assert.rejects(rig.ended(), GreffierError);
  assert.equal((await rig.levels()).state, "failed");
  rig.clock.advance(300_000);
  refuses = false;
  await rig.start();
  await rig.pass(5);
  rig.close();
  await rig.ended();
  const { gaps, length } = await rig.recorded();
  assert.deepEqual(gaps.map(({ cause }) => cause), ["interrupted"]);
  assert.ok(
    Math.abs((gaps[0].to - gaps[0].from) / RATE - 900) < 1,
    `${seconds(gaps[0].to - gaps[0].from)} s`,
  );
  assert.ok(Math.abs(length / RATE - 925) < 0.5, `${length / RATE} s`);
});

Deno.test("a session that was ended before the recorder had its lock is left as it is", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(12);
  await rig.kill();
  assert.equal(await rig.store.endRecording(ID, "abandoned"), true);
  const before = await rig.recorded();
  await rig.start();
  await assert.rejects(
    rig.ended(),
    (error) => error instanceof GreffierError && error.text.key === "recording.finished",
  );
  assert.equal((await rig.levels()).cause?.key, "recording.finished");
  assert.deepEqual((await rig.recorded()).chunks.length, before.chunks.length);
  assert.equal((await rig.home.json("inbox", ID, "ended")).reason, "abandoned");
});

Deno.test("a recorder whose folder is renamed ends, for nobody could stop it; what it wrote is in that folder", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(13);
  const moved = join(rig.home.path, "inbox", "ailleurs");
  await Deno.rename(join(rig.home.path, "inbox", ID), moved);
  await rig.pass(2);
  await assert.rejects(
    rig.ended(),
    (error) => error instanceof GreffierError && error.text.key === "recorder.folderGone",
  );
  assert.deepEqual(await rig.home.names("inbox"), ["ailleurs"]);
  assert.equal(await rig.store.isRecording("ailleurs"), false);
  assert.equal(await rig.store.endRecording("ailleurs", "abandoned"), true);
  const { length, chunks } = await readRecorded(moved, STARTED_AT);
  assert.ok(length / RATE > 13 && length / RATE < 15, `${length / RATE} s`);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("a session file that is written anew, or badly by hand, is no reason to stop; another session's is", async () => {
  await using rig = await makeRig();
  const path = join(rig.home.path, "inbox", ID, "session.json");
  await rig.start();
  await rig.pass(3);
  await Deno.writeTextFile(path, "{ pas du JSON");
  await Deno.utime(path, new Date(), new Date(1000));
  await rig.pass(3);
  assert.equal((await rig.levels()).state, "recording");
  await Deno.writeTextFile(
    path,
    JSON.stringify({ ...recordOf(["microphone"]), id: "2026-11-24_0900_autre" }),
  );
  await Deno.utime(path, new Date(), new Date(2000));
  await rig.pass(2);
  await assert.rejects(rig.ended(), GreffierError);
});

Deno.test("what was heard is a whole chunk when the system says that it is about to end, and the recording goes on if it does not", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(3.2);
  let safe = false;
  void rig.secure().then(() => safe = true);
  await rig.pass(0.3);
  assert.ok(safe);
  const before = await rig.home.names("inbox", ID);
  assert.ok(before.includes("000000.wav"), before.join(" "));
  assert.ok(!before.includes("ended"), "it can be resumed");
  await rig.pass(5);
  await rig.kill(); // it did end after all
  await rig.start();
  await rig.pass(2);
  await rig.store.request(ID, "stop");
  assert.equal(await rig.ended(), "stopped");
  const { chunks, gaps } = await rig.recorded();
  assert.ok(chunks[0].to / RATE > 3 && chunks[0].to / RATE < 3.6, `${seconds(chunks[0].to)} s`);
  assert.deepEqual(gaps.map(({ cause }) => cause), ["interrupted"]);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("a recording that ends while it is made safe keeps nobody waiting", async () => {
  await using rig = await makeRig();
  await rig.start();
  await rig.pass(2);
  const safe = rig.secure();
  rig.close();
  assert.equal(await rig.ended(), "closed");
  await safe;
  assert.deepEqual((await rig.recorded()).gaps, []);
});
