import assert from "node:assert/strict";
import { diskFiles } from "../../src/store/mod.ts";
import { type Operation, watchedFiles } from "../support/faulty_files.ts";
import { type Recorded, silences } from "../support/recorded.ts";
import { ID, makeRig, type Rig, type RigOptions } from "./rig.ts";

const RATE = 16_000;
const seconds = (samples: number) => Math.round(samples / RATE * 10) / 10;

function systemError(code: "ENOSPC" | "EIO"): Error {
  const text = code === "ENOSPC"
    ? "No space left on device (os error 28)"
    : "Input/output error (os error 5)";
  return Object.assign(new Error(text), { code });
}

/** A short recording with everything in it: chunks, a device that goes away and comes back, a pause. */
async function shortRecording(options: RigOptions): Promise<Recorded> {
  await using rig = await makeRig(options);
  await rig.start();
  await rig.pass(11);
  rig.source.system.unplug();
  rig.source.system.plug();
  await rig.pass(2);
  await rig.store.request(ID, "pause");
  await rig.pass(2);
  await rig.store.withdraw(ID, "pause");
  await rig.pass(3);
  rig.close();
  assert.equal(await rig.ended(), "closed");
  return await rig.recorded();
}

const facts = ({ gaps, length }: Recorded) => ({
  length: seconds(length),
  gaps: gaps.map(({ channels, cause, from, to }) => ({ channels, cause, seconds: seconds(to - from) }))
    .sort((a, b) => a.cause < b.cause ? -1 : 1),
});

Deno.test("any operation of the disk may be refused once, and nothing is lost", async () => {
  const operations: Operation[] = [];
  const expected = facts(
    await shortRecording({ files: watchedFiles(diskFiles, (operation) => void operations.push(operation)) }),
  );
  assert.equal(expected.gaps.length, 2, JSON.stringify(expected));
  let writes = 0;
  const chosen = operations.filter(({ name, path }) =>
    !path.includes("levels.json") && (name !== "write" || writes++ % 12 < 2)
  );
  assert.ok(chosen.length > 30);
  for (const { number, name, path } of chosen) {
    const code = number % 2 === 0 ? "ENOSPC" : "EIO";
    const files = watchedFiles(diskFiles, (operation) => {
      if (operation.number === number) throw systemError(code);
    });
    const what = `${code} at operation ${number}, ${name} of ${path.replace(/.*\//, "")}`;
    const recorded = await shortRecording({ files }).catch((error) => {
      throw new Error(what, { cause: error });
    });
    assert.deepEqual(facts(recorded), expected, what);
    assert.deepEqual(silences(recorded.chunks, 0), [], what);
  }
});

Deno.test("a refusal of the levels is no more than a lost hint", async () => {
  const recorded = await shortRecording({
    files: watchedFiles(diskFiles, ({ path }) => {
      if (path.includes("levels.json")) throw systemError("EIO");
    }),
  });
  assert.equal(recorded.gaps.length, 2);
});

Deno.test("a disk that refuses for ten seconds costs nothing: sound waits in memory", async () => {
  let refuses = false;
  await using rig = await makeRig({
    files: watchedFiles(diskFiles, () => {
      if (refuses) throw systemError("EIO");
    }),
  });
  await rig.start();
  await rig.pass(7);
  refuses = true;
  await rig.pass(10);
  refuses = false;
  await rig.pass(5);
  rig.close();
  await rig.ended();
  const { chunks, gaps, length } = await rig.recorded();
  assert.deepEqual(gaps, []);
  assert.equal(seconds(length), 22.1);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("a cut that is refused leaves nothing behind when a pause, or the end, comes before it is tried again", async () => {
  for (const refused of ["write", "sync"]) {
    let refuses = false;
    const names = new Set<string>();
    await using rig = await makeRig({
      files: watchedFiles(diskFiles, ({ name, path }) => {
        if (!refuses || !path.endsWith("000001.wav.part")) return;
        names.add(name);
        if (name === refused || name === "remove") throw systemError("EIO");
      }),
    });
    await rig.start();
    await rig.pass(9);
    refuses = true;
    await rig.pass(3);
    assert.ok(names.has(refused));
    await rig.store.request(ID, "pause");
    await rig.pass(2);
    refuses = false;
    await rig.pass(1);
    rig.close();
    await rig.ended();
    const inbox = await rig.home.names("inbox", ID);
    assert.ok(!inbox.some((name) => name.endsWith(".part")), inbox.join());
    const { chunks, gaps, length } = await rig.recorded();
    assert.deepEqual(gaps.map(({ cause }) => cause), ["pause"]);
    assert.equal(chunks.reduce((sum, { from, to }) => sum + to - from, gaps[0].to - gaps[0].from), length);
    for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
  }
});

async function filled(rig: Rig, full: (is: boolean) => void): Promise<Recorded> {
  await rig.start();
  await rig.pass(15);
  full(true);
  await rig.pass(100);
  assert.equal((await rig.store.levels(ID))?.state === "failed", false);
  full(false);
  await rig.pass(15);
  assert.equal((await rig.levels()).state, "recording");
  rig.close();
  await rig.ended();
  return await rig.recorded();
}

Deno.test("a disk that is full in the middle of a write keeps what is written, and recording resumes by itself", async () => {
  let full = false;
  await using rig = await makeRig({
    files: watchedFiles(diskFiles, ({ name }) => {
      if (full && name !== "truncate" && name !== "sync") throw systemError("ENOSPC");
    }),
  });
  const { chunks, gaps, length } = await filled(rig, (is) => full = is);
  assert.ok(gaps.every(({ cause }) => cause === "disk"), JSON.stringify(gaps));
  const lost = gaps.reduce((sum, { from, to }) => sum + to - from, 0) / RATE;
  assert.ok(lost > 30 && lost < 101, `${lost} s`);
  assert.ok(gaps[0].from >= 14.8 * RATE);
  assert.equal(seconds(length), 130.1);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("below the reserve the chunk is closed in time, the wait is told of, and it ends by itself", async () => {
  let free = 10e9;
  await using rig = await makeRig({ freeBytes: () => free });
  const { chunks, gaps, length } = await filled(rig, (is) => free = is ? 40e6 : 10e9);
  assert.equal(gaps.length, 1);
  assert.equal(gaps[0].cause, "disk");
  assert.ok(Math.abs(gaps[0].from / RATE - 15) < 0.8 && Math.abs(gaps[0].to / RATE - 115) < 0.8);
  assert.equal(seconds(length), 130.1);
  for (const channel of [0, 1]) assert.deepEqual(silences(chunks, channel), []);
});

Deno.test("a disk that fills is told of half an hour before, and when it is full", async () => {
  let free = 50e6 + 64_000 * 60 * 20;
  await using rig = await makeRig({ freeBytes: () => free });
  await rig.start();
  await rig.pass(1);
  const notices = async () => (await rig.levels()).notices.map(({ key, values }) => [key, values.n]);
  assert.deepEqual(await notices(), [["recorder.disk", 20]]);
  free = 49e6;
  await rig.pass(1);
  assert.deepEqual(await notices(), [["recorder.diskFull", undefined]]);
  assert.equal((await rig.levels()).state, "disk-full");
});

Deno.test("a disk that refuses from the start ends it with the reason", async () => {
  await using rig = await makeRig({
    files: watchedFiles(diskFiles, ({ path }) => {
      if (path.endsWith(".wav.part")) throw systemError("EIO");
    }),
  });
  await rig.start();
  await assert.rejects(rig.ended(), /disk/);
  const { state, cause } = await rig.levels();
  assert.equal(state, "failed");
  assert.ok(cause);
});
