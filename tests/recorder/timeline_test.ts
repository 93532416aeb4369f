import assert from "node:assert/strict";
import fc from "fast-check";
import { type Loss, type Stretch, Timeline } from "../../src/recorder/timeline.ts";

const RATE = 16_000;

/** How a simulated device runs. Times in milliseconds. */
interface Device {
  readonly ppm: number;
  readonly packetMs: number;
  /** Each packet comes so much later than its end, at most. */
  readonly jitterMs: number;
  /** Its packets tell when they were heard; otherwise, when they came. */
  readonly exact: boolean;
  /** Sound that is lost. */
  readonly lost: readonly (readonly [from: number, to: number])[];
  readonly silentWhenIdle?: boolean;
}

const STEADY: Device = { ppm: 0, packetMs: 10, jitterMs: 5, exact: true, lost: [] };

/** What a device hears at a time: it counts the second, so that each sample tells when it was heard. Never zero. */
const soundAt = (seconds: number) => 0.1 + 0.8 * (seconds % 1);
const secondOf = (sample: number) => (sample - 0.1) / 0.8;

interface Simulated {
  readonly channels: readonly Device[];
  readonly seconds: number;
  /** Nothing of the process runs in these stretches; what comes meanwhile waits. */
  readonly stalls?: readonly (readonly [from: number, to: number])[];
  /** A write to the disk does not return in these stretches: what comes is taken, and nothing is read. */
  readonly hangs?: readonly (readonly [from: number, to: number])[];
  /** Called for every stretch, before its sound is forgotten. */
  see(stretch: Stretch, position: number, sound: readonly Float32Array[], losses: readonly Loss[]): void;
  /** Called before each tick. */
  step?(timeline: Timeline, nowMs: number): void;
}

/** A reproducible number from 0 to 1. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

function simulate({ channels, seconds, stalls = [], hangs = [], see, step }: Simulated): Timeline {
  const originMs = 1000;
  const timeline = new Timeline({ channels: channels.length, nowMs: originMs });
  const sources = channels.map((device, channel) => {
    timeline.open(channel, originMs, device.silentWhenIdle ?? false);
    return { device, packet: 0, arrived: 0 };
  });
  const sound = channels.map(() => new Float32Array(RATE));
  for (let now = 100; now <= seconds * 1000; now += 100) {
    if (stalls.some(([from, to]) => now > from && now <= to)) continue;
    sources.forEach((source, channel) => {
      const { ppm, packetMs, jitterMs, exact, lost } = source.device;
      const rate = RATE * (1 + ppm / 1e6);
      const frames = Math.round(packetMs * RATE / 1000);
      for (;; source.packet++) {
        const first = source.packet * frames;
        const heardMs = first / rate * 1000;
        const endMs = heardMs + frames / rate * 1000;
        // A stall delays what comes in it; packets never overtake each other.
        let arrivesMs = Math.max(source.arrived, endMs + jitterMs * noise(source.packet * 7 + channel));
        const stall = stalls.find(([from, to]) => arrivesMs > from && arrivesMs <= to);
        if (stall) arrivesMs = stall[1];
        if (arrivesMs > now) break;
        source.arrived = arrivesMs;
        if (lost.some(([from, to]) => heardMs >= from && heardMs < to)) continue;
        const samples = new Float32Array(frames);
        for (let n = 0; n < frames; n++) samples[n] = soundAt((first + n) / rate);
        timeline.push(channel, samples, originMs + (exact ? heardMs : arrivesMs - packetMs));
      }
    });
    step?.(timeline, originMs + now);
    if (hangs.some(([from, to]) => now > from && now <= to)) continue;
    timeline.tick(originMs + now);
    for (let stretch; (stretch = timeline.next(Infinity, RATE));) {
      const losses = stretch.kind === "sound" ? timeline.read(stretch.frames, sound) : [];
      const position = timeline.start;
      timeline.consume(stretch);
      see(stretch, position, sound, losses);
    }
  }
  return timeline;
}

/** Checks each sample of a channel against the clock and against the one before it. */
function checker(channel: number, toleranceMs: number) {
  let before: number | undefined;
  let heard = 0;
  let turning = 0;
  return {
    get heard() {
      return heard;
    },
    /** Some was not looked at. */
    pass() {
      before = undefined;
    },
    see(stretch: Stretch, position: number, sound: readonly Float32Array[]) {
      if (stretch.kind === "gap") return before = undefined;
      for (let frame = 0; frame < stretch.frames; frame++) {
        const sample = sound[channel][frame];
        if (sample === 0) {
          before = undefined;
          continue;
        }
        heard++;
        const second = secondOf(sample);
        const at = (position + frame) / RATE;
        // Where the count begins anew, the curve through it is no count.
        if (turning === 0 && (before === undefined || before > 0.9995)) turning = 16;
        if (turning > 0) {
          before = --turning === 0 ? second : undefined;
          continue;
        }
        const apart = (second - at % 1 + 1.5) % 1 - 0.5;
        if (Math.abs(apart) * 1000 > toleranceMs) {
          assert.fail(`${at} s was heard ${(apart * 1000).toFixed(1)} ms away`);
        }
        if (before !== undefined && Math.abs(second - before - 1 / RATE) > 0.01 / RATE) {
          assert.fail(`${second} s comes after ${before} s, at ${at} s`);
        }
        before = second;
      }
    },
  };
}

