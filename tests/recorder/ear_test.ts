import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import type { AudioSource, AudioStream, Packet } from "../../src/capture/audio_source.ts";
import { GreffierError } from "../../src/errors.ts";
import { silentLog } from "../../src/log.ts";
import { openEar } from "../../src/recorder/ear.ts";
import { Timeline } from "../../src/recorder/timeline.ts";
import { SimClock } from "../support/sim_clock.ts";

const plan = {
  sides: ["microphone" as const],
  devices: { microphone: null, system: null },
  process: null,
};

/** A source whose `open` is the test's; the rest is not asked. */
const sourceOf = (open: AudioSource["open"]): AudioSource => ({
  name: "fake",
  sides: ["microphone"],
  devices: () => Promise.resolve([]),
  open,
});

/** A stream that gives what `next` does, and counts how often it is closed. */
function streamOf(next: () => Promise<IteratorResult<Packet>>, close = () => Promise.resolve()) {
  const stream = {
    closed: 0,
    device: { id: "un", name: "Micro" },
    rate: 16_000,
    silentWhenIdle: false,
    [Symbol.asyncIterator]: () => ({ next }),
    [Symbol.asyncDispose]() {
      stream.closed++;
      return close();
    },
  };
  return stream satisfies AudioStream & { closed: number };
}

const never = <T>() => new Promise<T>(() => {});

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Lets time go by in steps. */
async function pass(clock: SimClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    clock.advance(Math.min(250, left));
    await settle();
  }
}

const options = (clock: SimClock, open: AudioSource["open"]) => ({
  source: sourceOf(open),
  plan,
  side: "microphone" as const,
  channel: 0,
  clock,
  log: silentLog,
});

Deno.test("a device that does not open is refused in words after a while, and closed when it opens after all", async () => {
  const clock = new SimClock();
  const opening = Promise.withResolvers<AudioStream>();
  let signal: AbortSignal | undefined;
  const ear = openEar(options(clock, (request) => {
    signal = request.signal;
    return opening.promise;
  }));
  const refused = assert.rejects(
    ear,
    (error) => error instanceof GreffierError && error.text.key === "recorder.openSilent.microphone",
  );
  await pass(clock, 24_000);
  assert.equal(signal?.aborted, false);
  await pass(clock, 2000);
  await refused;
  assert.equal(signal?.aborted, true);
  const late = streamOf(never);
  opening.resolve(late);
  await settle();
  assert.equal(late.closed, 1);
});

Deno.test("a rate that no sound has is refused in words before anything begins, and the device is closed", async () => {
  const stream = { ...streamOf(never), rate: 7 };
  let closed = 0;
  stream[Symbol.asyncDispose] = () => (closed++, Promise.resolve());
  await assert.rejects(
    openEar(options(new SimClock(), () => Promise.resolve(stream))),
    (error) => error instanceof GreffierError && error.text.key === "capture.formatUnknown",
  );
  assert.equal(closed, 1);
});

Deno.test("a device that opens while the ear closes is closed, whatever it made of the signal, and nobody waits for it", async () => {
  const clock = new SimClock();
  const again = Promise.withResolvers<AudioStream>();
  const streams = [Promise.resolve(streamOf(() => Promise.reject(new Error("gone")))), again.promise];
  const ear = await openEar(options(clock, () => streams.shift() ?? never()));
  const listening = ear.listen(new Timeline({ channels: 1, nowMs: 0 }));
  await pass(clock, 1000);
  assert.equal(streams.length, 0);
  const closing = ear[Symbol.asyncDispose]();
  await settle();
  await closing;
  await listening;
  const late = streamOf(never);
  again.resolve(late);
  await settle();
  assert.equal(late.closed, 1);
});

Deno.test("a device that never answers that it is closed holds up the end for seconds, not for ever", async () => {
  const clock = new SimClock();
  const stream = streamOf(never, never);
  const ear = await openEar(options(clock, () => Promise.resolve(stream)));
  ear.listen(new Timeline({ channels: 1, nowMs: 0 }));
  let ended = false;
  const closing = ear[Symbol.asyncDispose]().then(() => ended = true);
  await pass(clock, 4000);
  assert.equal(ended, false);
  await pass(clock, 8000);
  assert.equal(ended, true);
  await closing;
});

Deno.test("whatever breaks in a stream is a loss of its channel, and it is opened again", async () => {
  const clock = new SimClock();
  const broken = { samples: undefined, atMs: 0, discontinuity: false } as unknown as Packet;
  let opened = 0;
  const ear = await openEar(options(clock, () => {
    opened++;
    return Promise.resolve(
      streamOf(opened < 4 ? () => Promise.resolve({ done: false, value: broken }) : never),
    );
  }));
  ear.listen(new Timeline({ channels: 1, nowMs: 0 }));
  await pass(clock, 5000);
  assert.equal(opened, 4);
  assert.equal(ear.device, null); // nothing has come yet
  const closing = ear[Symbol.asyncDispose]();
  await pass(clock, 6000);
  await closing;
});
