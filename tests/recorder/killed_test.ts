import assert from "node:assert/strict";
import { join } from "node:path";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { temporaryHome } from "../support/home.ts";
import { readRecorded, type Recorded } from "../support/recorded.ts";
import type { RecorderEntry } from "../support/recorder_entry.ts";
import { machineTime } from "../support/scaled_clock.ts";
import { ID, recordOf, STARTED_AT } from "./rig.ts";

const RATE = 16_000;
const KILLS = 200;
const SIDE_BY_SIDE = 4;
const SPEED = 4;

/** Most that a kill may cost of what the devices had given until then, in seconds. */
const MOST_LOST = 1;

const entry = new URL("../support/recorder_entry.ts", import.meta.url).pathname;

/** Where the count of a chunk's channel stands against its place in the session; fails where it breaks off. */
function offsetOf(samples: Int16Array, from: number): number | undefined {
  let offset: number | undefined;
  for (let frame = 0; frame < samples.length; frame++) {
    const apart = ((samples[frame] + 32_768 - from - frame) % 65_536 + 65_536) % 65_536;
    // Before the first packet of a process there is silence, for a moment.
    if (offset === undefined && samples[frame] === 0 && frame < 0.5 * RATE) continue;
    if (offset !== undefined && apart !== offset) {
      assert.fail(
        `the count breaks off ${(frame / RATE).toFixed(3)} s into the chunk at ${from}: ${apart - offset}`,
      );
    }
    offset = apart;
  }
  return offset;
}

/** Checks a whole recording: within each process's stretch the count goes on through every cut. */
function assertSeamless({ chunks, gaps }: Recorded): void {
  for (const { from, to, cause, channels } of gaps) {
    assert.deepEqual(
      { cause, channels },
      { cause: "interrupted", channels: [0, 1] },
      `from ${from} to ${to}`,
    );
  }
  const begins = new Set(gaps.map(({ to }) => to));
  for (const channel of [0, 1]) {
    let before: number | undefined;
    for (const { from, samples } of chunks) {
      const offset = offsetOf(samples[channel], from);
      if (offset === undefined) continue;
      if (before !== undefined && !begins.has(from)) {
        assert.equal(offset, before, `a seam at ${from} of channel ${channel}`);
      }
      // A resumed session stands where the time of day puts it.
      const moved = before === undefined ? 0 : ((offset - before + 98_304) % 65_536) - 32_768;
      assert.ok(Math.abs(moved) <= 0.05 * RATE, `resumed ${moved} samples aside at ${from}`);
      before = offset;
    }
  }
}

async function killAgainAndAgain(kills: number, seed: number): Promise<number[]> {
  await using home = await temporaryHome();
  const store = new Store(homeLayout(home.path));
  await store.createRecording(recordOf(["microphone", "system"]));
  const epoch = machineTime();
  const start = Date.parse(STARTED_AT);
  const toldIn = join(home.path, "given");
  const task: RecorderEntry = {
    home: home.path,
    id: ID,
    speed: SPEED,
    epoch,
    start,
    chunkSeconds: 1,
    device: {},
    toldIn,
  };
  const inbox = join(home.path, "inbox", ID);
  let random = seed;
  const next = () => (random = random * 48_271 % 2_147_483_647) / 2_147_483_647;
  const lost: number[] = [];
  /** Of a sample's place in the session against the clock. */
  let origin: number | undefined;
  for (let kill = 0; kill < kills; kill++) {
    const { nextNumber } = await repaired(store);
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", "--no-check", entry, JSON.stringify(task)],
      stdout: "null",
      stderr: "inherit",
    }).spawn();
    let gone = false;
    const exited = child.status.finally(() => gone = true);
    for (;;) {
      const levels = await store.levels(ID);
      if (levels?.pid === child.pid && levels.state === "recording") break;
      assert.ok(!gone, "the recorder ended by itself");
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await new Promise((resolve) => setTimeout(resolve, next() * 450));
    child.kill("SIGKILL");
    await exited;
    // On a busy machine less is given, and later: nothing here depends on how fast it is.
    const given = Number(new BigInt64Array((await Deno.readFile(toldIn)).buffer)[0]);
    const { position, nextNumber: number } = await repaired(store);
    assert.ok(number > nextNumber, "every process left something");
    if (origin === undefined) {
      const { chunks } = await readRecorded(inbox, STARTED_AT);
      const offset = offsetOf(chunks[0].samples[0], 0)!;
      // The count is known but for whole turns of it, and less than half a turn is lost.
      origin = offset;
      while (given - (position + origin) > 32_768) origin += 65_536;
    }
    lost.push((given - (position + origin)) / RATE);
  }
  assertSeamless(await readRecorded(inbox, STARTED_AT));
  return lost;
}

async function repaired(store: Store) {
  await using folder = await store.openRecording(ID);
  assert.ok(folder, "the lock of a killed process is free");
  return await folder.repair();
}

Deno.test("killed at 200 random moments, never more than a second is lost and nothing is there twice", async () => {
  const lost = (await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, (_, index) => killAgainAndAgain(KILLS / SIDE_BY_SIDE, 7919 + index)),
  )).flat().sort((a, b) => a - b);
  assert.equal(lost.length, KILLS);
  assert.ok(lost[0] > -0.1, `${lost[0]} s`);
  assert.ok(lost.at(-1)! <= MOST_LOST, `${lost.at(-1)} s were lost`);
});
