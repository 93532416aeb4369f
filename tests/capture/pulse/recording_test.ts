import assert from "node:assert/strict";
import type { Child, Children } from "../../../src/capture/pulse/children.ts";
import { Recording } from "../../../src/capture/pulse/recording.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { until } from "../../support/until.ts";

const CONNECTED = "Connected to device micro (index: 1, suspended: no).\n";
const RATE = 48_000;

/** A `parec` that always has sound, as many frames as told for each reading, and says what a test lets it say. */
function endlessSound(frames: number | ((reading: number) => number)) {
  const said: string[] = [CONNECTED];
  let wake = Promise.withResolvers<void>();
  let isOver = false;
  const counts = { sounds: 0, words: 0 };
  const child: Child = {
    read(buffer) {
      if (isOver) return Promise.resolve(undefined);
      const count = typeof frames === "number" ? frames : frames(counts.sounds);
      counts.sounds++;
      return Promise.resolve(new Uint8Array(buffer.buffer, buffer.byteOffset, 4 * count));
    },
    words: {
      async *[Symbol.asyncIterator]() {
        while (!isOver) {
          counts.words++;
          if (said.length > 0) yield said.splice(0).join("");
          else await wake.promise;
        }
      },
    },
    [Symbol.asyncDispose]() {
      isOver = true;
      wake.resolve();
      return Promise.resolve();
    },
  };
  const children: Children = { run: () => assert.fail(), start: () => child };
  return {
    children,
    counts,
    say(words: string) {
      said.push(words);
      wake.resolve();
      wake = Promise.withResolvers();
    },
  };
}

const open = (children: Children, clock: ManualClock) =>
  Recording.open({ children, clock, from: { source: "micro" }, deviceName: "Micro", rate: RATE });

Deno.test("sound that comes every 10 ms is read, and parec is listened to, not even ten times a second", async () => {
  const clock = new ManualClock();
  const { children, counts, say } = endlessSound(RATE / 100);
  await using recording = await open(children, clock);
  const listening = (async () => {
    while (await recording.read());
  })();
  for (let ms = 0; ms < 10_000; ms += 10) {
    if (ms % 50 === 0) say(`Time: ${ms / 1000} sec; Latency: 60000 usec.        \r`);
    clock.advance(10);
    let turns = 0;
    await until(() => ++turns > 2);
  }
  assert.ok(counts.sounds > 40 && counts.sounds < 100, `${counts.sounds} readings of sound`);
  assert.ok(counts.words > 40 && counts.words < 200, `${counts.words} readings of words`);
  await recording.stop();
  await listening;
});

Deno.test("sound of which parec says that it comes from another device is not given out", async () => {
  const { children, say } = endlessSound(RATE / 100);
  await using recording = await open(children, new ManualClock());
  say("Time: 0.239 sec; Latency: 369 usec.        \r");
  assert.notEqual(await recording.read(), undefined);
  say("Stream moved to device autre (2, not suspended).\x1b[K \n");
  assert.equal(await recording.read(), undefined);
});

Deno.test("a backlog is read at once, also what comes of it bit by bit", async () => {
  const frames = [RATE / 10, RATE / 10, 65_536 / 4, RATE / 10, RATE * 0.3, RATE / 10, RATE / 10];
  const clock = new ManualClock();
  const { children, say } = endlessSound((reading) => frames[reading] ?? RATE / 100);
  await using recording = await open(children, clock);
  let read = 0;
  const listening = (async () => {
    while (await recording.read()) read++;
  })();
  const settle = async () => {
    let turns = 0;
    await until(() => {
      say("Time: 0.239 sec; Latency: 369 usec.        \r");
      return ++turns > 100;
    });
  };
  await settle();
  assert.equal(read, 2);
  clock.advance(200);
  await settle();
  assert.equal(read, frames.length + 1);
  await recording.stop();
  await listening;
});

for (const phase of [0, 15, 45]) {
  Deno.test(`sound is placed where it was heard, though it comes in fragments and lies in the pipe: ${phase} ms`, async () => {
    const clock = new ManualClock();
    const over = new AbortController();
    const fragment = 0.05 * RATE;
    let taken = 0;
    const child: Child = {
      async read(buffer) {
        for (;;) {
          const come = Math.floor((clock.monotonic() - phase) / 50) - taken;
          if (over.signal.aborted) return undefined;
          if (come > 0) {
            taken += come;
            return new Uint8Array(buffer.buffer, buffer.byteOffset, 4 * fragment * come);
          }
          await clock.sleep(1, over).catch(() => {});
        }
      },
      words: {
        async *[Symbol.asyncIterator]() {
          yield CONNECTED;
          while (!over.signal.aborted) yield "Time: 0.239 sec; Latency: 369 usec.        \r";
        },
      },
      [Symbol.asyncDispose]() {
        over.abort();
        return Promise.resolve();
      },
    };
    await using recording = await open({ run: () => assert.fail(), start: () => child }, clock);
    const wrong: number[] = [];
    let samples = 0;
    const listening = (async () => {
      for (let sound = await recording.read(); sound; sound = await recording.read()) {
        wrong.push(sound.atMs - (phase + samples / RATE * 1000));
        samples += sound.samples.length;
      }
    })();
    while (clock.monotonic() < 10_000) {
      clock.advance(1);
      let turns = 0;
      await until(() => ++turns > 2);
    }
    await recording.stop();
    await listening;
    assert.ok(samples > 9.5 * RATE);
    assert.ok(wrong.every((ms) => Math.abs(ms) <= 3), `${wrong.map(Math.round)}`);
  });
}

Deno.test("a parec that says nothing any more is heard all the same", async () => {
  const clock = new ManualClock();
  const { children } = endlessSound(RATE / 100);
  await using recording = await open(children, clock);
  let sounds = 0;
  const listening = (async () => {
    while (await recording.read()) sounds++;
  })();
  await until(() => sounds > 10, () => clock.advance(100));
  await recording.stop();
  await listening;
});
