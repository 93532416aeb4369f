import assert from "node:assert/strict";
import { createMixer, type Mixer } from "../../src/capture/mixer.ts";

const RATE = 1000;
const constant = (value: number, length: number) => new Float32Array(length).fill(value);

/** Everything that is ready, and when its first sample was heard. */
function taken(mixer: Mixer): { samples: number[]; atMs: number | undefined } {
  const samples: number[] = [];
  let atMs: number | undefined;
  for (let mixed = mixer.take(); mixed; mixed = mixer.take()) {
    atMs ??= mixed.endMs - mixed.samples.length / RATE * 1000;
    samples.push(...mixed.samples);
  }
  return { samples, atMs };
}

Deno.test("one sound passes as it is, with its times", () => {
  const mixer = createMixer(RATE);
  const lane = mixer.lane();
  lane.add(constant(0.5, 20), 1020);
  assert.deepEqual(taken(mixer), { samples: Array(20).fill(0.5), atMs: 1000 });
  lane.add(constant(0.25, 20), 1043);
  assert.deepEqual(taken(mixer), { samples: Array(20).fill(0.25), atMs: 1023 });
  assert.equal(mixer.take(), undefined);
});

Deno.test("a second sound is laid over the first where it is heard, and both are waited for", () => {
  const mixer = createMixer(RATE);
  const [one, two] = [mixer.lane(), mixer.lane()];
  one.add(constant(0.5, 100), 1100);
  assert.equal(mixer.take(), undefined);
  two.add(constant(0.25, 60), 1100);
  assert.deepEqual(taken(mixer), { samples: [...Array(40).fill(0.5), ...Array(60).fill(0.75)], atMs: 1000 });
});

Deno.test("what is too loud together stays within full scale", () => {
  const mixer = createMixer(RATE);
  const [one, two] = [mixer.lane(), mixer.lane()];
  one.add(constant(-0.75, 10), 10);
  two.add(constant(-0.75, 10), 10);
  assert.deepEqual(taken(mixer).samples, Array(10).fill(-1));
});

Deno.test("a sound that stops coming is not waited for, and placed by its time when it comes again", () => {
  const mixer = createMixer(RATE);
  const [one, two] = [mixer.lane(), mixer.lane()];
  one.add(constant(0.5, 50), 50);
  two.add(constant(0.25, 50), 50);
  assert.equal(taken(mixer).samples.length, 50);
  let heard: number[] = [];
  for (let n = 1; n < 20; n++) {
    one.add(constant(0.5, 50), 50 + 50 * n);
    heard = heard.concat(taken(mixer).samples);
  }
  assert.deepEqual(heard, Array(950).fill(0.5));
  one.add(constant(0.5, 50), 1050);
  two.add(constant(0.25, 50), 1050);
  assert.deepEqual(taken(mixer).samples, Array(50).fill(0.75));
});

Deno.test("sounds that were held up together stay together", () => {
  const mixer = createMixer(RATE);
  const [one, two] = [mixer.lane(), mixer.lane()];
  const ramp = (n: number) => Float32Array.from({ length: 300 }, (_, i) => (n * 300 + i) / 10_000);
  const heard: number[] = [];
  // Ten readings of each in the same moment, as after this process was stopped for three seconds.
  for (let n = 0; n < 10; n++) {
    for (const lane of [one, two]) {
      lane.add(ramp(n), 5000);
      heard.push(...taken(mixer).samples);
    }
  }
  assert.deepEqual(heard, Array.from({ length: 3000 }, (_, n) => Math.fround(2 * Math.fround(n / 10_000))));
});

Deno.test("between two calls nothing is made up: the next begins at its own time", () => {
  const mixer = createMixer(RATE);
  const first = mixer.lane();
  first.add(constant(0.5, 50), 50);
  first.close();
  taken(mixer);
  const second = mixer.lane();
  second.add(constant(0.25, 50), 600_050);
  assert.deepEqual(taken(mixer), { samples: Array(50).fill(0.25), atMs: 600_000 });
});

Deno.test("without anyone who takes, the newest is kept, in bounded room", () => {
  const mixer = createMixer(RATE);
  const lane = mixer.lane();
  for (let n = 0; n < 100; n++) lane.add(constant(n / 100, 100), (n + 1) * 100);
  const { samples, atMs } = taken(mixer);
  assert.equal(samples.at(-1), Math.fround(0.99));
  assert.equal(samples.length, 4000);
  assert.equal(atMs, 6000);
});

Deno.test("a sound that pauses is not waited for; what begins there within the hold is whole, at its time", () => {
  const mixer = createMixer(RATE, { missed: Infinity, holdMs: 100 });
  const [one, two] = [mixer.lane(), mixer.lane()];
  two.pause();
  let heard: number[] = [];
  for (let n = 1; n <= 10; n++) {
    one.add(constant(0.5, 50), 50 * n);
    heard = heard.concat(taken(mixer).samples);
  }
  assert.deepEqual(heard, Array(400).fill(0.5));
  two.add(constant(0.25, 80), 490);
  assert.deepEqual(taken(mixer).samples, [...Array(10).fill(0.5), ...Array(80).fill(0.75)]);
  two.pause();
  one.pause();
  assert.deepEqual(taken(mixer), { samples: Array(10).fill(0.5), atMs: 490 });
});

Deno.test("however much one sound adds at once, one that does not pause is waited for", () => {
  const mixer = createMixer(RATE, { missed: Infinity });
  const [one, two] = [mixer.lane(), mixer.lane()];
  for (let n = 1; n <= 100; n++) one.add(constant(0.5, 10), 10 * n);
  assert.equal(mixer.take(), undefined);
  for (let n = 1; n <= 100; n++) two.add(constant(0.25, 10), 10 * n);
  assert.deepEqual(taken(mixer), { samples: Array(1000).fill(0.75), atMs: 0 });
});
