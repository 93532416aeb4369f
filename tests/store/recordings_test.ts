import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { message } from "../../src/errors.ts";
import { chunkHeader, type LevelsRecord } from "../../src/model/mod.ts";
import { chunkFile, diskFiles, homeLayout, Store } from "../../src/store/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { ID, recordOf, STARTED_AT } from "../recorder/rig.ts";

async function recordedHome(): Promise<TemporaryHome & { readonly store: Store }> {
  const home = await temporaryHome();
  const store = new Store(homeLayout(home.path));
  await store.createRecording(recordOf());
  return { ...home, store };
}

/** Stereo PCM whose frames count up from `first`. */
function counting(first: number, frames: number): Uint8Array {
  const values = new Int16Array(frames * 2);
  for (let frame = 0; frame < frames; frame++) values.fill(first + frame, 2 * frame, 2 * frame + 2);
  return new Uint8Array(values.buffer);
}

async function framesOf(home: TemporaryHome, number: number): Promise<number[]> {
  const bytes = await Deno.readFile(join(home.path, "inbox", ID, chunkFile(number)));
  const header = chunkHeader(STARTED_AT, { channels: 2, position: 0 }, 0).length;
  const values = new Int16Array(bytes.slice(header).buffer);
  return [...values].filter((_, index) => index % 2 === 0);
}

Deno.test("a recording has both its folders before its first byte, and its id is taken once", async () => {
  await using home = await recordedHome();
  assert.equal((await home.json("outbox", ID, "session.json")).last.state, "partial");
  assert.equal((await home.json("inbox", ID, "session.json")).origin, "recorded");
  await assert.rejects(home.store.createRecording(recordOf()), Deno.errors.AlreadyExists);
});

Deno.test("one recorder has a recording; without it, it is interrupted, and can be ended once", async () => {
  await using home = await recordedHome();
  const { store } = home;
  assert.equal(await store.isRecording(ID), false);
  {
    await using folder = await store.openRecording(ID);
    assert.ok(folder);
    assert.equal(await store.isRecording(ID), true);
    assert.equal(await store.openRecording(ID), undefined);
    assert.equal(await store.endRecording(ID, "stopped"), false);
    assert.equal(await store.forgetRecording(ID), false);
  }
  assert.equal(await store.isRecording(ID), false);
  assert.equal(await store.endRecording(ID, "abandoned"), true);
  assert.equal(await store.endRecording(ID, "stopped"), true);
  assert.equal((await home.json("inbox", ID, "ended")).reason, "abandoned");
  await assert.rejects(store.openRecording("rien"), Deno.errors.NotFound);
});

Deno.test("a chunk is a WAV that tells its place in the session, its tail given to the next one", async () => {
  await using home = await recordedHome();
  await using folder = await home.store.openRecording(ID);
  assert.ok(folder);
  await using first = await folder.createPart(0, 0);
  await first.write(counting(0, 100));
  await using second = await folder.createPart(1, 80);
  await second.write(counting(80, 20));
  await first.finish(80);
  await second.write(counting(100, 5));
  await second.finish();
  assert.deepEqual(await home.names("inbox", ID), [
    ...["000000.wav", "000001.wav", "recorder.lock", "session.json"],
  ]);
  assert.deepEqual(await framesOf(home, 0), [...Array(80).keys()]);
  assert.deepEqual(await framesOf(home, 1), Array.from({ length: 25 }, (_, index) => 80 + index));
  assert.deepEqual(await folder.repair(), {
    nextNumber: 2,
    chunks: 2,
    position: 105,
    wallOfEnd: Date.parse(STARTED_AT) + 105 / 16,
  });
});