Deno.test("four hours with clocks that run apart end within 50 ms of the time, both channels", () => {
  const checks = [checker(0, 50), checker(1, 50)];
  const seconds = 4 * 3600;
  let emitted = 0;
  simulate({
    channels: [
      { ...STEADY, ppm: 500, packetMs: 100, jitterMs: 40 },
      { ...STEADY, ppm: -500, packetMs: 100, jitterMs: 40, exact: false },
    ],
    seconds,
    see(stretch, position, sound, losses) {
      assert.equal(position, emitted);
      emitted += stretch.frames;
      assert.deepEqual(losses, []);
      // One minute of each ten is looked at sample by sample.
      for (const check of checks) {
        if (position / RATE % 600 < 60) check.see(stretch, position, sound);
        else check.pass();
      }
    },
  });
  assert.ok(seconds - emitted / RATE < 1, `${emitted / RATE} s of ${seconds} s`);
});

Deno.test("whatever the packets, the jitter, the drift and the losses, the channels stay in step with the clock", () => {
  const device = fc.record({
    ppm: fc.integer({ min: -500, max: 500 }),
    packetMs: fc.constantFrom(3, 10, 20, 64, 100),
    jitterMs: fc.constantFrom(0, 5, 30),
    exact: fc.boolean(),
    lost: fc.array(fc.tuple(fc.integer({ min: 5000, max: 40_000 }), fc.integer({ min: 400, max: 6000 })), {
      maxLength: 2,
    }).map((holes) => holes.map(([from, length]) => [from, from + length] as const)),
    silentWhenIdle: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(device, { minLength: 1, maxLength: 2 }), (channels) => {
      const checks = channels.map(({ jitterMs }, channel) => checker(channel, jitterMs + 20));
      let emitted = 0;
      let gaps = 0;
      simulate({
        channels,
        seconds: 50,
        see(stretch, position, sound) {
          assert.equal(position, emitted);
          assert.ok(stretch.frames > 0);
          emitted += stretch.frames;
          if (stretch.kind === "gap") gaps += stretch.frames;
          for (const check of checks) check.see(stretch, position, sound);
        },
      });
      assert.ok(50 - emitted / RATE < 1.5, `${emitted / RATE} s of 50 s`);
      channels.forEach(({ lost, packetMs }, channel) => {
        const missing = Array.from({ length: 50_000 }, (_, ms) =>
          lost.some(([from, to]) => ms >= from && ms < to))
          .filter(Boolean).length;
        const expected = 50 - missing / 1000;
        const got = checks[channel].heard / RATE;
        // What is on its way at the end, and a packet on each side of a loss.
        assert.ok(
          got > expected - 1.6 - lost.length * packetMs / 500,
          `${got} s of ${expected} s were heard`,
        );
        assert.ok(
          got < expected + 0.1 + lost.length * packetMs / 500,
          `${got} s of ${expected} s were heard`,
        );
      });
      if (channels.every(({ lost }) => lost.length === 0)) assert.equal(gaps, 0);
    }),
    { numRuns: 60 },
  );
});