Deno.test("a recorder that dies at any operation of a cut loses nothing that was written, and nothing is there twice", async () => {
  let operations = Infinity;
  for (let dies = 1; dies <= operations; dies++) {
    await using home = await recordedHome();
    let done = 0;
    let dead = false;
    const files = watchedFiles(diskFiles, ({ path }) => {
      if (path.includes("levels")) return;
      if (++done >= dies) dead = true;
      if (dead) throw new Error("killed");
    });
    const dying = new Store(home.store.layout, files);
    let written = 0;
    {
      await using folder = await dying.openRecording(ID);
      assert.ok(folder);
      try {
        await using first = await folder.createPart(0, 0);
        await first.write(counting(0, 100));
        written = 100;
        await using second = await folder.createPart(1, 80);
        await second.write(counting(80, 10));
        await second.write(counting(90, 10));
        await second.sync();
        await first.finish(80);
        await second.write(counting(100, 50));
        written = 150;
        await second.finish();
        operations = done;
      } catch (error) {
        assert.equal((error as Error).message, "killed");
      }
    }
    await using folder = await home.store.openRecording(ID);
    assert.ok(folder);
    const { position } = await folder.repair();
    assert.equal(position, written, `dead at operation ${dies}`);
    const frames: number[] = [];
    for (const name of await home.names("inbox", ID)) {
      assert.ok(!name.endsWith(".part"), name);
      if (name.endsWith(".wav")) frames.push(...await framesOf(home, Number(name.slice(0, 6))));
    }
    assert.deepEqual(frames, [...Array(written).keys()], `dead at operation ${dies}`);
    assert.deepEqual(await folder.repair(), { ...await folder.repair(), position });
  }
});

Deno.test("a write that fails half way leaves whole frames, and can be done again", async () => {
  await using home = await recordedHome();
  let full = false;
  const store = new Store(home.store.layout, {
    ...diskFiles,
    async openToWrite(path) {
      const inner = await diskFiles.openToWrite(path);
      return {
        ...inner,
        async write(bytes) {
          if (!full) return await inner.write(bytes);
          await inner.write(bytes.subarray(0, 7));
          throw Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
        },
      };
    },
  });
  await using folder = await store.openRecording(ID);
  assert.ok(folder);
  await using part = await folder.createPart(0, 0);
  await part.write(counting(0, 10));
  full = true;
  await assert.rejects(part.write(counting(10, 10)), /No space/);
  full = false;
  await part.write(counting(10, 10));
  await part.finish();
  assert.deepEqual(await framesOf(home, 0), [...Array(20).keys()]);
});

Deno.test("a part of any length, whatever became of its header, is repaired to its whole frames", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2000), fc.boolean(), async (bytes, zeroed) => {
      await using home = await recordedHome();
      const header = chunkHeader(STARTED_AT, { channels: 2, position: 0 }, "open");
      const whole = new Uint8Array([...zeroed ? new Uint8Array(header.length) : header, ...counting(0, 400)]);
      await Deno.writeFile(join(home.path, "inbox", ID, "000000.wav.part"), whole.subarray(0, bytes));
      await using folder = await home.store.openRecording(ID);
      assert.ok(folder);
      const frames = Math.max(0, Math.floor((bytes - header.length) / 4));
      const { position, nextNumber } = await folder.repair();
      assert.equal(position, frames);
      assert.equal(nextNumber, frames > 0 ? 1 : 0);
      if (frames > 0) assert.deepEqual(await framesOf(home, 0), [...Array(frames).keys()]);
    }),
    { numRuns: 30 },
  );
});

Deno.test("gaps count in the time of a recording when they are of all channels and have a length", async () => {
  await using home = await recordedHome();
  await using folder = await home.store.openRecording(ID);
  assert.ok(folder);
  await using part = await folder.createPart(0, 0);
  await part.write(counting(0, 100));
  await part.finish();
  await folder.writeGap(1, { from: 20, to: 40, channels: [1], cause: "device" });
  await folder.writeGap(2, { from: 60, to: 60, channels: [0, 1], cause: "clock" });
  await folder.writeGap(3, { from: 100, to: 1000, channels: [0, 1], cause: "pause" });
  const levels: Omit<LevelsRecord, "schema"> = {
    pid: 1,
    at: 5_000_000,
    position: 1160,
    state: "recording",
    chunks: 1,
    channels: [],
    freeBytes: null,
    bytesPerSecond: 64_000,
    notices: [],
  };
  assert.equal(await folder.writeLevels(levels), true);
  assert.deepEqual(await folder.repair(), {
    nextNumber: 4,
    chunks: 1,
    position: 1000,
    wallOfEnd: 5_000_000 - 10,
  });
  assert.equal((await home.store.levels(ID))?.position, 1160);
});

Deno.test("a part that what comes before holds whole, or whose number is another's, is no sound of its own", async () => {
  for (const numberTaken of [false, true]) {
    await using home = await recordedHome();
    await using folder = await home.store.openRecording(ID);
    assert.ok(folder);
    await using first = await folder.createPart(0, 0);
    await first.write(counting(0, 100));
    await first.finish();
    {
      await using orphan = await folder.createPart(1, 80);
      await orphan.write(counting(80, numberTaken ? 40 : 20));
    }
    if (numberTaken) await folder.writeGap(1, { from: 100, to: 200, channels: [0, 1], cause: "pause" });
    const { position, chunks, nextNumber } = await folder.repair();
    assert.deepEqual([position, chunks, nextNumber], numberTaken ? [200, 1, 2] : [100, 1, 1]);
    assert.ok(!(await home.names("inbox", ID)).some((name) => name.startsWith("000001.wav")));
  }
});

Deno.test("why a recorder could not begin is told, and where the one before it ended stays", async () => {
  await using home = await recordedHome();
  await using folder = await home.store.openRecording(ID);
  assert.ok(folder);
  await folder.writeFailure(message("capture.noMicrophone"));
  const first = await home.store.levels(ID);
  assert.deepEqual([first?.at, first?.position, first?.state], [Date.parse(STARTED_AT), 0, "failed"]);
  assert.deepEqual(first?.cause, message("capture.noMicrophone"));
  await folder.writeLevels({ ...first!, pid: 1, at: 7_000_000, position: 1600, state: "recording" });
  await folder.writeFailure(message("capture.noOutput"));
  const { at, position, state, pid } = (await home.store.levels(ID))!;
  assert.deepEqual({ at, position, state, pid }, {
    at: 7_000_000,
    position: 1600,
    state: "failed",
    pid: Deno.pid,
  });
});

Deno.test("requests are files that anybody makes and removes", async () => {
  await using home = await recordedHome();
  await using folder = await home.store.openRecording(ID);
  assert.ok(folder);
  assert.deepEqual(await folder.requests(), { pausedSince: null, stop: false });
  await home.store.request(ID, "pause");
  const { pausedSince } = await folder.requests();
  assert.ok(pausedSince);
  await home.store.request(ID, "pause");
  assert.equal((await folder.requests()).pausedSince, pausedSince);
  await home.store.withdraw(ID, "pause");
  await home.store.withdraw(ID, "pause");
  await home.store.request(ID, "stop");
  assert.deepEqual(await folder.requests(), { pausedSince: null, stop: true });
  await home.store.addNote(ID, { at: 61.5, text: "à revoir" });
  await home.store.addNote(ID, { at: 61.7, text: "" });
  const notes = (await home.names("inbox", ID)).filter((name) => /^note-.*\.json$/.test(name));
  assert.equal(notes.length, 2);
});

Deno.test("a recording without a chunk leaves no trace, one with a chunk stays", async () => {
  await using home = await recordedHome();
  {
    await using folder = await home.store.openRecording(ID);
    await using _part = await folder!.createPart(0, 0);
  }
  assert.equal(await home.store.forgetRecording(ID), true);
  assert.deepEqual(await home.names("inbox"), []);
  assert.deepEqual(await home.names("outbox"), []);
  await home.store.createRecording(recordOf());
  {
    await using folder = await home.store.openRecording(ID);
    await using part = await folder!.createPart(0, 0);
    await part.write(counting(0, 1));
  }
  assert.equal(await home.store.forgetRecording(ID), false);
  assert.deepEqual(await home.names("outbox"), [ID]);
});