Deno.test("what waited while the process stood still is all there, in its place, without a loss", () => {
  for (const exact of [true, false]) {
    const checks = [checker(0, 30), checker(1, 30)];
    simulate({
      channels: [{ ...STEADY, exact }, { ...STEADY, exact, packetMs: 20 }],
      seconds: 120,
      stalls: [[10_000, 70_000], [80_000, 80_900], [90_000, 95_000]],
      see(stretch, position, sound, losses) {
        assert.equal(stretch.kind, "sound");
        assert.deepEqual(losses, [], `at ${position / RATE} s`);
        for (const check of checks) check.see(stretch, position, sound);
      },
    });
    for (const check of checks) assert.ok(check.heard > 119 * RATE, `${check.heard / RATE} s`);
  }
});

Deno.test("a stop of the process that lost sound in every channel is one gap of all, called sleep", () => {
  const gaps: (Stretch & { readonly from: number })[] = [];
  const checks = [checker(0, 30), checker(1, 30)];
  simulate({
    channels: [
      { ...STEADY, lost: [[12_000, 70_000]] },
      // The other device sends nothing while nothing plays, and nothing does for a while yet.
      { ...STEADY, lost: [[9_000, 75_000]], silentWhenIdle: true },
    ],
    seconds: 90,
    stalls: [[10_000, 70_000]],
    see(stretch, position, sound) {
      if (stretch.kind === "gap") gaps.push({ ...stretch, from: position });
      for (const check of checks) check.see(stretch, position, sound);
    },
  });
  assert.equal(gaps.length, 1, JSON.stringify(gaps));
  assert.equal(gaps[0].cause, "sleep");
  assert.ok(Math.abs(gaps[0].frames / RATE - 58) < 0.5, `${gaps[0].frames / RATE} s`);
  assert.ok(Math.abs(gaps[0].from / RATE - 12) < 0.5, `${gaps[0].from / RATE} s`);
});

Deno.test("a device that sends nothing while nothing plays is silent, not lost, and comes back in its place", () => {
  const check = checker(1, 20);
  simulate({
    channels: [STEADY, {
      ...STEADY,
      silentWhenIdle: true,
      lost: [[0, 3000], [5000, 20_000], [21_000, 21_200], [22_000, 22_100]],
    }],
    seconds: 30,
    see(stretch, position, sound, losses) {
      assert.equal(stretch.kind, "sound");
      assert.deepEqual(losses, []);
      check.see(stretch, position, sound);
    },
  });
  assert.ok(Math.abs(check.heard / RATE - (30 - 18.3)) < 0.8, `${check.heard / RATE} s`);
});

Deno.test("a lost device is told of as missing in its channel while the other goes on, and as a gap when both are gone", () => {
  const script = [
    [5000, 0, "lose"],
    [15_000, 0, "open"],
    [20_000, 0, "lose"],
    [22_000, 1, "lose"],
    [30_000, 1, "open"],
    [31_000, 0, "open"],
  ] as const;
  const gone = (channel: number) =>
    channel === 0 ? [[5000, 15_000], [20_000, 31_000]] as const : [[22_000, 30_000]] as const;
  const losses: Loss[] = [];
  const gaps: { from: number; to: number; cause: string }[] = [];
  const checks = [checker(0, 20), checker(1, 20)];
  const done = new Set<number>();
  simulate({
    channels: [{ ...STEADY, lost: gone(0) }, { ...STEADY, lost: gone(1) }],
    seconds: 40,
    step(timeline, nowMs) {
      for (const [at, channel, event] of script) {
        if (nowMs - 1000 < at || done.has(at)) continue;
        done.add(at);
        if (event === "lose") timeline.lose(channel);
        else timeline.open(channel, nowMs, false);
      }
    },
    see(stretch, position, sound, lost) {
      if (stretch.kind === "gap") {
        gaps.push({ from: position, to: position + stretch.frames, cause: stretch.cause });
      }
      losses.push(...lost);
      for (const check of checks) check.see(stretch, position, sound);
    },
  });
  const seconds = (channel: number) =>
    losses.filter((loss) => loss.channel === channel).reduce((sum, { from, to }) => sum + to - from, 0) /
    RATE;
  assert.ok(losses.every(({ cause }) => cause === "device"));
  assert.ok(Math.abs(seconds(0) - (10 + 2 + 1)) < 0.3, `${seconds(0)} s`);
  assert.ok(seconds(1) < 0.3, `${seconds(1)} s`);
  assert.equal(gaps.length, 1, JSON.stringify(gaps));
  assert.equal(gaps[0].cause, "device");
  assert.ok(Math.abs(gaps[0].from / RATE - 22) < 0.2 && Math.abs(gaps[0].to / RATE - 30) < 0.2);
});

Deno.test("a write that hangs for ten minutes fills two minutes of memory; the rest is one gap, called disk", () => {
  let most = 0;
  const gaps: Stretch[] = [];
  const checks = [checker(0, 20), checker(1, 20)];
  simulate({
    channels: [STEADY, { ...STEADY, packetMs: 20, exact: false }],
    seconds: 650,
    hangs: [[20_000, 620_000]],
    step: (timeline) => most = Math.max(most, timeline.waiting),
    see(stretch, position, sound, losses) {
      if (stretch.kind === "gap") gaps.push(stretch);
      assert.deepEqual(losses.filter(({ to, from }) => to - from > 0.1 * RATE), []);
      for (const check of checks) check.see(stretch, position, sound);
    },
  });
  assert.ok(most < 121 * RATE, `${most / RATE} s waited`);
  assert.deepEqual(gaps.map(({ cause }) => cause), ["disk"]);
  assert.ok(Math.abs(gaps[0].frames / RATE - 480) < 2, `${gaps[0].frames / RATE} s`);
  for (const { heard } of checks) assert.ok(heard > 167 * RATE, `${heard / RATE} s`);
});

Deno.test("nothing waits longer than a second for a channel that is missing", () => {
  let behind = 0;
  simulate({
    channels: [STEADY, { ...STEADY, lost: [[5000, 20_000]] }],
    seconds: 30,
    step(timeline, nowMs) {
      if (nowMs > 3000) behind = Math.max(behind, nowMs - 1000 - timeline.start / 16);
    },
    see() {},
  });
  assert.ok(behind <= 950, `${behind} ms`);
});

Deno.test("a sleep that the clock does not count is put where it was", () => {
  const gaps: { from: number; frames: number }[] = [];
  const check = checker(0, 20);
  simulate({
    channels: [STEADY],
    seconds: 20,
    step(timeline, nowMs) {
      if (nowMs === 11_000) timeline.insert(nowMs, 3600 * RATE);
    },
    see(stretch, position, sound) {
      if (stretch.kind === "gap") gaps.push({ from: position, frames: stretch.frames });
      else check.see(stretch, position, sound);
    },
  });
  assert.deepEqual(gaps, [{ from: 10 * RATE, frames: 3600 * RATE }]);
  assert.ok(check.heard > 19 * RATE);
});

Deno.test("sound at the clock's own rate passes to the bit", () => {
  let same = true;
  const check = (stretch: Stretch, position: number, sound: readonly Float32Array[]) => {
    for (let frame = 0; frame < stretch.frames; frame++) {
      same &&= sound[0][frame] === Math.fround(soundAt((position + frame) / RATE));
    }
  };
  simulate({ channels: [STEADY], seconds: 20, see: check });
  assert.ok(same);
});
